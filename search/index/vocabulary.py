"""The unstemmed words of the corpus with the number of sections that hold each: what a half-typed word can become.

Nothing is read when it is opened: all of it is arrays that are mapped into memory, each in a file of its own.

- `words.npy`: the words as UTF-8, one after another, sorted by their bytes
- `word_begins.npy`: where each begins, and at last where all end
- `word_counts.npy`: in how many sections each stands
- `word_ranks.npy`: its place among all words, the most frequent one first and of equals the shorter one
- `word_hashes.npy`, `word_numbers.npy`: CRC-32 of the words, sorted, and whose each is
- `word_tops.npy`: of every beginning that very many words share (first word, last word, the best of them)
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Numbers, mapped

MOST_COMPLETIONS = 24
MOST_SHORT_COMPLETIONS = 8  # of a prefix shorter than ...
TELLING_PREFIX = 3  # ... so many letters, which says little
SHORTEST_HALF = 2
RARER = 4  # so many times must both halves be as frequent as the whole

_VERY_MANY = 2048  # words with one beginning: the best of fewer are picked when they are asked for
_REMEMBERED = 4096  # words whose count is kept at hand: half a megabyte
_FILES = (
    "words.npy",
    "word_begins.npy",
    "word_counts.npy",
    "word_ranks.npy",
    "word_hashes.npy",
    "word_numbers.npy",
    "word_tops.npy",
)


class Vocabulary:
    """Threads may share it."""

    def __init__(self, arrays: Sequence[NDArray[Any]]) -> None:
        """The arrays in the order of the files above. `of` and `open` are the ways to one."""
        words_of_all, begins, counts, self._ranks, hashes, numbers, self._tops = arrays
        # Single numbers are taken out of a memoryview several times as fast as out of an array.
        self._words, self._begins = words_of_all.data, begins.data
        self._counts, self._hashes, self._numbers = counts.data, hashes.data, numbers.data
        self._top_keys = self._tops[:, :2].tolist()
        self._size = len(counts)
        self.sections_with = lru_cache(_REMEMBERED)(self._sections_with)

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Vocabulary":
        return cls(_arrays(counts))

    @classmethod
    def open(cls, folder: Path) -> "Vocabulary":
        return cls([mapped(folder / name) for name in _FILES])

    @staticmethod
    def write(counts: Mapping[str, int], folder: Path) -> None:
        """The files that `open` reads, the same for the same counts in whatever order they come."""
        for name, values in zip(_FILES, _arrays(counts), strict=True):
            np.save(folder / name, values, allow_pickle=False)

    def __len__(self) -> int:
        return self._size

    def listed(self) -> list[str]:
        """All of them, sorted."""
        return [str(self._words[begin:end], "utf-8") for begin, end in pairwise(self._begins)]

    def completions(self, prefix: str) -> list[str]:
        """The most frequent words that go on from `prefix`, without itself: never more than a handful of terms."""
        begun = _encoded(prefix)
        first = self._place(begun)
        last = self._place(begun + b"\xff", first)  # no UTF-8 holds that byte
        most = MOST_COMPLETIONS if len(prefix) >= TELLING_PREFIX else MOST_SHORT_COMPLETIONS
        best = map(self._word, self._best(first, last))
        return [word.decode() for word in best if word != begun][:most]

    def entry(self, number: int) -> tuple[str, int]:
        """The word of this number, by the order of code points, and in how many sections it stands."""
        return self._word(number).decode(), self._counts[number]

    def halves(self, word: str) -> tuple[str, str] | None:
        """The two words that an unknown or rare one is written together from ("callerid", "rfc3261"), if any."""
        cuts = [(word[:at], word[at:]) for at in range(1, len(word)) if _may_cut(word, at)]
        best = max(cuts, key=self._weaker, default=None)
        return best if best and self._weaker(best) > RARER * self.sections_with(word) else None

    def _weaker(self, halves: tuple[str, str]) -> int:
        return min(map(self.sections_with, halves))

    def _sections_with(self, word: str) -> int:
        written = _encoded(word)
        hashed = crc32(written)
        place = bisect_left(self._hashes, hashed)
        while place < self._size and self._hashes[place] == hashed:
            number = self._numbers[place]
            if self._word(number) == written:
                return self._counts[number]
            place += 1
        return 0

    def _word(self, number: int) -> bytes:
        return bytes(self._words[self._begins[number] : self._begins[number + 1]])

    def _place(self, written: bytes, first: int = 0) -> int:
        """The number of the first word from `first` on that is not before this one."""
        return bisect_left(range(self._size), written, lo=first, key=self._word)

    def _best(self, first: int, last: int) -> list[int]:
        """The numbers of the best words of a stretch, best first: one more than is shown, as one may be the prefix."""
        most = min(MOST_COMPLETIONS + 1, last - first)
        if last - first > _VERY_MANY:
            top: list[int] = self._tops[bisect_left(self._top_keys, [first, last]), 2:].tolist()
            return top
        here = self._ranks[first:last]
        best = np.argpartition(here, most - 1)[:most] if most else np.empty(0, np.intp)
        return [first + number for number in best[np.argsort(here[best])].tolist()]


def _encoded(word: str) -> bytes:
    return word.encode(errors="surrogatepass")


def _may_cut(word: str, at: int) -> bool:
    """Between a letter and a digit, or where both halves are long enough to be words; never within a number."""
    before, behind = word[at - 1].isdigit(), word[at].isdigit()
    if before or behind:
        return not (before and behind)
    return SHORTEST_HALF <= at <= len(word) - SHORTEST_HALF


def _arrays(counts: Mapping[str, int]) -> list[NDArray[Any]]:
    written = sorted(counts)  # by code points, which is the order of their UTF-8
    encoded = [word.encode() for word in written]
    blob = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    begins = np.array([0, *accumulate(map(len, encoded))], dtype=np.int64)
    frequencies = np.array([counts[word] for word in written], dtype=np.int32)
    best_first = np.lexsort((np.diff(begins), -frequencies)).astype(np.int32)
    ranks = np.empty_like(best_first)
    ranks[best_first] = np.arange(len(written), dtype=np.int32)
    hashes = np.array([crc32(word) for word in encoded], dtype=np.uint32)
    by_hash = np.argsort(hashes, kind="stable")
    return [blob, begins, frequencies, ranks, hashes[by_hash], by_hash.astype(np.int32), _tops(written, ranks)]


def _tops(written: Sequence[str], ranks: Numbers) -> Numbers:
    """A row for each stretch of more than _VERY_MANY words with one beginning: first, last, the numbers of the best."""
    stretches: set[tuple[int, int]] = set()
    left, letters = [(0, len(written))] if len(written) > _VERY_MANY else [], 0
    while left:
        stretches.update(left)
        letters += 1
        left = [shared for within in left for shared in _sharing(written, within, letters)]
    rows = [
        (first, last, *(first + np.argsort(ranks[first:last])[: MOST_COMPLETIONS + 1]).tolist())
        for first, last in sorted(stretches)
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 2 + MOST_COMPLETIONS + 1)


def _sharing(written: Sequence[str], within: tuple[int, int], letters: int) -> list[tuple[int, int]]:
    beginnings = (word[:letters] for word in written[slice(*within)])
    ends = list(accumulate((sum(1 for _ in same) for _, same in groupby(beginnings)), initial=within[0]))
    return [(first, last) for first, last in pairwise(ends) if last - first > _VERY_MANY]
