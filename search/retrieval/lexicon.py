"""What an index knows of words: which it holds and how rare they are, in which languages, and what means the same."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from search.index.spelling import Spelling
from search.index.vocabulary import Vocabulary
from search.language.analysis import fold, stem
from search.language.languages import ENGLISH, question_words, umlauts_otherwise
from search.language.synonyms import Groups, Synonyms
from search.retrieval.mending import Mender

REMEMBERED = 8192  # words whose frequency is kept at hand: a megabyte


class Lexicon:
    """Threads may share it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        sections: int,
        holding: Callable[[str], int] | None = None,
        languages: Sequence[str] = (ENGLISH,),
        synonyms: Groups = (),
        spelling: Spelling | None = None,
    ) -> None:
        """`sections`: how many there are; `holding`: how many of them hold a term, if that is known beside the
        vocabulary; `languages`: those that they are written in, the commonest first; `synonyms`: the writers' own."""
        self.vocabulary = vocabulary
        self.languages = tuple(languages) or (ENGLISH,)
        self.synonyms = Synonyms(synonyms, language=self.languages[0])
        self.mender = Mender(spelling, self.knows, called=self.synonyms.words()) if spelling else None
        self.rarest = math.log(max(1, sections)) + 1
        self.stems = lru_cache(REMEMBERED)(self._stems)
        self.holding = lru_cache(REMEMBERED)(self._holding)
        self.exactly = lru_cache(REMEMBERED)(self._exactly)
        self.halves = lru_cache(REMEMBERED)(vocabulary.halves)
        self._sections = sections
        self._holding_term = holding
        self._question_words = frozenset(fold(word) for language in self.languages for word in question_words(language))

    def knows(self, word: str) -> bool:
        return bool(self.holding(word)) or self.synonyms.knows(word)

    def tells(self, word: str) -> bool:
        """Whether the word says what a question is about: it is no question word and no single Latin letter."""
        return word not in self._question_words and not (len(word) == 1 and word.isascii() and word.isalpha())

    def _stems(self, word: str) -> tuple[str, ...]:
        """The terms that sections hold in place of the word, one for each language in which it has another."""
        return tuple(dict.fromkeys(stem(word, language) for language in self.languages))

    def spelt_otherwise(self, written: str, word: str) -> tuple[str, ...]:
        """How else some section spells the folded word: German umlauts in two letters, or in one."""
        if "de" not in self.languages:
            return ()
        return tuple(other for other in umlauts_otherwise(written, word) if self.vocabulary.sections_with(other))

    def rareness(self, word: str) -> float:
        """1 for a word that every section holds; 0 for one that none does, by which nothing can be found."""
        holding = self.holding(word)
        return max(1.0, math.log(self._sections / (holding + 1)) + 1) if holding else 0.0

    def _exactly(self, word: str) -> tuple[tuple[tuple[str, float], ...], float]:
        """The word's own terms, each in full weight, and its rareness."""
        return tuple((term, 1.0) for term in self.stems(word)), self.rareness(word)

    def _holding(self, word: str) -> int:
        """How many sections hold the word, in any of its forms where that is known."""
        written = self.vocabulary.sections_with(word)
        return max(written, *map(self._holding_term, self.stems(word))) if self._holding_term else written
