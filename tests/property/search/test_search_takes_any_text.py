"""Whatever is typed gets an answer; whatever is written can be found."""

import tempfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.articles.sections import Section, plain
from search.index.analysed import analysed
from search.index.build import build_index
from search.language.analysis import stem, terms, words
from search.retrieval.passage import LEAD, LENGTH, Standing, cut
from search.retrieval.query import MOST_OF_A_PAGE, Searcher
from search.retrieval.question import Way

VOICE = [
    "call",
    "calls",
    "phone",
    "one-way",
    "audio",
    "T.38",
    "a=sendonly",
    "SIP",
    "486",
    "the",
    "how",
    "naïve",
    "NAT",
    "trunk",
    "ACK",
    "don't",
    "30",
]
HOSTILE = [
    "*:*",
    "AND (",
    '"',
    "\x00",
    "\u202e",
    "words:[a TO b]",
    "~2",
    "^99",
    "\ud800",
    "ﷺ",
    "İ",
    "x" * 500,
    "a-" * 60,
]
ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(VOICE + HOSTILE), max_size=40).map(" ".join),
    st.lists(st.sampled_from(VOICE + HOSTILE), max_size=40).map("".join),
)


def section(number: int, text: str, **also: object) -> Section:
    facts: dict[str, object] = {
        "location": f"page/{number // 5}/#s{number}" if number % 5 else f"page/{number // 5}/",
        "page_location": f"page/{number // 5}/",
        "path": f"page/{number // 5}.md",
        "page_title": "Page",
        "title": f"Section {number}",
        "headings": ("Page",),
        "text": text,
        "tags": (),
        "boost": 1.0,
        "description": "",
    }
    return Section(**(facts | also))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def corpus() -> list[Section]:
    return [section(number, " ".join(VOICE[number % 7 :: 2])) for number in range(30)]


@pytest.fixture(scope="module")
def searcher(corpus: list[Section]) -> Iterator[Searcher]:
    with tempfile.TemporaryDirectory() as folder:
        build_index(corpus, Path(folder))
        searcher = Searcher.open(Path(folder))
        yield searcher
        searcher.close()


@given(text=ANY_TEXT, limit=st.integers(-3, 60), way=st.sampled_from(["question", "typing", "evidence"]))
def test_any_text_is_answered_with_sections_of_the_corpus_best_first(
    searcher: Searcher, corpus: list[Section], text: str, limit: int, *, way: Way
):
    hits = searcher.search(text, limit=limit, way=way)
    texts = {section.location: section.text for section in corpus}
    locations = [hit.location for hit in hits]
    pages = [hit.page_location for hit in hits]
    scores = [hit.score for hit in hits]
    assert len(set(locations)) == len(locations) <= max(1, limit)
    assert scores == sorted(scores, reverse=True)
    assert all(pages.count(page) <= MOST_OF_A_PAGE for page in pages)
    for hit in hits:
        assert "".join(hit.passage) in texts[hit.location]
        assert hit.terms or hit.by == "meaning"
        assert set(hit.in_title) <= set(hit.terms)
        assert all(term in text.lower() for term in hit.terms)


@given(text=st.sampled_from([*VOICE, *HOSTILE, "\n", "é"]).map(lambda piece: piece * (100_000 // len(piece))))
@settings(max_examples=20, deadline=None)
def test_a_hundred_kilobytes_are_answered_too(searcher: Searcher, text: str):
    assert len(searcher.search(text, way="typing")) <= 10


@given(text=ANY_TEXT, question=ANY_TEXT)
def test_a_passage_is_a_piece_of_the_text_and_marks_exactly_what_was_asked(text: str, question: str):
    asked = set(terms(question))
    read = analysed(section(1, text))
    order = sorted(asked)
    places = zip(read.terms, read.starts, read.ends, strict=True)
    pieces = cut(text, [(order.index(term), *stretch) for term, *stretch in places if term in asked])
    assert "".join(pieces) in text
    for place, piece in enumerate(pieces):
        held = {stem(word.text) for word in words(piece)}
        assert bool(held & asked) == (place % 2 == 1) or _cut_through_a_compound(text, asked)


NUMBERED = "".join(f"{number:05}" for number in range(240))  # every stretch of ten signs stands once in it
STOOD = st.tuples(st.integers(0, 3), st.integers(0, 1100), st.integers(1, 30))
FOUND = st.lists(STOOD.map(lambda stood: (stood[0], stood[1], stood[1] + stood[2])), max_size=40)


@given(found=FOUND.map(lambda found: sorted(found, key=itemgetter(1))))
def test_a_passage_begins_where_most_different_words_are_near_and_marks_all_that_it_holds(found: list[Standing]):
    pieces = cut(NUMBERED, found)
    shown = "".join(pieces)
    start = NUMBERED.index(shown)
    near = [len({word for word, first, _ in found if begin <= first < begin + LENGTH}) for _, begin, _ in found]
    if near:
        assert 0 <= found[near.index(max(near))][1] - start <= LEAD
    marked = [place % 2 == 1 for place, piece in enumerate(pieces) for _ in piece]
    inside = [
        (first - start, last - start) for _, first, last in found if start <= first and last <= start + len(shown)
    ]
    assert marked == [any(first <= at < last for first, last in inside) for at in range(len(shown))]


def _cut_through_a_compound(text: str, asked: set[str]) -> bool:
    """The edge of a passage may cut a very long word, and a piece of a compound may be a word of its own."""
    return any(word.end - word.start > 40 for word in words(text)) or len(text) > 240


@given(text=ANY_TEXT)
def test_words_stand_where_they_say_and_are_fit_for_the_index(text: str):
    for word in words(text):
        assert word.text[0].isalnum()
        assert all(sign.isalnum() or category(sign) in {"Mn", "Mc"} for sign in word.text)  # in India vowels are marks
        assert 0 <= word.start < word.end <= len(text)
        assert "^" not in word.text


@given(text=st.text(max_size=300))
def test_any_markup_becomes_tidy_text(text: str):
    for line in plain(text).splitlines():
        assert line == " ".join(line.split()) != ""


@given(text=st.lists(st.sampled_from(VOICE), min_size=1, max_size=8).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_what_is_written_is_found_by_its_own_words(text: str):
    with tempfile.TemporaryDirectory() as folder:
        build_index([section(1, "Something else entirely"), section(7, text)], Path(folder))
        searcher = Searcher.open(Path(folder))
        assert searcher.search(text)[0].location == "page/1/#s7"
        searcher.close()
