"""How near sections are to what a question is about: as near as their nearest chunk, and their page's title beside."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Floats, Numbers, mapped
from search.index.pieces import DIMENSIONS, Vectors, pieces
from search.index.rows import Begins, take_rows
from search.index.vectors import BEGINS, SIGNS, TITLES, VECTORS, most_alike

CHUNK_SHARE, TITLE_SHARE = 0.6, 0.15  # beside 1 for the words themselves: docs/dev/decisions/0036
SMALL = 8_192  # chunks of an index in which all are compared with a question
ALIKE = 128  # of a larger one are, by their signs, and those that their words make likely
MOST_WORDS = 300  # different words of a question that are looked at


class Meanings:
    """Of an open index; threads may share it."""

    def __init__(self, folder: Path, pages: Numbers) -> None:
        """`pages`: by section the number of its page."""
        self.vectors: Vectors = mapped(folder / VECTORS)
        self.titles: Vectors = mapped(folder / TITLES)
        self.signs: NDArray[np.uint64] = mapped(folder / SIGNS)
        self.begins: Begins = mapped(folder / BEGINS)
        self.pages = pages
        self.owners = np.repeat(np.arange(len(pages), dtype=np.int32), np.diff(self.begins))  # by chunk its section

    def near(self, words: Mapping[str, float]) -> "Nearness | None":
        """To a question; None when none of its words tells, or there is no section.

        `words`: as `plain_words` gives them, with what each counts.
        """
        asked = np.zeros(DIMENSIONS, np.float32)
        for word, weight in islice(words.items(), MOST_WORDS):
            asked += pieces().word(word) * np.float32(weight)
        length = float(np.sqrt(asked @ asked))
        return Nearness(self, asked / np.float32(length), words) if length and len(self.pages) else None


class Nearness:
    """How near sections are to one question, at most CHUNK_SHARE + TITLE_SHARE.

    Products are made by einsum: numpy's matrix product starts threads of its own, which wait for one another where
    several questions are answered at once (16 ms instead of 0.1).
    """

    def __init__(self, meanings: Meanings, asked: Vectors, words: Mapping[str, float]) -> None:
        """`words`: as `Meanings.near` has them."""
        self.words = words
        self._meanings, self._asked = meanings, asked

    def compared(self, likely: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
        """Sections, ascending, and how near each is: all of a small index; of a large one the `likely` ones and those
        that have a chunk whose signs are most alike."""
        meanings = self._meanings
        if len(meanings.vectors) > SMALL:
            sections = np.sort(np.concatenate((likely, self._alike())))
            sections = sections[np.diff(sections, prepend=-1) > 0]
            return sections, self.of(sections)
        titles = self._products(meanings.titles)[meanings.pages]
        nearest = np.maximum.reduceat(self._products(meanings.vectors), meanings.begins[:-1])
        return np.arange(len(meanings.pages)), np.asarray(TITLE_SHARE * titles + CHUNK_SHARE * nearest)

    def of(self, sections: NDArray[np.intp]) -> Floats:
        """Of a few sections, at least one, each compared."""
        titles = self._products(self._meanings.titles[self._meanings.pages[sections]])
        return np.asarray(TITLE_SHARE * titles + CHUNK_SHARE * self._nearest(sections))

    def _nearest(self, sections: NDArray[np.intp]) -> Floats:
        """By section the product with its nearest chunk."""
        begins, rows = take_rows(self._meanings.begins, sections)
        return np.asarray(np.maximum.reduceat(self._products(self._meanings.vectors[rows]), begins[:-1]))

    def _alike(self) -> Numbers:
        """The sections of about ALIKE chunks, each as often as it has some."""
        return self._meanings.owners[most_alike(self._meanings.signs, self._asked, ALIKE)]

    def _products(self, vectors: Vectors) -> Floats:
        return np.asarray(np.einsum("ij,j->i", vectors, self._asked))
