"""Order and scores against BM25 counted by hand, from the arrays and from Whoosh, some of whose matchers are wrong."""

import math
import tempfile
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.query import Or
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.analysed import analysed
from search.build import build_index
from search.query import Searcher
from search.question import Way, read_question
from search.schema import K1, B
from search.sections import Section
from search.vocabulary import Vocabulary

WORDS = [
    "call",
    "calls",
    "caller",
    "calling",
    "phone",
    "phones",
    "audio",
    "audit",
    "nat",
    "one-way",
    "voice",
    "mail",
    "voicemail",
    "the",
    "sip",
    "486",
]


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    texts = draw(st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), min_size=1, max_size=12))
    return [
        Section(
            location=f"{number}/",
            page_location=f"{number}/",
            path=f"{number}.md",
            page_title=title,
            title=title,
            headings=(title,),
            text=text,
            tags=(),
            boost=draw(st.sampled_from([0.0, 0.5, 1.0, 1.0, 2.0])),
            description="",
        )
        for number, text in enumerate(texts)
        for title in [draw(st.sampled_from(WORDS))]
    ]


def scores_by_hand(sections: list[Section], text: str, *, way: Way) -> dict[str, float]:
    read = [analysed(section) for section in sections]
    weights = [Counter({term: weight for term, (_, weight) in one.postings.items()}) for one in read]
    lengths = [sum(times for times, _ in one.postings.values()) for one in read]
    average = sum(lengths) / len(lengths)
    vocabulary = Vocabulary.of(Counter(word for one in read for word in one.said))
    asked = [pair for word in read_question(text, vocabulary, way=way).asked for pair in word.terms]
    found: dict[str, float] = {}
    for section, counted, length in zip(sections, weights, lengths, strict=True):
        kept_length = byte_to_length(length_to_byte(length))  # Whoosh keeps a length in one byte
        total = 0.0
        for term, weight in asked:
            holding = sum(1 for other in weights if other[term])
            idf = math.log(len(sections) / (holding + 1)) + 1
            frequency = counted[term]
            norm = K1 * ((1 - B) + B * kept_length / average)
            total += weight * idf * frequency * (K1 + 1) / (frequency + norm)
        if any(counted[term] for term, _ in asked):
            found[section.location] = total * section.boost
    return found


QUESTIONS = st.lists(st.sampled_from([*WORDS, "ca", "pho"]), min_size=1, max_size=5).map(" ".join)


@given(sections=sections(), text=QUESTIONS, way=st.sampled_from(["question", "typing"]))
@settings(max_examples=60, deadline=None)
def test_every_section_has_the_score_that_bm25_gives_it(sections: list[Section], text: str, *, way: Way):
    with tempfile.TemporaryDirectory() as folder:
        build_index(sections, Path(folder))
        scores = scores_found(Searcher.open(Path(folder)), text, way=way)
    assert scores == pytest.approx(scores_by_hand(sections, text, way=way), rel=1e-4)


@given(
    sections=sections(),
    text=QUESTIONS,
    way=st.sampled_from(["question", "typing"]),
    # Whoosh takes the one for a small corpus and the other for a large one.
    matcher=st.sampled_from([Or.ARRAY_MATCHER, Or.DEFAULT_MATCHER]),
)
@settings(max_examples=60, deadline=None)
def test_the_engine_itself_gives_the_same_score(sections: list[Section], text: str, *, way: Way, matcher: int):
    with tempfile.TemporaryDirectory() as folder, patch.object(Or, "matcher_type", matcher):
        build_index(sections, Path(folder))
        scores = scores_found(Searcher.open(Path(folder), by_engine=True), text, way=way)
    assert scores == pytest.approx(scores_by_hand(sections, text, way=way), rel=1e-4)


def scores_found(searcher: Searcher, text: str, *, way: Way) -> dict[str, float]:
    found = {hit.location: hit.score for hit in searcher.search(text, limit=50, way=way)}
    searcher.close()
    return found
