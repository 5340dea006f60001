"""Whoosh's postings as arrays: lifted once after the build, mapped into memory by every process that asks.

A question then costs a few array operations and no call for each posting. Four files, in numpy's own format:

- `terms.npy`: the terms as UTF-8, sorted by their bytes, padded with zeros to the longest
- `starts.npy`: where the postings of each term begin in the next two, and at last where all end
- `sections.npy`: the numbers of the sections that hold the term, ascending
- `weights.npy`: what BM25 gives the term in that section, all but the part that is the same for the whole term
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher

from search.schema import FIELD, K1, B

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
    def open(cls, folder: Path) -> "Postings":
        return cls(*(mapped(folder / name) for name in _FILES))

    def write(self, folder: Path) -> None:
        arrays: tuple[NDArray[Any], ...] = (self.terms, self.starts, self.sections, self.weights)
        for name, values in zip(_FILES, arrays, strict=True):
            np.save(folder / name, values, allow_pickle=False)

    def numbers(self, terms: Sequence[str]) -> list[int | None]:
        """For each term its place among the sorted ones; None when no section holds it."""
        if not len(self.terms):
            return [None] * len(terms)
        longest = self.terms.dtype.itemsize
        asked = [term.encode(errors="surrogatepass") for term in terms]
        fitting = [term if len(term) <= longest else b"" for term in asked]
        places = np.searchsorted(self.terms, np.array(fitting, dtype=self.terms.dtype))
        there = self.terms[np.minimum(places, len(self.terms) - 1)].tolist()
        return [
            place if found == term else None for place, found, term in zip(places.tolist(), there, asked, strict=True)
        ]

    def of(self, terms: Sequence[str]) -> list[tuple[Numbers, Floats] | None]:
        """For each term the sections that hold it and its weights there; None when no section does."""
        return [None if number is None else self._at(number) for number in self.numbers(terms)]

    def _at(self, number: int) -> tuple[Numbers, Floats]:
        held = slice(self.starts[number], self.starts[number + 1])
        return self.sections[held], self.weights[held]


_FILES = ("terms.npy", "starts.npy", "sections.npy", "weights.npy")


def mapped(file: Path) -> NDArray[Any]:
    """An array of a file, not read but mapped: processes share its pages. It outlives the file's name."""
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))


def lift(reader: Any) -> Postings:
    """All postings of a Whoosh reader over one segment without deletions, which is what a build writes."""
    terms: list[bytes] = []
    starts = array("q", [0])
    sections, weights = array("i"), array("f")
    for term in reader.lexicon(FIELD):
        terms.append(term)
        _read_blocks(reader.postings(FIELD, term), sections, weights)
        starts.append(len(sections))
    numbers = np.frombuffer(sections, dtype=np.int32) if sections else np.empty(0, np.int32)
    counted = np.frombuffer(weights, dtype=np.float32) if weights else np.empty(0, np.float32)
    return Postings(
        terms=np.array(terms, dtype=np.bytes_),
        starts=np.array(starts, dtype=np.int64),
        sections=numbers,
        weights=_saturated(counted, _norms(reader)[numbers]),
    )


def _read_blocks(matcher: Any, sections: "array[int]", weights: "array[float]") -> None:
    """Whole blocks, by attributes that Whoosh keeps to itself: its public way takes two calls for each posting."""
    if not isinstance(matcher, W3LeafMatcher):
        raise TypeError(f"The engine reads its postings by {type(matcher).__name__}, which is not known here.")
    while matcher.is_active():
        matcher._read_ids()  # noqa: SLF001  # the engine is pinned, and a test compares with its public way
        matcher._read_weights()  # noqa: SLF001
        sections.extend(matcher._ids)  # noqa: SLF001
        weights.extend(matcher._weights)  # noqa: SLF001
        matcher._next_block()  # noqa: SLF001


def _norms(reader: Any) -> Floats:
    """By section: the frequency at which a term gets half of what it can, more in a long section."""
    count = reader.doc_count_all()
    lengths = [reader.doc_field_length(number, FIELD) or 0 for number in range(count)]
    average = reader.field_length(FIELD) / (count or 1) or 1
    return (K1 * ((1 - B) + B * np.array(lengths, dtype=np.float64) / average)).astype(np.float32)


def _saturated(frequencies: Floats, norms: Floats) -> Floats:
    return (frequencies * np.float32(K1 + 1)) / (frequencies + norms)
