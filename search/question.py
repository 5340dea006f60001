"""What somebody typed, as the terms to look for. Any text is a question; there is no query language in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from search.analysis import Word, fold, stem, words
from search.vocabulary import Vocabulary

MOST_TEXT = 10_000  # characters that are read of a question: a pasted log says what it is about before that
MOST_TERMS = 64
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


def read_question(text: str, vocabulary: Vocabulary, *, way: Way = "question") -> tuple[Asked, ...]:
    """At most MOST_TERMS asked words, in the order typed, each once; empty when the text holds no word.

    While typing the last word may be unfinished, unless something stands after it.
    """
    text = text[:MOST_TEXT]
    said = list(words(text))
    telling = [word for word in said if _tells(word.text)] or said
    asked: dict[Terms, Asked] = {}
    for candidate in _candidates(text, telling, said, vocabulary, way=way):
        asked.setdefault(candidate.terms, candidate)
        if len(asked) == MOST_TERMS:
            break
    return tuple(asked.values())


def _tells(word: str) -> bool:
    return word not in QUESTION_WORDS and not (len(word) == 1 and word.isascii() and word.isalpha())


def _candidates(
    text: str, telling: list[Word], said: list[Word], vocabulary: Vocabulary, *, way: Way
) -> Iterator[Asked]:
    for word in telling:
        written = text[word.start : word.end].lower()
        for terms in _readings(word.text, vocabulary, unfinished=way == "typing" and word.end == len(text)):
            yield Asked(written, terms)
    for first, second in pairwise(said):
        if vocabulary.sections_with(joined := first.text + second.text):
            yield Asked(text[first.start : second.end].lower(), _exactly(joined))


def _readings(word: str, vocabulary: Vocabulary, *, unfinished: bool) -> Iterator[Terms]:
    if unfinished:
        yield _begun(word, vocabulary)
        return
    yield _exactly(word)
    if (halves := vocabulary.halves(word)) and all(map(_tells, halves)):
        yield from map(_exactly, halves)


def _begun(word: str, vocabulary: Vocabulary) -> Terms:
    """The word itself and what it can become: a frequent completion weighs more, though a rare one tells more."""
    completions = [completion for completion in vocabulary.completions(word) if _tells(completion)]
    most = vocabulary.sections_with(completions[0]) if completions else 1
    rarest_first = reversed(completions)  # so that of two with one stem the frequent one stays
    weights = {stem(completion): COMPLETED * vocabulary.sections_with(completion) / most for completion in rarest_first}
    return tuple((weights | {stem(word): 1.0}).items())


def _exactly(word: str) -> Terms:
    return ((stem(word), 1.0),)
