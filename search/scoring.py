"""Terms to the best sections: BM25 over arrays, and the same by Whoosh itself.

Both give the same scores. Whoosh's way is the slow one: it stays to check the other against, and to fall back on.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.query import Or, Term

from search.arrays import Floats, Postings
from search.earlier import documents
from search.errors import BadIndex
from search.question import Terms
from search.ranking import Found
from search.schema import FIELD, K1, Weighting

GROWTH = 4  # each look goes so many times as deep as the one before
WITHOUT_WORDS = 0.3  # a section that holds none of the words must be so near to the question to be found


class Scorer(Protocol):
    """An open index that ranks. Threads may share it."""

    def looks(self, asked: Sequence[Terms], depth: int, *, near: Floats | None = None) -> Iterator[Found]:
        """The best `depth` sections that hold a term, then the best GROWTH * depth ..., the last look holds all.

        A section scores the sum over the terms, a term named twice counting twice, as a share of what it would score
        if each asked word were its title (`best_possible`); plus its nearness, by which it can be found alone; times
        its boost.
        """

    def close(self) -> None:
        """A look after it raises BadIndex, or comes as if it had been before."""


def rareness(sections: int, holding: int) -> float:
    """What a term tells that so many of so many sections hold."""
    return math.log(max(sections, 1) / (holding + 1)) + 1


def best_possible(asked: Sequence[Terms], postings: Postings, sections: int) -> float:
    """What a section comes near to that says nothing but the asked words, each in the best of its terms."""
    holding = dict(_frequencies(asked, postings))
    return (K1 + 1) * sum(
        max(weight * rareness(sections, holding[term]) for term, weight in terms) for terms in asked if terms
    )


def _frequencies(asked: Sequence[Terms], postings: Postings) -> Iterator[tuple[str, int]]:
    terms = [term for alternatives in asked for term, _ in alternatives]
    for term, held in zip(terms, postings.of(terms), strict=True):
        yield term, len(held[0]) if held else 0


class ArrayScorer:
    """Reads nothing but mapped arrays, so there is nothing to wait for and nothing to lock."""

    def __init__(self, postings: Postings, *, sections: int, boosts: Mapping[int, float]) -> None:
        self._count = sections
        self._postings = postings
        self._boosts: NDArray[np.float64] | None = None
        if boosts:
            self._boosts = np.ones(sections)
            self._boosts[list(boosts)] = list(boosts.values())

    def looks(self, asked: Sequence[Terms], depth: int, *, near: Floats | None = None) -> Iterator[Found]:
        sections, scores = self._scored(asked, near)
        while depth < len(sections):
            yield _best(sections, scores, depth)
            depth *= GROWTH
        yield _best(sections, scores, len(sections))

    def close(self) -> None:
        """The maps go with the last look that uses them."""

    def _scored(self, asked: Sequence[Terms], near: Floats | None) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """All sections that are found, ascending, with their scores."""
        terms = [pair for alternatives in asked for pair in alternatives]
        totals = np.zeros(self._count)
        share = 1 / (best_possible(asked, self._postings, self._count) or 1)
        for (_, weight), held in zip(terms, self._postings.of([term for term, _ in terms]), strict=True):
            if held:
                sections, weights = held
                totals[sections] += weights * (share * weight * rareness(self._count, len(sections)))
        if near is None:
            found = (totals > 0).nonzero()[0]  # many times as fast as asking the numbers themselves for not being 0
        else:
            found = ((totals > 0) | (near > WITHOUT_WORDS)).nonzero()[0]
            totals += near
        scores = totals[found]
        return found, scores if self._boosts is None else scores * self._boosts[found]


def _best(sections: NDArray[np.intp], scores: NDArray[np.float64], most: int) -> Found:
    """Best first; of equals the one with the lower number, also where only some of them find place."""
    if most < len(sections):
        least = np.partition(scores, -most)[-most]
        better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        kept = np.concatenate((better, equal[: most - len(better)]))
        sections, scores = sections[kept], scores[kept]
    order = np.lexsort((sections, -scores))
    return list(zip(sections[order].tolist(), scores[order].tolist(), strict=True))


class WhooshScorer:
    """Whoosh's own matchers, asked by one thread at a time. They know words alone."""

    def __init__(
        self, folder: Path, postings: Postings, *, sections: int, boosts: Mapping[int, float], average: float
    ) -> None:
        """`average`: the length of a section. It and how rare a term is are told to Whoosh, which in an index that
        was changed since would still count what was deleted."""
        self._lock = Lock()
        self._postings, self._count = postings, sections
        self._numbers = documents(folder)
        by_document = {at: boosts[number] for at, number in enumerate(self._numbers.tolist()) if number in boosts}

        def rare(term: str) -> float:
            (held,) = postings.of([term])
            return rareness(sections, len(held[0]) if held else 0)

        weighting = Weighting(by_document, rareness=rare, average=average)
        with ExitStack() as opened:
            index = opened.enter_context(closing(FileStorage(str(folder), readonly=True).open_index()))
            self._engine: Any = opened.enter_context(closing(index.searcher(weighting=weighting)))
            self._opened: ExitStack | None = opened.pop_all()

    def looks(self, asked: Sequence[Terms], depth: int, *, near: Floats | None = None) -> Iterator[Found]:
        assert near is None
        share = 1 / (best_possible(asked, self._postings, self._count) or 1)
        # A sum over all terms: Whoosh's DisjunctionMax mixes up the scores of different sections.
        question = Or([Term(FIELD, term, boost=weight) for terms in asked for term, weight in terms])
        while True:
            found = self._look(question, depth)
            yield [(number, score * share) for number, score in found]
            if len(found) < depth:
                return
            depth *= GROWTH

    def close(self) -> None:
        """Waits for a running look."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _look(self, question: Or, depth: int) -> Found:
        with self._lock:
            if not self._opened:
                raise BadIndex("The search index has been closed: open the current one.")
            # optimize=False: Whoosh's skipping of blocks loses hits now and then.
            found = self._engine.search(question, limit=depth, optimize=False)
            ranked = ((int(self._numbers[hit.docnum]), hit.score) for hit in found)
            return sorted(ranked, key=lambda one: (-one[1], one[0]))
