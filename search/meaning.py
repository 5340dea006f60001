"""What sections and questions are about, as vectors of length 1: the more alike, the nearer their product is to 1.

A section is cut into chunks, each with the section's titles; it is as near to a question as its nearest chunk, and its
page's title counts beside. Three files: `vectors.npy`, a row for each chunk; `vector_begins.npy`, where each section's
rows begin and, at last, where all end; `title_vectors.npy`, a row for each page.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.analysis import LONGEST_WORD
from search.arrays import Numbers, mapped
from search.lexicon import QUESTION_WORDS
from search.pieces import DIMENSIONS, Vectors, pieces
from search.sections import Section
from search.texts import Texts

CHUNK = 110  # words of a section's text that share a vector
TITLE_WEIGHT = 3  # how often the titles' words count in each chunk beneath them
CHUNK_SHARE, TITLE_SHARE = 0.45, 0.15  # beside 1 for the words themselves: docs/dev/decisions/0026
MOST_WORDS = 300  # different words of a question that are looked at

_VECTORS, _BEGINS, _TITLES = "vectors.npy", "vector_begins.npy", "title_vectors.npy"
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
    """The three files; returns how many chunks were embedded, page titles apart.

    `same`: by section its number in the index of the folder `previous` when it stands there unchanged, else -1;
    the rows of such a section, and of a page whose first section it is, are taken over.
    """
    if not previous or not has_vectors(previous):
        previous, same = None, [-1] * len(sections)
    firsts = _first_sections(sections)
    chunks = [_chunks(section) if kept < 0 else [] for section, kept in zip(sections, same, strict=True)]
    titles = [list(plain_words(sections[first].page_title)) for first in firsts if same[first] < 0]
    made = [chunk for cut in chunks for chunk in cut]
    rows = _embed(made + titles)
    old = _Kept(previous) if previous else None
    _write_sections(folder, rows[: len(made)], [len(cut) for cut in chunks], same, old)
    _write_titles(folder, rows[len(made) :], [same[first] for first in firsts], old)
    return len(made)


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


class _Kept:
    """The rows of another index."""

    def __init__(self, folder: Path) -> None:
        self._vectors, self._begins = mapped(folder / _VECTORS), mapped(folder / _BEGINS)
        self._titles, self._pages = mapped(folder / _TITLES), Texts(folder).pages

    def rows(self, section: int) -> Vectors:
        return np.asarray(self._vectors[self._begins[section] : self._begins[section + 1]])

    def title(self, first: int) -> Vectors:
        page = int(self._pages[first])
        return np.asarray(self._titles[page : page + 1])


def _write_sections(folder: Path, made: Vectors, counts: Sequence[int], same: Sequence[int], old: _Kept | None) -> None:
    begins, taken = array("q", [0]), 0
    parts: list[Vectors] = [made[:0]]
    for count, kept in zip(counts, same, strict=True):
        parts.append(old.rows(kept) if old and kept >= 0 else made[taken : taken + count])
        taken += count
        begins.append(begins[-1] + len(parts[-1]))
    np.save(folder / _VECTORS, np.concatenate(parts), allow_pickle=False)
    np.save(folder / _BEGINS, np.array(begins, dtype=np.int64), allow_pickle=False)


def _write_titles(folder: Path, made: Vectors, same: Sequence[int], old: _Kept | None) -> None:
    parts: list[Vectors] = [made[:0]]
    taken = 0
    for kept in same:
        if old and kept >= 0:
            parts.append(old.title(kept))
        else:
            parts.append(made[taken : taken + 1])
            taken += 1
    np.save(folder / _TITLES, np.concatenate(parts), allow_pickle=False)


class Meanings:
    """Of an open index; threads may share it."""

    def __init__(self, folder: Path, pages: Numbers) -> None:
        """`pages`: by section the number of its page."""
        self._vectors: Vectors = mapped(folder / _VECTORS)
        self._titles: Vectors = mapped(folder / _TITLES)
        begins: NDArray[np.int64] = mapped(folder / _BEGINS)
        self._begins = begins[:-1]
        self._pages = pages
        self._one_each = len(self._vectors) == len(self._begins)

    def nearness(self, words: Mapping[str, float]) -> Vectors | None:
        """By section how near it is to the words, at most CHUNK_SHARE + TITLE_SHARE; None when none of them tells.

        `words`: as `plain_words` gives them, with what each counts.
        """
        asked = np.zeros(DIMENSIONS, np.float32)
        for word, weight in islice(words.items(), MOST_WORDS):
            asked += pieces().word(word) * np.float32(weight)
        length = float(np.sqrt(asked @ asked))
        if not length or not len(self._begins):
            return None
        asked /= np.float32(length)
        chunks = self._vectors @ (asked * np.float32(CHUNK_SHARE))
        near = chunks if self._one_each else np.maximum.reduceat(chunks, self._begins)
        near += (self._titles @ (asked * np.float32(TITLE_SHARE)))[self._pages]
        return np.asarray(near)
