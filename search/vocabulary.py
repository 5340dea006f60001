"""The unstemmed words of the corpus with the number of sections that hold each: what a half-typed word can become."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest

from search.analysis import words
from search.sections import Section

MOST_COMPLETIONS = 24
MOST_SHORT_COMPLETIONS = 8  # of a prefix shorter than ...
TELLING_PREFIX = 3  # ... so many letters, which says little
SHORTEST_HALF = 2
RARER = 4  # so many times must both halves be as frequent as the whole


class Vocabulary:
    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._sorted = sorted(counts)

    @classmethod
    def of(cls, sections: Iterable[Section]) -> "Vocabulary":
        counts: Counter[str] = Counter()
        for section in sections:
            texts = (section.title, section.text, section.description, *section.headings, *section.tags)
            counts.update({word.text for text in texts for word in words(text)})
        return cls(counts)

    @property
    def counts(self) -> Mapping[str, int]:
        return self._counts

    def sections_with(self, word: str) -> int:
        return self._counts.get(word, 0)

    def completions(self, prefix: str) -> list[str]:
        """The most frequent words that go on from `prefix`, without itself: never more than a handful of terms."""
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff", lo=first)
        going_on = (word for word in self._sorted[first:last] if word != prefix)
        most = MOST_COMPLETIONS if len(prefix) >= TELLING_PREFIX else MOST_SHORT_COMPLETIONS
        return nlargest(most, going_on, key=lambda word: (self._counts[word], -len(word)))

    def halves(self, word: str) -> tuple[str, str] | None:
        """The two words that an unknown or rare one is written together from ("callerid", "rfc3261"), if any."""
        cuts = [(word[:at], word[at:]) for at in range(1, len(word)) if _may_cut(word, at)]
        best = max(cuts, key=self._weaker, default=None)
        return best if best and self._weaker(best) > RARER * self.sections_with(word) else None

    def _weaker(self, halves: tuple[str, str]) -> int:
        return min(map(self.sections_with, halves))


def _may_cut(word: str, at: int) -> bool:
    """Between a letter and a digit, or where both halves are long enough to be words."""
    return word[at - 1].isdigit() != word[at].isdigit() or SHORTEST_HALF <= at <= len(word) - SHORTEST_HALF
