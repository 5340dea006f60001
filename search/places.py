"""Where each word of a section stands, noted at build: a passage is cut without reading the whole text again.

Four files: `place_terms.npy`, `place_starts.npy` and `place_ends.npy` hold all words of all sections one after another,
a term as its number in `terms.npy`; `place_begins.npy` says where a section's text begins in them, and where its names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Numbers, mapped, write_arrays
from search.passage import Standing
from search.rows import Begins, join_rows, take_rows
from search.wanted import Wanted

Numbers64 = NDArray[np.int64]

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

    def asked_in(self, sections: NDArray[np.intp], wanted: Wanted) -> tuple[Numbers64, Numbers64, Numbers64, Numbers64]:
        """Every asked word in the sections, in order: in which (by its place in `sections`), the place of the word in
        the question, where it starts and where it ends; what stands in titles and path ends at 0."""
        begins, ends = self._begins[2 * sections], self._begins[2 * sections + 2]
        texts = [self._terms[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        at = wanted.at.take(np.concatenate(texts or [self._terms[:0]]))
        kept = (at > 0).nonzero()[0]
        moved = (ends - begins).cumsum()  # where each text ends when they stand one after another
        owners = moved.searchsorted(kept, side="right")
        words = kept + (ends - moved)[owners]
        order, starts, ends = (values.astype(np.int64) for values in (at[kept], self._starts[words], self._ends[words]))
        return owners, order - 1, starts, ends


class Standings:
    """Where the asked words of one question stand: a section is looked through once, whoever wants to know."""

    def __init__(self, places: Places, wanted: Wanted) -> None:
        self._places, self._wanted = places, wanted
        self._known: dict[int, tuple[tuple[Numbers64, ...], tuple[int, int]]] = {}

    def columns(self, sections: NDArray[np.intp]) -> tuple[Numbers64, Numbers64, Numbers64, Numbers64]:
        """As `Places.asked_in` gives them."""
        found = self._places.asked_in(sections, self._wanted)
        begins = found[0].searchsorted(np.arange(len(sections) + 1)).tolist()
        self._known.update(zip(sections.tolist(), zip(repeat(found[1:]), pairwise(begins)), strict=True))
        return found

    def of(self, sections: Sequence[int]) -> list[list[Standing]]:
        """Of each section in the order of its text; what stands in titles and path comes last."""
        if unknown := [section for section in sections if section not in self._known]:
            self.columns(np.array(unknown))
        return [_rows(*self._known[section]) for section in sections]


def _rows(columns: Iterable[Numbers64], stretch: tuple[int, int]) -> list[Standing]:
    return list(zip(*[column[slice(*stretch)].tolist() for column in columns], strict=True))
