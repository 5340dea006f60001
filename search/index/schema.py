"""What Whoosh keeps of a section, and how it is weighed.

There is one searched field. Title, headings, body, path and tags go into it together, each word with the weight of its
place, so that a question costs one posting list per word and not one per word and field.
"""

from collections.abc import Callable, Mapping
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence
from whoosh.scoring import BM25F, BM25FScorer

VERSION = 9  # to be raised by whoever changes words, stems, weights, fields or what is stored

FIELD = "words"
OWN_TITLE, PAGE_TITLE, PATH, TAGS, DESCRIPTION, BODY = 10, 3, 3, 3, 3, 1
K1, B = 2.5, 0.3  # sections are short and their titles weigh much: little punishment for length, late saturation


def schema() -> Schema:
    return Schema(words=Counted())


class Counted(FieldType):  # type: ignore[misc]  # whoosh carries no types
    """A field whose values come analysed: term -> how often it stands there, and what that weighs."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, tuple[int, float]], **_: object) -> list[tuple[bytes, int, float, bytes]]:
        return [(term.encode(), times, weight, b"") for term, (times, weight) in value.items()]


class Weighting(BM25F):  # type: ignore[misc]
    """BM25F over the one field, times the boost a writer gave the page.

    `rareness` (of a term) and `average` (length of a section) are ours: Whoosh's own still count what was deleted.
    `boosts` are by Whoosh's document numbers.
    """

    def __init__(self, boosts: Mapping[int, float], *, rareness: Callable[[str], float], average: float) -> None:
        super().__init__(B=B, K1=K1)
        self._boosts = boosts
        self._rareness = rareness
        self._average = average
        self.use_final = bool(boosts)  # read by Whoosh's collectors; without it they may skip what cannot win

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> "_Scorer":
        return _Scorer(searcher, fieldname, text, rareness=self._rareness(text.decode()), average=self._average, qf=qf)

    def final(self, searcher: Any, number: int, score: float) -> float:  # noqa: ARG002  # whoosh's signature
        return score * self._boosts.get(number, 1.0)


class _Scorer(BM25FScorer):  # type: ignore[misc]
    def __init__(self, searcher: Any, fieldname: str, text: bytes, *, rareness: float, average: float, qf: int) -> None:
        # Not the parent's: it asks the searcher for what we bring.
        self.idf, self.avgfl = rareness, average
        self.B, self.K1, self.qf = B, K1, qf
        self.setup(searcher, fieldname, text)
