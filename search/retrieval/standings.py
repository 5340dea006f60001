"""Where the asked words stand in sections, for how close they are and for the passages: looked up in noted places."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.places import PlaceArrays
from search.retrieval.passage import Standing
from search.retrieval.wanted import Wanted

_BOUNDS = np.arange(3)[:, np.newaxis]  # among the places: where a section's text begins, where its names do, the end


class Occurrences(NamedTuple):
    """Every asked word in some sections, section by section, in each first those of its text in their order.

    `owners`: in which of the sections, by its place among them. `words`: three rows: the place in the question, where
    it starts and where it ends; what stands in titles or path ends at 0, and starts at 1 if in a title. `ends`: two for
    each section, where the words of its text end and where those of its names do.
    """

    owners: NDArray[np.intp]
    words: NDArray[np.int64]
    ends: list[int]


class Stood(NamedTuple):
    """The asked words of one section."""

    text: list[Standing]
    names: list[Standing]


class Places:
    """Threads may share it."""

    def __init__(self, folder: Path) -> None:
        arrays = PlaceArrays.open(folder)
        self._begins, self._terms, self._starts, self._ends = arrays.begins, arrays.terms, arrays.starts, arrays.ends

    def asked_in(self, sections: NDArray[np.intp], wanted: Wanted) -> Occurrences:
        begins, names, ends = self._begins.take(2 * sections + _BOUNDS)
        texts = [self._terms[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        at = wanted.at.take(np.concatenate(texts or [self._terms[:0]]))
        kept = (at > 0).nonzero()[0]
        moved = (ends - begins).cumsum()  # where each section ends when they stand one after another
        owners = moved.searchsorted(kept, side="right")
        places = kept + (ends - moved)[owners]
        words = np.array((at[kept] - 1, self._starts[places], self._ends[places]), np.int64)
        return Occurrences(owners, words, kept.searchsorted(np.array((moved - ends + names, moved)).T.ravel()).tolist())


class Standings:
    """Where the asked words of one question stand: a section is looked through once, whoever wants to know."""

    def __init__(self, places: Places, wanted: Wanted) -> None:
        self._places, self._wanted = places, wanted
        self._known: dict[int, tuple[NDArray[np.int64], int, int, int]] = {}

    def asked_in(self, sections: NDArray[np.intp]) -> Occurrences:
        """As `Places.asked_in` gives it."""
        asked = self._places.asked_in(sections, self._wanted)
        rows, ends = asked.words.T, iter(asked.ends)
        begin = 0
        for section, names, end in zip(sections.tolist(), ends, ends, strict=True):
            self._known[section] = rows, begin, names, end
            begin = end
        return asked

    def of(self, sections: Sequence[int]) -> list[Stood]:
        if unknown := [section for section in sections if section not in self._known]:
            self.asked_in(np.array(unknown))
        known = [self._known[section] for section in sections]
        return [Stood(rows[begin:names].tolist(), rows[names:end].tolist()) for rows, begin, names, end in known]
