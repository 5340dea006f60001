"""What a search gives: sections as hits, each with the passage that answers and why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from search.index.texts import Shown, Texts
from search.retrieval.passage import Passage, cut
from search.retrieval.question import Asked
from search.retrieval.ranking import Found
from search.retrieval.standings import Standings, Stood

By = Literal["words", "meaning", "both"]
"""It holds words of the question; it is about the same."""


class Hit(NamedTuple):
    location: str
    page_location: str
    path: str
    page_title: str
    title: str
    passage: Passage
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


def make_hits(best: Found, asked: Sequence[Asked], *, texts: Texts, standings: Standings) -> tuple[Hit, ...]:
    """In the order of `best`. `by` says "words" of all of them."""
    sections = best.sections.tolist()
    found = zip(map(texts.shown, sections), best.scores.tolist(), standings.of(sections), strict=True)
    words = [one.word for one in asked]
    return tuple([_hit(shown, score, stood, words) for shown, score, stood in found])


def _hit(shown: Shown, score: float, stood: Stood, words: Sequence[str]) -> Hit:
    in_names = [word for word, _, _ in stood.names]
    return Hit(
        *shown[:-1],
        passage=cut(shown.text, stood.text),
        score=score,
        terms=_named({word for word, _, _ in stood.text}.union(in_names), words),
        in_title=_named({word for word, titled, _ in stood.names if titled}, words),
        by="words",
    )


def _named(places: Iterable[int], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([words[place] for place in sorted(places)]))
