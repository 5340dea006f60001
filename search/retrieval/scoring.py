"""Terms to the best sections: BM25 over arrays, and the same by Whoosh itself.

Both give the same scores. Whoosh's way is the slow one: it stays to check the other against, and to fall back on.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.query import Or, Term

from search.errors import BadIndex
from search.index.arrays import Floats
from search.index.earlier import documents
from search.index.schema import FIELD, Weighting
from search.retrieval.ranking import Found, best_first, best_of
from search.retrieval.wanted import HeldTerms, Wanted

GROWTH = 4  # each look goes so many times as deep as the one before
LIKELY = 150  # sections that are compared with the question in any case
WITHOUT_WORDS = 0.18  # a section that holds none of the words must be so near to the question to be found


Near = Callable[[NDArray[np.intp]], tuple[NDArray[np.intp], Floats]]
"""Given the sections that are likeliest by their words, sections and how near they are; all others count as far."""


class Scorer(Protocol):
    """An open index that ranks. Threads may share it."""

    def looks(self, wanted: Wanted, depth: int, *, near: Near | None = None) -> Iterator[Found]:
        """The best `depth` sections that hold a term, then the best GROWTH * depth ..., the last look holds all.

        A section scores the sum over the terms, a term named twice counting twice, as a share of the best possible;
        plus its nearness, by which it can be found alone; times its boost.
        """

    def close(self) -> None:
        """A look after it raises BadIndex, or comes as if it had been before."""


class ArrayScorer:
    """Reads nothing but mapped arrays, so there is nothing to wait for and nothing to lock."""

    def __init__(self, *, sections: int, boosts: Mapping[int, float]) -> None:
        self._count = sections
        self._boosted = np.array(list(boosts), dtype=np.intp)
        self._boosts = np.array(list(boosts.values()))

    def looks(self, wanted: Wanted, depth: int, *, near: Near | None = None) -> Iterator[Found]:
        sections, scores = self._scored(wanted, near)
        while depth < len(sections):
            yield best_of(sections, scores, depth)
            depth *= GROWTH
        yield best_first(sections, scores)

    def close(self) -> None:
        """The maps go with the last look that uses them."""

    def _scored(self, wanted: Wanted, near: Near | None) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """All sections that are found, in no order, with their scores."""
        totals = self._by_words(wanted)
        found = (totals > 0).nonzero()[0]  # many times as fast as asking the numbers themselves for not being 0
        if near:
            compared, nearness = near(_likely(found, totals[found]))
            kept = ((totals[compared] > 0) & (nearness > 0)) | (nearness > WITHOUT_WORDS)
            compared, nearness = compared[kept], nearness[kept]
            found = np.concatenate((found, compared[totals[compared] == 0]))
            totals[compared] += nearness
        totals[self._boosted] *= self._boosts
        return found, totals[found]

    def _by_words(self, wanted: Wanted) -> NDArray[np.float64]:
        """By section what its words say."""
        if not wanted.held:
            return np.zeros(self._count)
        sections = np.concatenate([held.sections for _, held in wanted.held])
        gains = np.concatenate([held.weights * (worth / wanted.best) for worth, held in wanted.held])
        return np.bincount(sections, weights=gains, minlength=self._count).astype(np.float64, copy=False)


def _likely(sections: NDArray[np.intp], scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """In no order."""
    return sections[np.argpartition(scores, -LIKELY)[-LIKELY:]] if len(sections) > LIKELY else sections


class WhooshScorer:
    """Whoosh's own matchers, asked by one thread at a time. They know words alone."""

    def __init__(self, folder: Path, terms: HeldTerms, *, boosts: Mapping[int, float], average: float) -> None:
        """`average`: the length of a section. It and how rare a term is are told to Whoosh, which in an index that
        was changed since would still count what was deleted."""
        self._lock = Lock()
        self._numbers = documents(folder)
        by_document = {at: boosts[number] for at, number in enumerate(self._numbers.tolist()) if number in boosts}

        def rare(term: str) -> float:
            held = terms.of(term)
            return held.rareness if held else terms.rarest

        weighting = Weighting(by_document, rareness=rare, average=average)
        with ExitStack() as opened:
            index = opened.enter_context(closing(FileStorage(str(folder), readonly=True).open_index()))
            self._engine: Any = opened.enter_context(closing(index.searcher(weighting=weighting)))
            self._opened: ExitStack | None = opened.pop_all()

    def looks(self, wanted: Wanted, depth: int, *, near: Near | None = None) -> Iterator[Found]:
        assert near is None
        # A sum over all terms: Whoosh's DisjunctionMax mixes up the scores of different sections.
        question = Or([Term(FIELD, term, boost=weight) for terms in wanted.asked for term, weight in terms])
        while True:
            found = self._look(question, depth)
            sections, scores = (
                np.array([number for number, _ in found], np.intp),
                np.array([score for _, score in found]),
            )
            yield best_first(sections, scores / (wanted.best or 1))
            if len(found) < depth:
                return
            depth *= GROWTH

    def close(self) -> None:
        """Waits for a running look."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _look(self, question: Or, depth: int) -> list[tuple[int, float]]:
        with self._lock:
            if not self._opened:
                raise BadIndex("The search index has been closed: open the current one.")
            # optimize=False: Whoosh's skipping of blocks loses hits now and then.
            found = self._engine.search(question, limit=depth, optimize=False)
            return [(int(self._numbers[hit.docnum]), hit.score) for hit in found]
