"""What sections and questions are about, as vectors of length 1: the more alike, the nearer their product is to 1.

A section is cut into chunks, each with the section's titles; it is as near to a question as its nearest chunk, and its
page's title counts beside. Four files: `vectors.npy`, a row for each chunk; `vector_begins.npy`, where each section's
rows begin and, at last, where all end; `title_vectors.npy`, a row for each page; `vector_signs.npy`,
the signs of the first, a bit each.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.analysis import LONGEST_WORD
from search.arrays import Floats, Numbers, mapped, write_arrays
from search.lexicon import QUESTION_WORDS
from search.pieces import DIMENSIONS, Vectors, pieces
from search.rows import Begins, begins_of, join_rows, take_rows
from search.sections import Section
from search.texts import Texts

CHUNK = 110  # words of a section's text that share a vector
TITLE_WEIGHT = 3  # how often the titles' words count in each chunk beneath them
CHUNK_SHARE, TITLE_SHARE = 0.45, 0.15  # beside 1 for the words themselves: docs/dev/decisions/0026
SMALL = 8_192  # chunks of an index in which all are compared with a question
ALIKE = 512  # of a larger one are, by their signs, and those that their words make likely
MOST_WORDS = 300  # different words of a question that are looked at

_VECTORS, _BEGINS, _TITLES = "vectors.npy", "vector_begins.npy", "title_vectors.npy"
_SIGNS = "vector_signs.npy"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Chunk = list[str]


def plain_words(text: str) -> Iterator[str]:
    """In small letters, as written otherwise, for accents tell words apart; without what every question says."""
    for found in _WORD.finditer(text.lower()):
        word = found.group()[:LONGEST_WORD]
        if word not in QUESTION_WORDS:
            yield word


def write_vectors(
    sections: Sequence[Section], folder: Path, *, previous: Path | None = None, same: Sequence[int] = ()
) -> int:
    """The four files; returns how many chunks were embedded, page titles apart.

    `same`: by section its number in the index of the folder `previous` when it stands there unchanged, else -1;
    the rows of such a section, and of a page whose first section it is, are taken over.
    """
    old = _Kept.open(previous) if previous and has_vectors(previous) else _Kept.none()
    known = np.array(same, dtype=np.int64) if len(old.pages) else np.full(len(sections), -1)
    firsts = np.array(_first_sections(sections), dtype=np.int64)
    cut = [_chunks(section) for section, kept in zip(sections, known.tolist(), strict=True) if kept < 0]
    titles = [list(plain_words(sections[first].page_title)) for first in firsts[known[firsts] < 0].tolist()]
    made = [chunk for chunks in cut for chunk in chunks]
    rows = _embed(made + titles)
    counts = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut))
    begins, at = take_rows(join_rows(old.begins, begins_of(counts)), _origins(known, len(old.pages)))
    titled = known[firsts]
    titled[titled >= 0] = old.pages[titled[titled >= 0]]
    vectors = np.concatenate((old.vectors, rows[: len(made)]))[at]
    of_titles = np.concatenate((old.titles, rows[len(made) :]))[_origins(titled, len(old.titles))]
    write_arrays(folder, {_VECTORS: vectors, _SIGNS: _signs(vectors), _BEGINS: begins, _TITLES: of_titles})
    return len(made)


def _origins(known: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """What is not known comes, in its order, after the `count` that are."""
    return np.where(known < 0, count + np.cumsum(known < 0) - 1, known)


def has_vectors(folder: Path) -> bool:
    """Whether the index in the folder was built with them."""
    return (folder / _VECTORS).exists()


def _first_sections(sections: Sequence[Section]) -> list[int]:
    """Of each page, in the order of the pages' numbers."""
    firsts: dict[str, int] = {}
    for number, section in enumerate(sections):
        firsts.setdefault(section.page_location, number)
    return list(firsts.values())


def _chunks(section: Section) -> list[Chunk]:
    """The words of each chunk; one of the titles alone when the section has no text."""
    titles = list(plain_words(section.page_title)) if section.page_title != section.title else []
    titles += plain_words(section.title)
    words = list(plain_words(section.text))
    return [titles * TITLE_WEIGHT + words[at : at + CHUNK] for at in range(0, len(words) or 1, CHUNK)]


def _embed(chunks: Sequence[Chunk]) -> Vectors:
    """A row for each chunk, of length 1; of zeros when it has no words."""
    numbers: dict[str, int] = {}
    ids = [np.array([numbers.setdefault(word, len(numbers)) for word in chunk], dtype=np.int32) for chunk in chunks]
    if not numbers:
        return np.zeros((len(chunks), DIMENSIONS), np.float32)
    table = pieces().words(list(numbers))
    sums = np.array([table[chunk].sum(axis=0) for chunk in ids], dtype=np.float32)
    lengths = np.sqrt(np.square(sums).sum(axis=1, keepdims=True))
    return np.asarray(sums / np.maximum(lengths, np.finfo(np.float32).tiny))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rows of another index."""

    vectors: Vectors
    begins: Begins
    titles: Vectors
    pages: Numbers  # by section

    @classmethod
    def open(cls, folder: Path) -> "_Kept":
        vectors, begins, titles = (mapped(folder / name) for name in (_VECTORS, _BEGINS, _TITLES))
        return cls(vectors, begins, titles, Texts(folder).pages)

    @classmethod
    def none(cls) -> "_Kept":
        nothing = np.empty((0, DIMENSIONS), np.float32)
        return cls(nothing, np.zeros(1, np.int64), nothing, np.empty(0, np.int32))


class Meanings:
    """Of an open index; threads may share it."""

    def __init__(self, folder: Path, pages: Numbers) -> None:
        """`pages`: by section the number of its page."""
        self.vectors: Vectors = mapped(folder / _VECTORS)
        self.titles: Vectors = mapped(folder / _TITLES)
        self.signs: NDArray[np.uint64] = mapped(folder / _SIGNS)
        self.begins: Begins = mapped(folder / _BEGINS)
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
        return Nearness(self, asked / np.float32(length)) if length and len(self.pages) else None


class Nearness:
    """How near sections are to one question, at most CHUNK_SHARE + TITLE_SHARE.

    Products are made by einsum: numpy's matrix product starts threads of its own, which wait for one another where
    several questions are answered at once (16 ms instead of 0.1).
    """

    def __init__(self, meanings: Meanings, asked: Vectors) -> None:
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
        differing = np.zeros(len(self._meanings.vectors), np.uint8)
        for signs, own in zip(self._meanings.signs, _signs(self._asked[np.newaxis]), strict=True):
            differing += np.bitwise_count(signs ^ own)
        enough = bisect_left(range(DIMENSIONS), ALIKE, key=lambda most: int(np.count_nonzero(differing <= most)))
        return self._meanings.owners[differing <= enough]

    def _products(self, vectors: Vectors) -> Floats:
        return np.asarray(np.einsum("ij,j->i", vectors, self._asked))


def _signs(vectors: Vectors) -> NDArray[np.uint64]:
    """By row and 64 dimensions which are above 0; the rows side by side."""
    return np.ascontiguousarray(np.packbits(vectors > 0, axis=1).view(np.uint64).T)
