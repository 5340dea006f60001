"""What Whoosh keeps of a section, and how it is weighed.

There is one searched field. Title, headings, body, path and tags go into it together, each word with the weight of its
place (Whoosh's own `word^weight`), so that a question costs one posting list per word and not one per word and field.
"""

from collections.abc import Mapping
from typing import Any

from whoosh.analysis import DelimitedAttributeFilter, SpaceSeparatedTokenizer
from whoosh.fields import TEXT, Schema
from whoosh.scoring import BM25F

from search.analysis import terms
from search.sections import Section

VERSION = 3  # to be raised by whoever changes words, stems, weights, fields or what is stored

FIELD = "words"
OWN_TITLE, PAGE_TITLE, PATH, TAGS, DESCRIPTION, BODY = 10, 3, 3, 3, 3, 1
K1, B = 2.5, 0.3  # sections are short and their titles weigh much: little punishment for length, late saturation


def schema() -> Schema:
    weighed = SpaceSeparatedTokenizer() | DelimitedAttributeFilter(delimiter="^", attribute="boost", default=1.0)
    return Schema(words=TEXT(analyzer=weighed, phrase=False))


def document(section: Section) -> dict[str, str]:
    """The section as Whoosh's add_document takes it."""
    return {FIELD: weighed_words(section)}


def weighed_words(section: Section) -> str:
    """As in "nat^10 nat keepal": the page's title, tags and description go with its leading section."""
    places = [(OWN_TITLE, section.title), (BODY, section.text), (PATH, section.path.removesuffix(".md"))]
    if section.leads:
        places += [(TAGS, tag) for tag in section.tags] + [(DESCRIPTION, section.description)]
    else:
        places += [(PAGE_TITLE, heading) for heading in section.headings[:-1]]
    return " ".join(term if weight == 1 else f"{term}^{weight}" for weight, text in places for term in terms(text))


class Weighting(BM25F):  # type: ignore[misc]  # whoosh carries no types
    """BM25F over the one field, times the boost a writer gave the page."""

    def __init__(self, boosts: Mapping[int, float]) -> None:
        super().__init__(B=B, K1=K1)
        self._boosts = boosts
        self.use_final = bool(boosts)  # read by Whoosh's collectors; without it they may skip what cannot win

    def final(self, searcher: Any, number: int, score: float) -> float:  # noqa: ARG002  # whoosh's signature
        return score * self._boosts.get(number, 1.0)
