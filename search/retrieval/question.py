"""What somebody typed, as the terms to look for. Any text is a question; there is no query language in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice, pairwise
from typing import Literal, NamedTuple

from search.language.analysis import Word, words
from search.language.evidence import PLAIN, SAYS_NOTHING, Evidence
from search.language.synonyms import Found
from search.retrieval.lexicon import Lexicon
from search.retrieval.mending import Mended, reworded

MOST_TEXT = 10_000  # characters that are read of a question: a pasted log says what it is about before that
MOST_SAID = 2500  # words that are looked up: what is repeated without end has more than a text has
MOST_TERMS = 64  # asked words: of more, those that tell most
MOST_TAKEN_APART = 48  # words that are looked at in two halves, which takes some forty look-ups
RARE = 16  # sections that hold a word which may yet be two written as one
FIRST_LINE = 2.0  # weight of a word in the first of several lines, which is the title of what follows
COMPLETED = 0.6  # weight of the likeliest word that begins as the typed one does
SAME = 0.6  # of what means the same, all its words together, as a share of what was typed
INSTEAD = 0.8  # the same, where no section holds what was typed
TOGETHER = 1.2  # of words that are written as one, as a share of all of them apart
ARTICLE = "a"  # with it begin more words than any other letter: away, anew, around
SHORTEST_NUMBER = 3  # digits of a number that tells something in a log

Terms = tuple[tuple[str, float], ...]  # term and weight
Way = Literal["question", "typing", "evidence"]
"""How it is asked: in words; while the last word may be unfinished; by a trace, a log line or an error text."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the question and the terms that would satisfy it, each with its weight."""

    word: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Question:
    """`asked`: at most MOST_TERMS words, in the order typed, each once; none when the text holds no word.

    `meant`: the text as it was surely meant; None when no word of it was misspelt, as far as one can tell. `likely`:
    as it was meant by all likelihood, for those who ask what it is about; None when it is known to the last word.
    """

    asked: tuple[Asked, ...]
    meant: str | None
    likely: str | None = None


def read_question(text: str, lexicon: Lexicon, *, way: Way = "question") -> Question:
    """While typing the last word may be unfinished, unless something stands after it. Of evidence nothing is asked that
    no section holds, unless all of it is so, nothing is mended, and what is exact weighs more."""
    read = text[:MOST_TEXT] if way != "evidence" else _both_ends(text)
    said = list(islice(words(read), MOST_SAID))
    finished = [word for word in said if lexicon.tells(word.text) and not (way == "typing" and word.end == len(read))]
    mended = lexicon.mender.mended(finished) if lexicon.mender and way != "evidence" else {}
    said = [mended[word].word if word in mended else word for word in said]
    unclear = {one.word: one for one in mended.values() if not one.clear}
    asked = _Reader(read, said, unclear, lexicon, way).asked()
    asked = asked or _Reader(read, said, unclear, lexicon, "question").asked()
    return Question(asked, reworded(text, mended), reworded(text, mended, sure=False))


def _both_ends(text: str) -> str:
    """Of a long trace: how it begins, and the end, where what went wrong stands."""
    half = MOST_TEXT // 2
    return text if len(text) <= MOST_TEXT else f"{text[:half]}\n{text[-half:]}"


def title_end(text: str) -> int:
    """Where the first line ends; 0 when it is the only one that says something."""
    lines = text.strip()
    return text.index(lines) + lines.find("\n") + 1 if "\n" in lines else 0


class _Reading(NamedTuple):
    """What would satisfy a word, and how rare that is among the sections."""

    terms: Terms
    rareness: float


