"""Where each word of a section stands, noted at build: a passage is cut without reading the whole text again.

Four files: `place_terms.npy`, `place_starts.npy` and `place_ends.npy` hold all words of all sections one after another,
a term as its number in `terms.npy`; `place_begins.npy` says where a section's text begins in them, and where its names.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Numbers, mapped, write_arrays
from search.rows import Begins, join_rows, take_rows
from search.wanted import Wanted

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

    def asked_in(
        self, sections: NDArray[np.intp], wanted: Wanted
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Every asked word in the sections, in order: in which (by its place in `sections`), the place of the word in
        the question, where it starts and where it ends; what stands in titles and path ends at 0."""
        begins, ends = self._begins[2 * sections], self._begins[2 * sections + 2]
        counts = ends - begins
        all_words = np.arange(counts.sum()) + np.repeat(begins - (counts.cumsum() - counts), counts)
        order = wanted.at[self._terms[all_words]].astype(np.int64) - 1
        kept = np.flatnonzero(order >= 0)
        words = all_words[kept]
        owners = np.repeat(np.arange(len(sections)), counts)[kept]
        return owners, order[kept], self._starts[words].astype(np.int64), self._ends[words].astype(np.int64)
