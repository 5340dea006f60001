"""What means the same: the writers' own groups of words and phrases, and the names that SIP gives its numbers.

Applied to questions alone: whoever changes a group has no article to read anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search.analysis import Word, stem, words
from search.languages import ENGLISH
from search.sip_names import CAUSES, CODES

MOST_WORDS = 6  # of a phrase, light ones apart
BEGINNING = 4  # letters by which most words are known to begin no phrase
_LIGHT = "a an are at be by for from in is it its my of on or our the to was were your"
LIGHT = frozenset(_LIGHT.split())  # a phrase is the same with and without them
Groups = Sequence[Sequence[str]]  # of words and phrases, as somebody wrote them
Phrase = tuple[str, ...]  # folded words, a compound joined, without light ones


class Found(NamedTuple):
    """A phrase of a question, and what else it is called."""

    said: tuple[Word, ...]
    others: tuple[Phrase, ...]


class Synonyms:
    """Threads may share it."""

    def __init__(self, groups: Groups = (), *, language: str = ENGLISH) -> None:
        """`language`: by whose forms a word is known."""
        self._language = language
        self._others: dict[str, list[Phrase]] = {}
        for group in groups:
            phrases = list(filter(None, map(phrase, group)))
            for one in phrases:
                self._add(one, phrases)
        for number, name in (*CODES.items(), *((f"cause {cause}", name) for cause, name in CAUSES.items())):
            self._add_name(phrase(str(number)), phrase(name))
        self._longest_key = max(map(len, self._others))
        self._beginnings = {key[:length] for key in self._others for length in range(1, BEGINNING + 1)}

    def knows(self, word: str) -> bool:
        return self._key([word]) in self._others

    def found(self, said: Iterable[Word]) -> Iterator[Found]:
        """Every phrase among the words that is called otherwise too; a longer one hides those that begin within it."""
        whole = _whole(said)
        keys = [self._key([word.text]) for word in whole]
        at = 0
        while at < len(whole):
            end, others = self._longest(keys, at)
            if others:
                yield Found(tuple(whole[at:end]), tuple(dict.fromkeys(others)))
            at = end

    def _longest(self, keys: Sequence[str], at: int) -> tuple[int, Sequence[Phrase]]:
        """Where the longest phrase from there on ends, and its other names; the next place without any."""
        found: tuple[int, Sequence[Phrase]] = (at + 1, ())
        joined = ""
        for end in range(at + 1, min(at + MOST_WORDS, len(keys)) + 1):
            joined += keys[end - 1]
            if joined[:BEGINNING] not in self._beginnings or len(joined) > self._longest_key:
                break
            if others := self._others.get(joined):
                found = (end, others)
        return found

    def _add(self, one: Phrase, same: Iterable[Phrase]) -> None:
        self._others.setdefault(self._key(one), []).extend(other for other in same if other != one)

    def _add_name(self, number: Phrase, name: Phrase) -> None:
        self._add(number, [name])
        self._add(("".join(number),), [name])  # as in cause=16
        if len(name) > 1:  # whoever says that something is gone does not mean 410
            self._add(name, [number])

    def _key(self, folded: Iterable[str]) -> str:
        """One for "one-way calls", "one way call" and "oneway calls"."""
        return "".join(stem(word, self._language) for word in folded)


def phrase(written: str) -> Phrase:
    return tuple(word.text for word in _whole(words(written)))


def _whole(said: Iterable[Word]) -> list[Word]:
    """Without light words and the parts of compounds: "one-way" is oneway alone."""
    whole: list[Word] = []
    for word in said:
        while whole and whole[-1].start >= word.start:
            whole.pop()
        whole.append(word)
    return [word for word in whole if word.text not in LIGHT]
