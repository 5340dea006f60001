"""What means the same: the writers' own groups of words and phrases, those of the trade, and the names of SIP's codes.

Applied to questions alone: whoever changes a group has no article to read anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.language.analysis import Word, stem, words
from search.language.languages import ENGLISH
from search.language.sip_names import CAUSES, CODES
from search.language.telephony import GROUPS

MOST_WORDS = 6  # of a phrase, light ones apart
_FARTHEST = 2 * MOST_WORDS  # words from the first to the last of a phrase, light ones too
REMEMBERED = 8192  # words of which it is known whether a phrase begins with them: half a megabyte
BEGINNING = 4  # letters by which most words are known to begin no phrase
_LIGHT = "a an are at be by for from in is it its my of on or our the to was were your"
LIGHT = frozenset(_LIGHT.split())  # a phrase is the same with and without them, unless one ends it
Groups = Sequence[Sequence[str]]  # of words and phrases, as somebody wrote them
Phrase = tuple[str, ...]  # folded words, a compound joined, without light ones but at the end


class Found(NamedTuple):
    """A phrase of a question, its light words left out, and what else it is called."""

    said: tuple[Word, ...]
    others: tuple[Phrase, ...]


class Synonyms:
    """Threads may share it."""

    def __init__(self, groups: Groups = (), *, language: str = ENGLISH) -> None:
        """`language`: by whose forms a word is known."""
        self._language = language
        self._by_stems: dict[str, list[Phrase]] = {}  # "one-way calls" by "onewaycall"
        self._by_words: dict[str, list[Phrase]] = {}  # and by "onewaycalls"
        for group in (*groups, *GROUPS):
            phrases = list(filter(None, map(phrase, group)))
            for one in phrases:
                self._add(one, [name for other in phrases if other != one for name in _written(other)])
        for number, name in (*CODES.items(), *((f"cause {cause}", name) for cause, name in CAUSES.items())):
            self._add_name(phrase(str(number)), phrase(name))
        keys = self._by_stems.keys() | self._by_words.keys()
        self._longest_key = max(map(len, keys))
        self._may_begin = lru_cache(REMEMBERED)(self._may_begin_one)
        self._beginnings = {key[:length] for key in keys for length in range(1, BEGINNING + 1)}

    def words(self) -> set[str]:
        """All words of all phrases, and phrases as one word."""
        return {word for others in self._by_words.values() for other in others for word in other}

    def knows(self, word: str) -> bool:
        return stem(word, self._language) in self._by_stems or word in self._by_words

    def found(self, said: Iterable[Word]) -> Iterator[Found]:
        """Every phrase among the words that is called otherwise too; a longer one hides those that begin within it."""
        whole = _whole(said)
        at = 0
        while at < len(whole):
            if not self._may_begin(whole[at].text):
                at += 1
                continue
            end, others = self._longest(whole[at : at + _FARTHEST])
            if others:
                told = [word for word in whole[at : at + end] if word.text not in LIGHT]
                yield Found(tuple(told), tuple(dict.fromkeys(others)))
            at += end

    def _longest(self, said: Sequence[Word]) -> tuple[int, Sequence[Phrase]]:
        """Of how many words the longest phrase is, and its other names; 1 and none when there is no phrase."""
        found: tuple[int, Sequence[Phrase]] = (1, ())
        stems = plain = ""
        for count, word in enumerate(said, start=1):
            with_it = stems + stem(word.text, self._language), plain + word.text
            if word.text not in LIGHT:
                stems, plain = with_it
            if len(stems) > self._longest_key or not self._begun(stems, plain):
                break
            if others := self._by_stems.get(with_it[0], []) + self._by_words.get(with_it[1], []):
                found = (count, others)
        return found

    def _may_begin_one(self, word: str) -> bool:
        return word not in LIGHT and self._begun(stem(word, self._language), word)

    def _begun(self, stems: str, plain: str) -> bool:
        """Whether some phrase begins so, as far as its first letters tell."""
        return stems[:BEGINNING] in self._beginnings or plain[:BEGINNING] in self._beginnings

    def _add_name(self, number: Phrase, name: Phrase) -> None:
        self._add(number, [name])
        if len(name) > 1:  # whoever says that something is gone does not mean 410
            # As it is, not by its stems: what is not accepted is no response.
            self._by_words.setdefault("".join(name), []).append(number)

    def _add(self, folded: Phrase, others: Sequence[Phrase]) -> None:
        stems = "".join(stem(word, self._language) for word in folded)
        self._by_stems.setdefault(stems, []).extend(others)
        self._by_words.setdefault("".join(folded), []).extend(others)


def phrase(written: str) -> Phrase:
    """Light words are left out, but for one that ends it and makes another word of the one before: "log in"."""
    said = [word.text for word in _whole(words(written))]
    told = [word for word in said if word not in LIGHT]
    return (*told, said[-1]) if told and said[-1] in LIGHT else tuple(told)


def _written(one: Phrase) -> tuple[Phrase, Phrase]:
    """Sections may write it as one word: "sign-in"."""
    return one, ("".join(one),)


def _whole(said: Iterable[Word]) -> list[Word]:
    """Without the parts of compounds: "one-way" is oneway alone."""
    whole: list[Word] = []
    for word in said:
        while whole and whole[-1].start >= word.start:
            whole.pop()
        whole.append(word)
    return whole
