"""What somebody typed, as the terms to look for. Any text is a question; there is no query language in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from search.analysis import Word, fold, stem, words
from search.mending import Mended, Mender, reworded
from search.vocabulary import Vocabulary

MOST_TEXT = 10_000  # characters that are read of a question: a pasted log says what it is about before that
MOST_TERMS = 64
FIRST_LINE = 1.5  # weight of a word in the first of several lines, which is the title of what follows
COMPLETED = 0.6  # weight of the likeliest word that begins as the typed one does

# Said in every question and about nothing. Not here: did (a DID is a number), us, one, way, no, not, out, off, up.
_SAID_ANYWHERE = """
a about after again all also always am an and any are as at be because been before being but by can cannot can't
could do does doesn't doing done don't during each even ever for from get gets getting give got had has have having
he hello help her here hi him his how i if i'll i'm in instead into is isn't it its i've just keep know let like
make makes many may me might more most much must my need needs of often on only or other our ours please possible
really s she should so some somehow someone something still such sure t than thank thanks that the their them then
there these they thing things this those to too tried try trying under until use used using very want wants was we
well were what when where which while who whom whose why will with without won't would you your yours
"""
QUESTION_WORDS = frozenset(map(fold, _SAID_ANYWHERE.split()))

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

    `meant`: the text as it was surely meant; None when no word of it was misspelt, as far as one can tell.
    """

    asked: tuple[Asked, ...]
    meant: str | None


def read_question(
    text: str, vocabulary: Vocabulary, *, mender: Mender | None = None, way: Way = "question"
) -> Question:
    """While typing the last word may be unfinished, unless something stands after it. No word is mended without a
    `mender`, nor in evidence."""
    read = text[:MOST_TEXT]
    said = list(words(read))
    finished = [word for word in said if _tells(word.text) and not (way == "typing" and word.end == len(read))]
    mended = mender.mended(finished) if mender and way != "evidence" else {}
    said = [mended[word].word if word in mended else word for word in said]
    reader = _Reader(read, vocabulary, mender, {one.word: one for one in mended.values()}, typing=way == "typing")
    asked: dict[tuple[str, ...], Asked] = {}
    for candidate in reader.candidates(said):
        asked.setdefault(tuple(term for term, _ in candidate.terms), candidate)
        if len(asked) == MOST_TERMS:
            break
    return Question(tuple(asked.values()), reworded(text, mended))


def title_end(text: str) -> int:
    """Where the first line ends; 0 when it is the only one that says something."""
    lines = text.strip()
    return text.index(lines) + lines.find("\n") + 1 if "\n" in lines else 0


def _tells(word: str) -> bool:
    return word not in QUESTION_WORDS and not (len(word) == 1 and word.isascii() and word.isalpha())


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    vocabulary: Vocabulary
    mender: Mender | None
    mended: Mapping[Word, Mended]
    typing: bool

    def candidates(self, said: Sequence[Word]) -> Iterator[Asked]:
        for word in [word for word in said if _tells(word.text)] or said:
            for terms in self._readings(word):
                yield self._asked(word.start, word.end, terms)
        for first, second in pairwise(said):
            if self.vocabulary.sections_with(joined := first.text + second.text):
                yield self._asked(first.start, second.end, _exactly(joined))

    def _asked(self, start: int, end: int, terms: Terms) -> Asked:
        weight = FIRST_LINE if start < title_end(self.text) else 1.0
        return Asked(self.text[start:end].lower(), tuple((term, weight * share) for term, share in terms))

    def _readings(self, word: Word) -> Iterator[Terms]:
        if self.typing and word.end == len(self.text):
            yield self._begun(word)
            return
        yield _any(self.mended[word].meant) if word in self.mended else _exactly(word.text)
        if (halves := self.vocabulary.halves(word.text)) and all(map(_tells, halves)):
            yield from map(_exactly, halves)

    def _begun(self, word: Word) -> Terms:
        """The word itself and what it can become: a frequent completion weighs more, though a rare one tells more."""
        completions = [completion for completion in self.vocabulary.completions(word.text) if _tells(completion)]
        most = self.vocabulary.sections_with(completions[0]) if completions else 1
        likely = [(other, COMPLETED * self.vocabulary.sections_with(other) / most) for other in completions]
        if not likely and self.mender and (mended := self.mender.one(word, begun=True)):
            likely = [*mended.meant]
        return _any([*likely, (word.text, 1.0)])


def _any(likely: Sequence[tuple[str, float]]) -> Terms:
    """Of words with one stem the one that weighs most counts."""
    weights: dict[str, float] = {}
    for word, weight in likely:
        term = stem(word)
        weights[term] = max(weight, weights.get(term, 0.0))
    return tuple(weights.items())


def _exactly(word: str) -> Terms:
    return ((stem(word), 1.0),)
