"""Search engines over the same sections, each set up as one who knows it would: what each is, stands in its file.

Every one weighs titles, stems where it can, and ranks what holds any word of the question, most telling first. None is
given the judged queries to learn from; the weights of titles were chosen by trying a few on all of them, in favour of
the peer.
"""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from search.articles.sections import Section

Way = Literal["question", "typing"]
TOP = 10
DEEP = 100  # sections looked at for the first ten pages
PASSAGE = 240  # characters

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    passage: str


@dataclass(slots=True)
class Timed:
    """What came and the milliseconds it took."""

    found: list[Shown] = field(default_factory=list)
    milliseconds: float = 0.0


class Engine(Protocol):
    """Asked in one process, one question after the other."""

    name: str
    ways: frozenset[Way]

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        """Makes the index, in the folder or in memory. May only have begun when it returns: the making of several may
        go on side by side."""

    def ready(self) -> None:
        """Returns when questions can be asked."""

    def ask(self, text: str, way: Way) -> Timed:
        """The TOP best sections with title and passage."""

    def paths(self, text: str) -> Iterable[str]:
        """The pages of the best sections, best first; a page may come again."""

    def close(self) -> None: ...


@contextmanager
def timing() -> Iterator[Timed]:
    timed = Timed()
    began = time.perf_counter()
    yield timed
    timed.milliseconds = (time.perf_counter() - began) * 1000


def words(text: str) -> list[str]:
    """The different words of a question, for engines that would read some of its signs as a language."""
    return list(dict.fromkeys(_WORD.findall(text.casefold())))