class _Reader:
    """Reads one text once."""

    def __init__(
        self, text: str, said: Sequence[Word], mended: Mapping[Word, Mended], lexicon: Lexicon, way: Way
    ) -> None:
        self._text, self._said, self._mended, self._lexicon = text, said, mended, lexicon
        self._unfinished = {word for word in said[-1:] if way == "typing" and word.end == len(text)}
        self._evidence = Evidence(text) if way == "evidence" else None
        self._title_end = 0 if self._evidence else title_end(text)
        self._joined = {word for before, word in pairwise(said) if before.start >= word.start}
        self._same: dict[str, Found] = {}
        for found in lexicon.synonyms.found(said):
            telling = [word.text for word in found.said if lexicon.tells(word.text)]
            self._same.setdefault(next(iter(telling), found.said[0].text), found)
        self._said_already = {term for word in said for term in lexicon.stems(word.text)} if self._same else set()
        self._left_to_take_apart = MOST_TAKEN_APART

    def asked(self) -> tuple[Asked, ...]:
        candidates: dict[str, tuple[float, Asked]] = {}
        for worth, asked in (*self._words(), *self._written_apart()):
            known = candidates.setdefault(asked.terms[0][0], (worth, asked))
            if worth > known[0]:
                candidates[asked.terms[0][0]] = worth, asked
        if len(candidates) <= MOST_TERMS:
            return tuple(asked for _, asked in candidates.values())
        most = nlargest(MOST_TERMS, enumerate(candidates.values()), key=lambda numbered: numbered[1][0])
        return tuple(asked for _, (_, asked) in sorted(most, key=lambda numbered: numbered[0]))

    def _words(self) -> Iterator[tuple[float, Asked]]:
        for word, weight in self._telling():
            for terms, rareness in self._readings(word):
                yield weight * rareness, self._asked(word.start, word.end, terms, weight)

    def _telling(self) -> list[tuple[Word, float]]:
        """Each word once, where it weighs most; an unfinished one is another, and so is one that is guessed."""
        best: dict[tuple[str, bool, bool], tuple[Word, float]] = {}
        for word in [word for word in self._said if self._lexicon.tells(word.text)] or self._said:
            key = word.text, word in self._unfinished, word in self._mended
            weight = self._weight(word)
            if weight > best.get(key, (word, SAYS_NOTHING))[1]:
                best[key] = word, weight
        return list(best.values())

    def _weight(self, word: Word) -> float:
        """Of an address, a time or a name in a log nothing counts but the whole, where an article holds it."""
        if not self._evidence:
            return FIRST_LINE if word.start < self._title_end else PLAIN
        if not (stretch := self._evidence.stretch(word)):
            short_number = word.text.isdigit() and len(word.text) < SHORTEST_NUMBER
            return SAYS_NOTHING if short_number else self._evidence.plain
        if stretch.weight == SAYS_NOTHING and (word.start, word.end) == stretch[:2] and self._holding(word.text):
            return PLAIN
        return stretch.weight

    def _asked(self, start: int, end: int, terms: Terms, weight: float) -> Asked:
        weighed = terms if weight == PLAIN else tuple((term, weight * share) for term, share in terms)
        return Asked(self._text[start:end].lower(), weighed)

    def _readings(self, word: Word) -> Iterator[_Reading]:
        if word in self._unfinished:
            yield self._begun(word)
        elif word in self._mended:
            yield self._any(self._mended[word].meant)
        elif self._holding(word.text):
            yield self._exactly(word.text, self._spelt_otherwise(word) + self._called_otherwise(word, SAME))
            yield from self._halved(word)
        else:
            yield from self._unheld(word)

    def _unheld(self, word: Word) -> Iterator[_Reading]:
        others = self._spelt_otherwise(word) + self._called_otherwise(word, INSTEAD)
        halves = list(self._halved(word))
        if others:
            yield _Reading(others, self._lexicon.rarest)
        yield from halves
        if not (others or halves or self._evidence or word in self._joined):
            yield self._exactly(word.text)

    def _exactly(self, word: str, others: Terms = ()) -> _Reading:
        own, rareness = self._lexicon.exactly(word)
        return _Reading(own + others, rareness)

    def _any(self, likely: Sequence[tuple[str, float]]) -> _Reading:
        """Of words with one stem the one that weighs most counts."""
        weights: dict[str, float] = {}
        for word, weight in likely:
            for term in self._lexicon.stems(word):
                weights[term] = max(weight, weights.get(term, 0.0))
        return _Reading(tuple(weights.items()), max(weight * self._lexicon.rareness(word) for word, weight in likely))

    def _begun(self, word: Word) -> _Reading:
        """The word itself and what it can become: a frequent completion weighs more, though a rare one tells more."""
        vocabulary, mender = self._lexicon.vocabulary, self._lexicon.mender
        completions = [other for other in vocabulary.completions(word.text) if self._lexicon.tells(other)]
        most = vocabulary.sections_with(completions[0]) if completions else 1
        likely = [(other, COMPLETED * vocabulary.sections_with(other) / most) for other in completions]
        if not likely and mender and (mended := mender.one(word, begun=True)):
            likely = [*mended.meant]
        return self._any([(word.text, 1.0), *likely])

    def _halved(self, word: Word) -> Iterator[_Reading]:
        if word in self._joined or self._holding(word.text) > RARE or not self._left_to_take_apart:
            return
        self._left_to_take_apart -= 1
        halves = self._lexicon.halves(word.text)
        if halves and all(map(self._lexicon.tells, halves)):
            yield from map(self._exactly, halves)

    def _spelt_otherwise(self, word: Word) -> Terms:
        others = self._lexicon.spelt_otherwise(self._text[word.start : word.end], word.text)
        return tuple((term, 1.0) for other in others for term in self._lexicon.stems(other))

    def _called_otherwise(self, word: Word, share: float) -> Terms:
        """The words of each other name weigh as much together as `share` of the typed ones, or less."""
        if not (found := self._same.get(word.text)):
            return ()
        typed = sum(self._lexicon.rareness(said.text) or self._lexicon.rarest for said in found.said)
        weights: dict[str, float] = {}
        for other in found.others:
            telling = filter(self._lexicon.tells, other)
            new = [part for part in telling if self._said_already.isdisjoint(self._lexicon.stems(part))]
            rareness = sum(map(self._lexicon.rareness, new))
            for term in (term for part in new if self._holding(part) for term in self._lexicon.stems(part)):
                weights[term] = max(share * min(len(found.said), typed / rareness), weights.get(term, 0.0))
        return tuple(weights.items())

    def _written_apart(self) -> Iterator[tuple[float, Asked]]:
        """Two or three neighbours that some section writes as one, which then counts as all of them: voice mail."""
        for said in chain(pairwise(self._said), zip(self._said, self._said[1:], self._said[2:], strict=False)):
            joined = "".join([word.text for word in said])
            if not (self._lexicon.vocabulary.sections_with(joined) and self._may_be_one(said, joined)):
                continue
            if weight := min(map(self._weight, said)):
                terms, rareness = self._exactly(joined)
                apart = sum(self._lexicon.rareness(word.text) for word in said)
                weight *= max(1.0, TOGETHER * apart / rareness)
                yield weight * rareness, self._asked(said[0].start, said[-1].end, terms, weight)

    def _may_be_one(self, said: Sequence[Word], joined: str) -> bool:
        """Who writes "are a" means no area, by "a way" not away, and with 10.0.0.5 neither 100 nor 1000. But "a law" is
        A-law where few sections hold another one."""
        if all(word.text.isdigit() for word in said):
            return self._text[said[0].end : said[0].end + 1].isspace()
        if said[0].text == ARTICLE:
            sections_with = self._lexicon.vocabulary.sections_with
            return 2 * sections_with(joined) > sections_with(said[1].text)
        return any(self._lexicon.tells(word.text) for word in said)

    def _holding(self, word: str) -> int:
        return self._lexicon.holding(word)
