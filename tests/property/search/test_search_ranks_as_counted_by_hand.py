"""Order and scores against BM25 counted by hand, from the arrays and from Whoosh, some of whose matchers are wrong."""

import tempfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.query import Or

from search.articles.sections import Section
from search.index.build import build_index
from search.retrieval.query import Searcher
from search.retrieval.question import Way, read_question
from tests.property.search.by_hand import scores_by_hand

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
            location=f"{number // 3}/#{number}",
            page_location=f"{number // 3}/",
            path=f"{number // 3}.md",
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


QUESTIONS = st.lists(st.sampled_from([*WORDS, "ca", "pho"]), min_size=1, max_size=5).map(" ".join)


@given(sections=sections(), text=QUESTIONS, way=st.sampled_from(["question", "typing"]))
@settings(max_examples=60, deadline=None)
def test_every_section_has_the_score_that_bm25_gives_it(sections: list[Section], text: str, *, way: Way):
    with tempfile.TemporaryDirectory() as folder:
        build_index(sections, Path(folder), vectors=False)
        searcher = Searcher.open(Path(folder))
        assert scores_found(searcher, text, way) == pytest.approx(by_hand(searcher, sections, text, way), rel=1e-4)


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
        build_index(sections, Path(folder), vectors=False)
        with closing(Searcher.open(Path(folder), by_engine=True)) as searcher:
            assert scores_found(searcher, text, way) == pytest.approx(by_hand(searcher, sections, text, way), rel=1e-4)


def scores_found(searcher: Searcher, text: str, way: Way) -> dict[str, float]:
    return {hit.location: hit.score for hit in searcher.search(text, limit=50, way=way)}


def by_hand(searcher: Searcher, sections: list[Section], text: str, way: Way) -> dict[str, float]:
    question = read_question(text, searcher._lexicon, way=way)
    return scores_by_hand(sections, question.asked)
