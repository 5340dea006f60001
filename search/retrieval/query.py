"""Questions to ranked hits."""

import json
import math
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.errors import BadIndex
from search.index.arrays import Postings
from search.index.build import BESIDE
from search.index.facts import IndexFacts, read_index
from search.index.spelling import Spelling
from search.index.texts import Texts
from search.index.vectors import has_vectors, plain_words
from search.index.vocabulary import Vocabulary
from search.language.analysis import fold
from search.language.evidence import holds_message, in_lines
from search.retrieval.closeness import closeness
from search.retrieval.hits import Answer, By, Hit, make_hits
from search.retrieval.lexicon import Lexicon
from search.retrieval.nearness import Meanings, Nearness
from search.retrieval.question import FIRST_LINE, MOST_TEXT, Way, read_question, title_end
from search.retrieval.ranking import BOOST_POWER, CLOSE_SHARE, DEPTH, WORDS_SHARE, Closely, Scores, rank
from search.retrieval.scoring import WITHOUT_WORDS, ArrayScorer, Scorer, WhooshScorer
from search.retrieval.standings import Places, Standings
from search.retrieval.wanted import HeldTerms, Wanted
from search.retrieval.word_by_word import WordByWord

MOST_HITS = 50
ENOUGH, ENOUGH_WITH_MEANING = 0.2, 0.5  # a best hit that scores less is noise more often than not
MOST_OF_A_PAGE = 3  # sections of one page among the hits: a long article must not hide the others


class Searcher:
    """An open index. Threads may share it, and do not wait for one another unless the engine itself is asked."""

    def __init__(self, folder: Path, facts: IndexFacts, *, by_engine: bool = False, vectors: bool = True) -> None:
        self.facts = facts
        beside = json.loads((folder / BESIDE).read_text(encoding="utf-8"))
        self._vocabulary = Vocabulary.open(folder)
        self._texts, self._places = Texts(folder), Places(folder)
        self._terms = HeldTerms(Postings.open(folder), sections=facts.sections)
        self._meanings: Meanings | None = None
        self._word_by_word: WordByWord | None = None
        if vectors and not by_engine and has_vectors(folder):
            self._meanings = Meanings(folder, self._texts.pages)
            self._word_by_word = WordByWord(folder)
        self._lexicon = Lexicon(
            self._vocabulary,
            sections=facts.sections,
            holding=self._terms.holding,
            languages=beside["languages"],
            synonyms=beside["synonyms"],
            spelling=Spelling.open(folder, self._vocabulary),
        )
        boosts = {int(number): boost**BOOST_POWER for number, boost in beside["boosts"].items()}
        self._scorer: Scorer | None = (
            WhooshScorer(folder, self._terms, boosts=boosts, average=float(beside["average"]))
            if by_engine
            else ArrayScorer(sections=facts.sections, boosts=boosts)
        )

    @classmethod
    def open(cls, folder: Path, *, by_engine: bool = False, vectors: bool = True) -> "Searcher":
        """`by_engine`: rank by Whoosh's own matchers, which take longer and know words alone, not by the lifted
        arrays; `vectors`: whether meaning counts, if the index was built with it.

        Raises BadIndex when there is no index in the folder, or not the one that was written there.
        """
        made = partial(cls, folder, by_engine=by_engine, vectors=vectors)
        return read_index(folder, made, whole=by_engine)

    def close(self) -> None:
        """A running search ends as it would have; one after it raises BadIndex. Closing twice does no harm."""
        scorer, self._scorer = self._scorer, None
        if scorer:
            scorer.close()

    def search(self, text: str, *, limit: int = 10, way: Way = "question") -> tuple[Hit, ...]:
        """The hits of `answer`."""
        return self.answer(text, limit=limit, way=way).hits

    def answer(self, text: str, *, limit: int = 10, way: Way = "question") -> Answer:
        """The best sections for any text: at most `limit` (1 to MOST_HITS), MOST_OF_A_PAGE of one page.

        A SIP message among the words makes it evidence, however it is asked: what was pasted is seldom labelled.
        Nothing that the articles know gives no hits, never an error. Raises BadIndex when it has been closed.
        """
        if holds_message(text):
            way, text = "evidence", in_lines(text)
        scorer = self._scorer
        if not scorer:
            raise BadIndex("The search index has been closed: open the current one.")
        question = read_question(text, self._lexicon, way=way)
        wanted = Wanted([word.terms for word in question.asked], self._terms)
        standings = Standings(self._places, wanted)
        near = self._near(question.likely or text, way)
        most = max(1, min(limit, MOST_HITS))
        best = rank(
            scorer.looks(wanted, max(DEPTH, most * MOST_OF_A_PAGE), near=near.compared if near else None),
            self._texts.pages,
            closely=self._closely(wanted, standings, near),
            most=most,
            of_a_page=MOST_OF_A_PAGE,
        )
        hits = make_hits(best, question.asked, texts=self._texts, standings=standings)
        if near and hits:
            alike = (near.of(best.sections) > WITHOUT_WORDS).tolist()
            hits = tuple(hit._replace(by=_why(hit)) if one else hit for hit, one in zip(hits, alike, strict=True))
        enough = ENOUGH if near is None else ENOUGH_WITH_MEANING
        return Answer(hits, question.meant, fits=bool(hits) and hits[0].score >= enough)

    def _closely(self, wanted: Wanted, standings: Standings, near: Nearness | None) -> Closely:
        """By what the words of a section tell one by one."""

        def gained(sections: NDArray[np.intp]) -> Scores:
            by_words = CLOSE_SHARE * closeness(sections, wanted, standings)
            if not (near and self._word_by_word):
                return by_words
            return by_words + WORDS_SHARE * self._word_by_word.shares(near.words, sections)

        return gained

    def _near(self, text: str, way: Way) -> Nearness | None:
        """Evidence is about the very words; half a word means nothing yet."""
        if way == "evidence" or not self._meanings:
            return None
        text = text[:MOST_TEXT]
        words = list(plain_words(text))
        if way == "typing" and text[-1:].isalnum():
            words = words[:-1]
        title = set(plain_words(text[: title_end(text)]))
        weights = {word: self._telling(word) * (FIRST_LINE if word in title else 1) for word in words}
        return self._meanings.near(weights)

    def _telling(self, word: str) -> float:
        """What a word of the question counts in its meaning: 0 when every section has it."""
        rare = (self.facts.sections + 1) / (self._vocabulary.sections_with(fold(word)) + 1)
        return math.sqrt(math.log(max(rare, 1)))


def _why(alike: Hit) -> By:
    return "both" if alike.terms else "meaning"
