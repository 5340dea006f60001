"""What a search gives: sections as hits, each with the passage that answers and why it was found."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from search.analysis import terms
from search.passage import Fragment, Standing, cut
from search.question import Asked
from search.texts import Shown

TITLES = 4096  # whose terms are kept at hand
By = Literal["words", "meaning", "both"]
"""It holds words of the question; it is about the same."""


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


def make_hit(
    shown: Shown, score: float, asked: Sequence[Asked], found: Sequence[Standing], named: set[str], *, alike: bool
) -> Hit:
    held = {term for term, _, _ in found} | named
    by: By = ("both" if held else "meaning") if alike else "words"
    return Hit(
        location=shown.location,
        page_location=shown.page_location,
        path=shown.path,
        page_title=shown.page_title,
        title=shown.title,
        passage=cut(shown.text, found),
        score=score,
        terms=_words(asked, held),
        in_title=_words(asked, named & _title_terms(shown.page_title, shown.title)),
        by=by,
    )


@lru_cache(maxsize=TITLES)
def _title_terms(page_title: str, title: str) -> frozenset[str]:
    return frozenset(terms(f"{page_title} {title}"))


def _words(asked: Sequence[Asked], held: AbstractSet[str]) -> tuple[str, ...]:
    if not held:
        return ()
    return tuple(dict.fromkeys(word.word for word in asked if any(term in held for term, _ in word.terms)))
