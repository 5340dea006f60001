"""What a search gives: sections as hits, each with the passage that answers and why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

from search.analysis import terms
from search.passage import Fragment, Standing, cut
from search.places import Places
from search.question import Asked
from search.ranking import Found
from search.texts import Shown, Texts
from search.wanted import Wanted

TITLES = 4096  # whose terms are kept at hand
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


def make_hits(best: Found, asked: Sequence[Asked], wanted: Wanted, *, texts: Texts, places: Places) -> tuple[Hit, ...]:
    """In the order of `best`. `by` says "words" of all of them."""
    owners, *columns = places.asked_in(best.sections, wanted)
    words = list(map(Standing, *(column.tolist() for column in columns)))
    begins = np.searchsorted(owners, np.arange(len(best.sections) + 1)).tolist()
    scored = zip(best.sections.tolist(), best.scores.tolist(), pairwise(begins), strict=True)
    return tuple(_hit(texts.shown(number), score, words[slice(*held)], asked, wanted) for number, score, held in scored)


def _hit(shown: Shown, score: float, held: Sequence[Standing], asked: Sequence[Asked], wanted: Wanted) -> Hit:
    in_titles = {wanted.places[term] for term in _title_terms(shown.page_title, shown.title) & wanted.places.keys()}
    return Hit(
        location=shown.location,
        page_location=shown.page_location,
        path=shown.path,
        page_title=shown.page_title,
        title=shown.title,
        passage=cut(shown.text, [word for word in held if word.end]),  # what stands in titles and path ends at 0
        score=score,
        terms=_words(asked, {word.word for word in held}),
        in_title=_words(asked, in_titles),
        by="words",
    )


@lru_cache(maxsize=TITLES)
def _title_terms(page_title: str, title: str) -> frozenset[str]:
    return frozenset(terms(f"{page_title} {title}"))


def _words(asked: Sequence[Asked], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(asked[place].word for place in sorted(places)))
