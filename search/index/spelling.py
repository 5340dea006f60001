"""Words that no section holds, mended: the words of the vocabulary that a slip or two away may have been meant.

Wolf Garbe's symmetric deletes (SymSpell): two words are near when leaving letters out of both can make them equal. What
is left of the words of the vocabulary is hashed at build; a typed word is looked up by what is left of itself.

- `mended_words.npy`: what words are mended to, the most frequent first, as numbers in the vocabulary
- `mended_marks.npy`: which letters each of them has, two bits for each letter: once, and more than once
- `mended_hashes.npy`, `mended_by.npy`: the hashes, sorted, and whose each is, as a place in the first array
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import mapped
from search.index.vocabulary import Vocabulary
from search.language.edits import cost

SHORTEST = 4  # letters of a word that is mended, or mended to
LONG = 8  # letters of a word that may have two mistakes
MOST = 5  # words that one is mended to

_MENDED_TO = 50_000  # words at most, the most frequent ones
_READ = 7  # letters of a word, the first ones, of which some are left out: bounds what is hashed of it
_COMPARED = 256  # words at most that are compared letter by letter with a typed one
_REMEMBERED = 4096  # words whose near ones are kept at hand: some 2 MB
_SURER = 8.0  # one mistake less outweighs e to the power of this times the sections
_FACTORS = [pow(0x9E3779B1, power, 1 << 32) for power in range(1, _READ + 1)]
_FILES = ("mended_words.npy", "mended_marks.npy", "mended_hashes.npy", "mended_by.npy")

Bits = NDArray[np.uint32]


class Near(NamedTuple):
    """A word that may have been meant."""

    likely: float  # the logarithm of how much likelier than another one
    word: str
    mistakes: float  # what it costs to have typed it so
    sections: int  # that hold it


class Spelling:
    """Threads may share it."""

    def __init__(self, vocabulary: Vocabulary, arrays: Sequence[NDArray[Any]]) -> None:
        """The arrays in the order of the files above. `of` and `open` are the ways to one."""
        self._vocabulary = vocabulary
        self._words, self._marks, self._hashes, self._by = arrays
        self.sections_with = vocabulary.sections_with
        self._remembered = lru_cache(_REMEMBERED)(self._compared)

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Spelling":
        return cls(Vocabulary.of(counts), _arrays(counts))

    @classmethod
    def open(cls, folder: Path, vocabulary: Vocabulary) -> "Spelling":
        """`vocabulary`: the one of the same folder."""
        return cls(vocabulary, [mapped(folder / name) for name in _FILES])

    @staticmethod
    def write(counts: Mapping[str, int], folder: Path) -> None:
        """The files that `open` reads, to stand beside those of the vocabulary of the same counts."""
        for name, values in zip(_FILES, _arrays(counts), strict=True):
            np.save(folder / name, values, allow_pickle=False)

    def mended(self, word: str, *, begun: bool = False) -> tuple[str, ...]:
        """The words of `near` for a word that no section holds; () for one that is held."""
        return () if self.sections_with(word) else tuple(near.word for near in self.near(word, begun=begun))

    def near(self, word: str, *, begun: bool = False) -> tuple[Near, ...]:
        """At most MOST other words that may have been meant by one, the likeliest first.

        () when none is near, and for a word that is short or is not of letters alone. `begun`: it may be the beginning
        of what is meant.
        """
        return self._remembered(word, begun) if may_be_mended(word) else ()

    def _compared(self, word: str, begun: bool) -> tuple[Near, ...]:  # noqa: FBT001  # lru_cache takes it by place
        found: list[Near] = []
        for number in self._numbers(word, begun=begun):
            meant, sections = self._vocabulary.entry(number)
            mistakes = cost(word, meant, most=min(allowed(word), allowed(meant)), begun=begun)
            if mistakes is not None and meant != word:
                found.append(Near(math.log(sections) - _SURER * mistakes, meant, mistakes, sections))
        return tuple(sorted(found, key=lambda near: (-near.likely, near.word))[:MOST])

    def _numbers(self, word: str, *, begun: bool) -> list[int]:
        """Their numbers in the vocabulary, the most frequent first: few enough to compare."""
        asked = np.unique(_left([word]))
        firsts, lasts = (np.searchsorted(self._hashes, asked, side=side).tolist() for side in ("left", "right"))
        found = [self._by[first:last] for first, last in zip(firsts, lasts, strict=True) if first < last]
        if not found:
            return []
        near = np.unique(np.concatenate(found))
        typed, marks = np.uint64(_mark(word)), self._marks[near]
        # A mistake puts at most one letter where it does not belong, and at most one away from where it does.
        alike = np.bitwise_count(typed & ~marks) <= allowed(word)
        if not begun:
            alike &= np.bitwise_count(marks & ~typed) <= allowed(word)
        numbers: list[int] = self._words[near[alike][:_COMPARED]].tolist()
        return numbers


def allowed(word: str) -> int:
    """The mistakes that a word may have."""
    return 1 if len(word) < LONG else 2


def may_be_mended(word: str) -> bool:
    return len(word) >= SHORTEST and (word.isalpha() or not any(map(str.isdigit, word)))  # Indian vowels are no letters


def _mark(word: str) -> int:
    mark = 0
    for letter in word:
        once = 1 << (ord(letter) & 31)
        mark |= once << 32 if mark & once else once
    return mark


def _marks(words: Sequence[str]) -> NDArray[np.uint64]:
    """Those of all of the words, letter by letter."""
    once, more = np.zeros(len(words), np.uint64), np.zeros(len(words), np.uint64)
    letters = np.array(words, dtype=np.str_).view(np.uint32).reshape(len(words), -1) if words else once[:, np.newaxis]
    for letter in letters.T:
        bits = np.where(letter > 0, np.uint64(1) << (letter & 31).astype(np.uint64), np.uint64(0))
        more |= once & bits
        once |= bits
    return more << np.uint64(32) | once


def _arrays(counts: Mapping[str, int]) -> list[NDArray[Any]]:
    words = sorted(counts)
    numbers = {word: number for number, word in enumerate(words)}
    best = sorted(filter(may_be_mended, words), key=counts.__getitem__, reverse=True)[:_MENDED_TO]
    groups: dict[tuple[int, int], list[int]] = {}
    for place, word in enumerate(best):
        groups.setdefault((min(len(word), _READ), allowed(word)), []).append(place)
    keys = [np.empty(0, np.uint64)]
    for places in groups.values():
        left = _left([best[place] for place in places]).astype(np.uint64)
        keys.append((left << np.uint64(32) | np.array(places, dtype=np.uint64)[:, np.newaxis]).ravel())
    hashes_and_places = np.sort(np.concatenate(keys))
    hashes_and_places = hashes_and_places[np.diff(hashes_and_places, prepend=np.uint64(0)) > 0]
    return [
        np.array([numbers[word] for word in best], dtype=np.int32),
        _marks(best),
        (hashes_and_places >> np.uint64(32)).astype(np.uint32),
        hashes_and_places.astype(np.uint32),
    ]


def _left(words: Sequence[str]) -> Bits:
    """A row for each word: the hashes of what is left when as many letters as it may have mistakes are left out.

    The words have as many letters, or more than are read, and may have as many mistakes.
    """
    letters = np.array([word[:_READ] for word in words]).view(np.uint32).reshape(len(words), -1)
    hashes: Bits = letters @ _factors(letters.shape[1], allowed(words[0]))
    return hashes


@cache
def _factors(letters: int, most: int) -> Bits:
    """A row for each letter, a column for each way to leave at most `most` of them out, in which those have 0."""
    kept = [kept for out in range(most + 1) for kept in combinations(range(letters), letters - out)]
    factors = np.zeros((letters, len(kept)), dtype=np.uint32)
    for column, letters_kept in enumerate(kept):
        factors[letters_kept, column] = _FACTORS[: len(letters_kept)]
    return factors
