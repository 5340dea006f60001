"""Postings as arrays: lifted from Whoosh once after the build, mapped into memory by every process that asks.

A question then costs a few array operations and no call for each posting. Four files, in numpy's own format:

- `terms.npy`: the terms as UTF-8, sorted by their bytes, padded with zeros to the longest
- `starts.npy`: where the postings of each term begin in the next two, and at last where all end
- `sections.npy`: the numbers of the sections that hold the term, ascending
- `weights.npy`: what BM25 gives the term in that section, all but the part that is the same for the whole term
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.index.engine import Lifted
from search.index.schema import K1, B

Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The four arrays, read-only; threads may share them."""

    terms: NDArray[np.bytes_]
    starts: NDArray[np.int64]
    sections: Numbers
    weights: Floats

    @classmethod
    def of_lifted(cls, lifted: Lifted, lengths: Numbers) -> "Postings":
        """`lengths`: how many words of each section are counted."""
        weights = _saturated(lifted.frequencies, _norms(lengths)[lifted.sections])
        return cls(lifted.terms, lifted.starts, lifted.sections, weights)

    @classmethod
    def open(cls, folder: Path) -> "Postings":
        return cls(*(mapped(folder / name) for name in _FILES))

    def write(self, folder: Path) -> None:
        write_arrays(folder, dict(zip(_FILES, (self.terms, self.starts, self.sections, self.weights), strict=True)))

    def number(self, term: str) -> int | None:
        """The term's place among the sorted ones; None when no section holds it."""
        asked = term.encode(errors="surrogatepass")
        if not len(self.terms) or len(asked) > self.terms.dtype.itemsize:
            return None
        place = int(self.terms.searchsorted(np.array(asked, dtype=self.terms.dtype)))
        return place if place < len(self.terms) and self.terms[place] == asked else None

    def at(self, number: int) -> tuple[Numbers, Floats]:
        """Of the term with that number."""
        begin, end = self.starts[number : number + 2].tolist()
        return self.sections[begin:end], self.weights[begin:end]


_FILES = ("terms.npy", "starts.npy", "sections.npy", "weights.npy")


def mapped(file: Path) -> NDArray[Any]:
    """An array of a file, not read but mapped: processes share its pages. It outlives the file's name."""
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))


def write_arrays(folder: Path, arrays: dict[str, NDArray[Any]]) -> None:
    for name, values in arrays.items():
        np.save(folder / name, values, allow_pickle=False)


def average_length(lengths: Numbers) -> float:
    return float(lengths.sum(dtype=np.int64) / (len(lengths) or 1)) or 1.0


def _norms(lengths: Numbers) -> Floats:
    """By section: the frequency at which a term gets half of what it can, more in a long section."""
    different, which = np.unique(lengths, return_inverse=True)
    # Whoosh keeps a length in one byte, and scores by what is left of it.
    kept = np.array([byte_to_length(length_to_byte(length)) for length in different.tolist()], dtype=np.float64)[which]
    return (K1 * ((1 - B) + B * kept / average_length(lengths))).astype(np.float32)


def _saturated(frequencies: Floats, norms: Floats) -> Floats:
    return (frequencies * np.float32(K1 + 1)) / (frequencies + norms)
