"""Answers of the search given a moment ago, ready to be sent again: while people type, many ask the same.

How long an answer takes tells whether it was asked before. So a text is shared with other networks than the one it came
from only when all its words stand in titles of articles, which everybody can read; and what scrubbing would take
something out of is not kept at all (docs/dev/decisions/0027-answers-given-a-moment-ago.md).
"""

import re
import threading
import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from reporter.insights.scrub import scrub

MOST = 4_096  # answers
MOST_BYTES = 8_000_000  # of all of them with their questions
LONGEST = 100  # characters of a text; a longer one is a whole problem, and asked once
LONGEST_ASKED = 1_000  # bytes of a query string
AGE = 600.0  # seconds after it was last asked until an answer is forgotten
EVERYBODY = ""  # in place of a network
_ABOUT = 300  # bytes that keeping an answer takes besides
_WORD = re.compile(r"\w+")


class Asked(NamedTuple):
    """The query string as it came, whether the answer is compressed, and the network whose it is."""

    query_string: bytes
    compressed: bool
    network: str


class _Kept(NamedTuple):
    body: bytes
    at: float


class PublicWords:
    """The words that stand in titles."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._words = sorted({word for title in titles for word in _words(title)})

    def has_all_of(self, text: str) -> bool:
        """Whether every word stands in a title, or, as it may not be finished, begins one that does."""
        return all(self._begins_one(word) for word in _words(text))

    def _begins_one(self, word: str) -> bool:
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place].startswith(word)


class RecentAnswers:
    """Those of one build of the knowledge base, with which they end. Bounded in number, bytes and age; for threads."""

    def __init__(self, titles: Iterable[str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._public = PublicWords(titles)
        self._clock = clock
        self._kept: OrderedDict[Asked, _Kept] = OrderedDict()  # the one asked last at the end
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, query_string: bytes, *, compressed: bool, network: str) -> bytes | None:
        with self._lock:
            for whose in (EVERYBODY, network):
                asked = Asked(query_string, compressed, whose)
                kept = self._kept.get(asked)
                if kept and kept.at > self._clock() - AGE:
                    self._kept[asked] = kept._replace(at=self._clock())
                    self._kept.move_to_end(asked)
                    return kept.body
        return None

    def keep(self, text: str, body: bytes, query_string: bytes, *, compressed: bool, network: str) -> None:
        """`text` is what `query_string` asks. Does nothing where the text is not one to be kept."""
        if len(text) > LONGEST or len(query_string) > LONGEST_ASKED:
            return
        if self._public.has_all_of(text):
            network = EVERYBODY
        elif scrub(text) != " ".join(text.lower().split()):
            return
        asked = Asked(query_string, compressed, network)
        with self._lock:
            self._forget(asked)
            self._kept[asked] = _Kept(body, self._clock())
            self._bytes += _size(asked, body)
            self._make_room()

    def _make_room(self) -> None:
        too_old = self._clock() - AGE
        while self._kept:
            oldest, kept = next(iter(self._kept.items()))
            if len(self._kept) <= MOST and self._bytes <= MOST_BYTES and kept.at > too_old:
                return
            self._forget(oldest)

    def _forget(self, asked: Asked) -> None:
        kept = self._kept.pop(asked, None)
        if kept:
            self._bytes -= _size(asked, kept.body)


def _size(asked: Asked, body: bytes) -> int:
    return len(asked.query_string) + len(body) + _ABOUT


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
