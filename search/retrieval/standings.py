"""Where the asked words stand in sections, for how close they are and for the passages: looked up in noted places."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.places import PlaceArrays
from search.retrieval.passage import Standing
from search.retrieval.wanted import Wanted

Numbers64 = NDArray[np.int64]


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
