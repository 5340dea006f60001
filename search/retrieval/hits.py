"""What a search gives: sections as hits, each with the passage that answers and why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from search.index.texts import Shown, Texts
from search.language.analysis import terms
from search.retrieval.passage import Fragment, Standing, cut
from search.retrieval.question import Asked
from search.retrieval.ranking import Found
from search.retrieval.standings import Standings
from search.retrieval.wanted import Wanted

REMEMBERED = 4096  # titles whose terms are kept at hand
By = Literal["words", "meaning", "both"]
"""It holds words of the question; it is about the same."""


class Hit(NamedTuple):
    location: str
    page_location: str
    path: str
    page_title: str
    title: str
    passage: tuple[Fragment, ...]
    score: float
    terms: tuple[str, ...]  # the question's words, as typed in lower case, that stand in title, path or text
    in_title: tuple[str, ...]  # those of them that stand in the section's title or its page's
    by: By


@dataclass(frozen=True, slots=True)
class Answer:
    """`hits`: best first. `meant`: the text as it was surely meant, None when no word of it was misspelt.

    `fits`: whether the best of them is likely to be about the question at all; without hits it is not.
    """

    hits: tuple[Hit, ...]
    meant: str | None
    fits: bool


def make_hits(
    best: Found, asked: Sequence[Asked], wanted: Wanted, *, texts: Texts, standings: Standings
) -> tuple[Hit, ...]:
    """In the order of `best`. `by` says "words" of all of them."""
    sections = best.sections.tolist()
    found = zip(map(texts.shown, sections), best.scores.tolist(), standings.of(sections), strict=True)
    return tuple(_hit(shown, score, held, asked, wanted) for shown, score, held in found)


def _hit(shown: Shown, score: float, held: Sequence[Standing], asked: Sequence[Asked], wanted: Wanted) -> Hit:
    in_titles = {wanted.places[term] for term in wanted.places.keys() & terms_in(f"{shown.page_title} {shown.title}")}
    return Hit(
        *shown[:-1],
        passage=cut(shown.text, [word for word in held if word[2]]),  # what stands in titles and path ends at 0
        score=score,
        terms=_words(asked, {word for word, _, _ in held}),
        in_title=_words(asked, in_titles),
        by="words",
    )


@lru_cache(maxsize=REMEMBERED)
def terms_in(text: str) -> frozenset[str]:
    """Of titles, and of words that stand in them: both come again with every question."""
    return frozenset(terms(text))


def _words(asked: Sequence[Asked], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([asked[place].word for place in sorted(places)]))
