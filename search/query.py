"""Questions to ranked hits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from search.analysis import stem
from search.arrays import Postings
from search.build import BESIDE
from search.errors import BadIndex
from search.facts import IndexFacts, read_facts
from search.mending import Mender
from search.passage import Fragment, Standing, cut
from search.places import Lookup, Places
from search.question import Asked, Way, read_question
from search.scoring import ArrayScorer, Scorer, WhooshScorer, spread
from search.spelling import Spelling
from search.texts import Shown, Texts
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
    """An open index. Threads may share it, and do not wait for one another unless the engine itself is asked."""

    def __init__(self, folder: Path, facts: IndexFacts, *, by_engine: bool = False) -> None:
        self.facts = facts
        beside = json.loads((folder / BESIDE).read_text(encoding="utf-8"))
        self._vocabulary = Vocabulary.open(folder)
        self._texts, self._places, self._postings = Texts(folder), Places(folder), Postings.open(folder)
        self._mender = Mender(Spelling.open(folder, self._vocabulary), self._holds)
        boosts = {int(number): boost for number, boost in beside["boosts"].items()}
        self._scorer: Scorer | None = (
            WhooshScorer(
                folder, self._postings, sections=facts.sections, boosts=boosts, average=float(beside["average"])
            )
            if by_engine
            else ArrayScorer(self._postings, sections=facts.sections, boosts=boosts)
        )

    @classmethod
    def open(cls, folder: Path, *, by_engine: bool = False) -> "Searcher":
        """`by_engine`: rank by Whoosh's own matchers, which find the same and take longer, not by the lifted arrays.

        Raises BadIndex when there is no index in the folder, or not the one that was written there.
        """
        return cls(folder, read_facts(folder, whole=by_engine), by_engine=by_engine)

    def close(self) -> None:
        """A running search ends as it would have; one after it raises BadIndex. Closing twice does no harm."""
        scorer, self._scorer = self._scorer, None
        if scorer:
            scorer.close()

    def search(self, text: str, *, limit: int = 10, way: Way = "question") -> tuple[Hit, ...]:
        """The best sections for any text, best first: at most `limit` (1 to MOST_HITS), MOST_OF_A_PAGE of one page.

        No word that the articles hold gives no hits, never an error. Raises BadIndex when it has been closed.
        """
        scorer = self._scorer
        if not scorer:
            raise BadIndex("The search index has been closed: open the current one.")
        question = read_question(text, self._vocabulary, mender=self._mender, way=way)
        asked = question.asked
        terms = tuple(pair for word in asked for pair in word.terms)
        most = max(1, min(limit, MOST_HITS))
        looks = scorer.looks(terms, most * MOST_OF_A_PAGE)
        best = spread(looks, self._texts.pages, most=most, of_a_page=MOST_OF_A_PAGE)
        lookup = Lookup([term for term, _ in terms], self._postings)
        return tuple(
            _hit(self._texts.shown(number), score, asked, *self._places.of(number, lookup)) for number, score in best
        )

    def _holds(self, word: str) -> bool:
        """Whether the index knows the word, perhaps in another form."""
        return bool(self._vocabulary.sections_with(word)) or self._postings.numbers([stem(word)])[0] is not None


def _hit(shown: Shown, score: float, asked: tuple[Asked, ...], found: Sequence[Standing], named: set[str]) -> Hit:
    held = {word.term for word in found} | named
    return Hit(
        location=shown.location,
        page_location=shown.page_location,
        path=shown.path,
        page_title=shown.page_title,
        title=shown.title,
        passage=cut(shown.text, found),
        score=score,
        terms=tuple(dict.fromkeys(word.word for word in asked if any(term in held for term, _ in word.terms))),
    )
