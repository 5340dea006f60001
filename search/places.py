"""Where each word of a section stands, noted at build: a passage is cut without reading the whole text again.

Four files: `place_terms.npy`, `place_starts.npy` and `place_ends.npy` hold all words of all sections one after another,
a term as its number in `terms.npy`; `place_begins.npy` says where a section's text begins in them, and where its names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Numbers, Postings, mapped, write_arrays
from search.passage import Standing
from search.rows import Begins, join_rows, take_rows

_FILES = ("place_begins.npy", "place_terms.npy", "place_starts.npy", "place_ends.npy")


@dataclass(frozen=True, slots=True)
class PlaceArrays:
    """The four files; two rows for each section."""

    begins: Begins
    terms: Numbers
    starts: NDArray[np.uint16]
    ends: NDArray[np.uint16]

    @classmethod
    def open(cls, folder: Path) -> "PlaceArrays":
        return cls(*(mapped(folder / name) for name in _FILES))

    def write(self, folder: Path) -> None:
        arrays = (self.begins, self.terms, self.starts, self.ends)
        write_arrays(folder, dict(zip(_FILES, arrays, strict=True)))

    def joined(self, others: "PlaceArrays", more_terms: int) -> "PlaceArrays":
        return PlaceArrays(
            begins=join_rows(self.begins, others.begins),
            terms=np.concatenate((self.terms, others.terms + np.int32(more_terms))),
            starts=np.concatenate((self.starts, others.starts)),
            ends=np.concatenate((self.ends, others.ends)),
        )

    def taken(self, sections: NDArray[np.int64]) -> "PlaceArrays":
        begins, at = take_rows(self.begins, np.stack((2 * sections, 2 * sections + 1), axis=1).ravel())
        return PlaceArrays(begins, self.terms[at], self.starts[at], self.ends[at])

    def renumbered(self, numbers: Numbers) -> "PlaceArrays":
        return PlaceArrays(self.begins, numbers[self.terms], self.starts, self.ends)


class Places:
    """Threads may share it."""

    def __init__(self, folder: Path) -> None:
        arrays = PlaceArrays.open(folder)
        self._begins, self._terms, self._starts, self._ends = arrays.begins, arrays.terms, arrays.starts, arrays.ends

    def of(self, section: int, asked: "Lookup") -> tuple[list[Standing], set[str]]:
        """The asked terms in the section's text, by where they start, and those in its titles and path."""
        text, names, end = self._begins[2 * section : 2 * section + 3].tolist()
        here = self._terms[text:end]
        at = asked.wanted[here].nonzero()[0]
        found = [asked.names[number] for number in here[at].tolist()]
        in_text = int(np.searchsorted(at, names - text))
        at = at[:in_text] + text
        stretches = zip(found, self._starts[at].tolist(), self._ends[at].tolist(), strict=False)
        return [Standing(*stretch) for stretch in stretches], set(found[in_text:])

    def words_of(self, section: int) -> tuple[Numbers, NDArray[np.uint16], NDArray[np.uint16]]:
        """All words by where they start, as term numbers with start and end; then the names, which stand at 0."""
        held = slice(*self._begins[[2 * section, 2 * section + 2]].tolist())
        return self._terms[held], self._starts[held], self._ends[held]


class Lookup:
    """The asked terms that the index holds, by number."""

    def __init__(self, asked: Sequence[str], postings: Postings) -> None:
        numbers = zip(postings.numbers(asked), asked, strict=True)
        self.names: Mapping[int, str] = {number: term for number, term in numbers if number is not None}
        self.wanted = np.zeros(len(postings.terms), dtype=np.bool_)
        self.wanted[list(self.names)] = True
