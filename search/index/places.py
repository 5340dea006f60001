"""Where each word of a section stands, noted at build: a passage is cut without reading the whole text again.

Four files: `place_terms.npy`, `place_starts.npy` and `place_ends.npy` hold all words of all sections one after another,
a term as its number in `terms.npy`; `place_begins.npy` says where a section's text begins in them, and where its names:
these end at 0, and start at 1 if they stand in the section's or its page's title, at 0 if in the path alone.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Numbers, mapped, write_arrays
from search.index.rows import Begins, join_rows, take_rows

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
