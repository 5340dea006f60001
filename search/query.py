"""Questions to ranked hits."""

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from whoosh.filedb.filestore import FileStorage
from whoosh.query import Or, Term

from search.analysis import stem
from search.build import BESIDE
from search.errors import BadIndex
from search.facts import IndexFacts, read_facts
from search.passage import Fragment, cut, find
from search.question import Asked, read_question
from search.schema import FIELD, Weighting
from search.vocabulary import Vocabulary

MOST_HITS = 50
MOST_OF_A_PAGE = 3  # sections of one page among the hits: a long article must not hide the others


@dataclass(frozen=True, slots=True)
class Hit:
    location: str
    page_location: str
    path: str
    page_title: str
    title: str
    passage: tuple[Fragment, ...]
    score: float
    terms: tuple[str, ...]  # the question's words, as typed in lower case, that stand in title, path or text


class Searcher:
    """An open index. Threads may share it: the engine is asked by one at a time, passages are cut outside of that."""

    def __init__(self, folder: Path, facts: IndexFacts) -> None:
        self.facts = facts
        beside = json.loads((folder / BESIDE).read_text(encoding="utf-8"))
        self._vocabulary = Vocabulary(beside["words"])
        boosts = {int(number): boost for number, boost in beside["boosts"].items()}
        self._lock = Lock()
        with ExitStack() as opened:
            index = opened.enter_context(closing(FileStorage(str(folder), readonly=True).open_index()))
            self._engine = opened.enter_context(closing(index.searcher(weighting=Weighting(boosts))))
            self._opened: ExitStack | None = opened.pop_all()

    @classmethod
    def open(cls, folder: Path) -> "Searcher":
        """Raises BadIndex when there is no index in the folder, or not the one that was written there."""
        return cls(folder, read_facts(folder))

    def close(self) -> None:
        """Waits for a running search; a search after it raises BadIndex. Closing twice does no harm."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def search(self, text: str, *, limit: int = 10, typing: bool = False) -> tuple[Hit, ...]:
        """The best sections for any text, best first: at most `limit` (1 to MOST_HITS), MOST_OF_A_PAGE of one page.

        `typing`: the last word may be unfinished. No word that the articles hold gives no hits, never an error.
        """
        asked = read_question(text, self._vocabulary, typing=typing)
        with self._lock:
            if not self._opened:
                raise BadIndex("The search index has been closed: open the current one.")
            found = self._best(asked, limit=max(1, min(limit, MOST_HITS)))
        return tuple(_hit(fields, score, asked) for fields, score in found)

    def _best(self, asked: tuple[Asked, ...], *, limit: int) -> list[tuple[Mapping[str, str], float]]:
        # A sum over all terms: Whoosh's DisjunctionMax mixes up the scores of different sections.
        question = Or([Term(FIELD, term, boost=weight) for word in asked for term, weight in word.terms])
        looked_at = limit * MOST_OF_A_PAGE
        while True:
            # optimize=False: Whoosh's skipping of blocks loses hits now and then.
            results = self._engine.search(question, limit=looked_at, optimize=False)
            best = _spread([(hit.fields(), hit.score) for hit in results])[:limit]
            if len(best) == limit or results.scored_length() < looked_at:
                return best
            looked_at *= 4


def _spread(found: list[tuple[Mapping[str, str], float]]) -> list[tuple[Mapping[str, str], float]]:
    seen: Counter[str] = Counter()
    spread = []
    for fields, score in found:
        seen[fields["page_location"]] += 1
        if seen[fields["page_location"]] <= MOST_OF_A_PAGE:
            spread.append((fields, score))
    return spread


def _hit(fields: Mapping[str, str], score: float, asked: tuple[Asked, ...]) -> Hit:
    wanted = {term for word in asked for term, _ in word.terms}
    found = find(fields["text"], wanted)
    named = find(" ".join((fields["page_title"], fields["title"], fields["path"])), wanted)
    held = {stem(word.text) for word in (*found, *named)}
    return Hit(
        location=fields["location"],
        page_location=fields["page_location"],
        path=fields["path"],
        page_title=fields["page_title"],
        title=fields["title"],
        passage=cut(fields["text"], found),
        score=score,
        terms=tuple(dict.fromkeys(word.word for word in asked if any(term in held for term, _ in word.terms))),
    )
