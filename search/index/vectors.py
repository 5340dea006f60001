"""What sections are about, as vectors of length 1: the more alike, the nearer their product is to 1.

A section is cut into chunks, each with the section's titles. Four files: `vectors.npy`, a row for each chunk;
`vector_begins.npy`, where each section's rows begin and, at last, where all end; `title_vectors.npy`, a row for each
page; `vector_signs.npy`, the signs in which each row of the first begins, a bit each.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.articles.sections import Section
from search.index.arrays import Numbers, mapped, write_arrays
from search.index.pieces import DIMENSIONS, Vectors, pieces
from search.index.rows import Begins, begins_of, join_rows, take_rows
from search.index.texts import Texts
from search.language.analysis import LONGEST_WORD, fold
from search.language.languages import ENGLISH, question_words

CHUNK = 110  # words of a section's text that share a vector
SIGNED = 64  # dimensions whose signs stand for a vector among many
TITLE_WEIGHT = 3  # how often the titles' words count in each chunk beneath them

VECTORS, BEGINS, TITLES = "vectors.npy", "vector_begins.npy", "title_vectors.npy"
SIGNS = "vector_signs.npy"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

QUESTION_WORDS = frozenset(map(fold, question_words(ENGLISH)))

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
    write_arrays(folder, {VECTORS: vectors, SIGNS: signs_of(vectors), BEGINS: begins, TITLES: of_titles})
    return len(made)


def _origins(known: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """What is not known comes, in its order, after the `count` that are."""
    return np.where(known < 0, count + np.cumsum(known < 0) - 1, known)


def has_vectors(folder: Path) -> bool:
    """Whether the index in the folder was built with them."""
    return (folder / VECTORS).exists()


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
    return of_length_one(np.array([table[chunk].sum(axis=0) for chunk in ids], dtype=np.float32))


def of_length_one(rows: Vectors) -> Vectors:
    """Rows of zeros stay."""
    lengths = np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rows of another index."""

    vectors: Vectors
    begins: Begins
    titles: Vectors
    pages: Numbers  # by section

    @classmethod
    def open(cls, folder: Path) -> "_Kept":
        vectors, begins, titles = (mapped(folder / name) for name in (VECTORS, BEGINS, TITLES))
        return cls(vectors, begins, titles, Texts(folder).pages)

    @classmethod
    def none(cls) -> "_Kept":
        nothing = np.empty((0, DIMENSIONS), np.float32)
        return cls(nothing, np.zeros(1, np.int64), nothing, np.empty(0, np.int32))


def signs_of(vectors: Vectors) -> NDArray[np.uint64]:
    """By row which of its first SIGNED dimensions are above 0, a bit each."""
    return np.packbits(vectors[:, :SIGNED] > 0, axis=1).view(np.uint64).ravel()


def most_alike(signs: NDArray[np.uint64], asked: Vectors, most: int) -> NDArray[np.intp]:
    """The rows, ascending, that have most signs in common with the vector asked: about `most`, of equals all."""
    differing = np.bitwise_count(signs ^ signs_of(asked[np.newaxis]))
    enough = bisect_left(range(SIGNED), most, key=lambda so_many: int(np.count_nonzero(differing <= so_many)))
    return np.asarray((differing <= enough).nonzero()[0])
