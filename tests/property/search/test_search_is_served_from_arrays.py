"""What was lifted is what Whoosh wrote, and what is ranked over it is what one would pick by looking at everything."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.scoring import BM25F

from search.articles.sections import Section
from search.index.analysed import analysed
from search.index.arrays import Postings, average_length
from search.index.build import build_index
from search.index.schema import FIELD, K1, B
from search.index.texts import Shown, Texts, write_texts
from search.language.analysis import terms
from search.retrieval.query import MOST_OF_A_PAGE, Searcher
from search.retrieval.question import Terms
from search.retrieval.ranking import CLOSELY, Found, rank
from search.retrieval.scoring import ArrayScorer, Scorer, WhooshScorer
from search.retrieval.standings import Places, Standings
from search.retrieval.wanted import HeldTerms, Wanted
from tests.property.search.by_hand import with_pages

STEMS = [f"{first}{second}" for first in "bdkmnrt" for second in ("a", "o", "u1", "я", "中")]
COMMON_FIRST = [1 / rank for rank in range(1, len(STEMS) + 1)]  # so that some have several blocks of 128 postings

OTHERS = ["one", "wai", "oneway", "38", "t38", "call", "page", "a"]


def section(number: int, text: str, **also: str) -> Section:
    page = f"{number // 6}/"
    facts = {"location": f"{page}#{number}", "page_location": page, "path": f"{page}.md", "page_title": "Page"}
    facts |= {"title": "Title", "text": text, "description": ""} | also
    return Section(headings=("Page", facts["title"]), tags=(), boost=1.0, **facts)


@pytest.fixture(scope="module")
def sections() -> list[Section]:
    chance = random.Random(4)
    return [
        section(number, " ".join(chance.choices(STEMS, COMMON_FIRST, k=chance.randint(0, 40)))) for number in range(700)
    ]


@pytest.fixture(scope="module")
def folder(sections: list[Section]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        build_index(sections, Path(folder), vectors=False)
        yield Path(folder)


@pytest.fixture(scope="module")
def both(folder: Path, sections: list[Section]) -> Iterator[SimpleNamespace]:
    held = HeldTerms(Postings.open(folder), sections=len(sections))
    average = average_length(np.load(folder / "lengths.npy"))
    engine = WhooshScorer(folder, held, boosts={}, average=average)
    arrays = ArrayScorer(sections=len(sections), boosts={})

    def looks(scorer: Scorer, asked: list[Terms], depth: int) -> Iterator[list[tuple[int, float]]]:
        for found in scorer.looks(Wanted(asked, held), depth):
            yield list(zip(found.sections.tolist(), found.scores.tolist(), strict=True))

    yield SimpleNamespace(arrays=partial(looks, arrays), engine=partial(looks, engine))
    engine.close()


def test_every_posting_of_the_engine_is_lifted_with_its_weight(folder: Path):
    postings = Postings.open(folder)
    with (
        closing(FileStorage(str(folder), readonly=True).open_index()) as index,
        closing(index.searcher(weighting=BM25F(B=B, K1=K1))) as engine,
    ):
        terms = [term.decode() for term in engine.reader().lexicon(FIELD)]
        assert len(terms) == len(postings.terms) > len(STEMS)
        for number, term in enumerate(terms):
            assert postings.number(term) == number
            held, weights = postings.at(number)
            matcher = engine.postings(FIELD, term)
            expected = {}
            while matcher.is_active():
                expected[matcher.id()] = matcher.score() / engine.idf(FIELD, term)
                matcher.next()
            assert dict(zip(held.tolist(), weights.tolist(), strict=True)) == pytest.approx(expected, rel=1e-5)
            assert held.tolist() == sorted(expected)


@given(term=st.one_of(st.sampled_from(STEMS), st.text(), st.text("bdkao", max_size=90)))
def test_a_term_is_found_only_where_it_stands_whole(folder: Path, term: str):
    postings = Postings.open(folder)
    held = {term.decode() for term in postings.terms.tolist()}
    assert (postings.number(term) is not None) == (term in held)


def test_a_term_that_two_asked_words_share_stands_for_the_first(folder: Path, sections: list[Section]):
    held = HeldTerms(Postings.open(folder), sections=len(sections))
    shared, other = held.of("ba"), held.of("da")
    assert shared
    assert other
    wanted = Wanted([(("ba", 1.0),), (("da", 1.0), ("ba", 0.5))], held)
    assert (wanted.at[shared.number], wanted.at[other.number]) == (1, 2)


TERM = st.tuples(st.sampled_from([*STEMS, "titl", "not-there"]), st.floats(0.01, 1))
ASKED = st.lists(st.lists(TERM, min_size=1, max_size=3).map(tuple), max_size=15)


@given(asked=ASKED, depth=st.integers(1, 800))
@settings(deadline=None)
def test_arrays_find_what_the_engine_finds(both: SimpleNamespace, asked: list[Terms], depth: int):
    *_, everything = both.engine(asked, 1000)
    by_engine = dict(everything)
    looks = list(both.arrays(asked, depth))
    assert dict(looks[-1]) == pytest.approx(by_engine, rel=1e-4)
    for look in looks:
        scores = [score for _, score in look]
        assert scores == sorted(scores, reverse=True)
        assert scores == pytest.approx(sorted(by_engine.values(), reverse=True)[: len(look)], rel=1e-4)
    assert [len(look) for look in looks[:-1]] == [depth * 4**times for times in range(len(looks) - 1)]


@given(asked=ASKED)
@settings(deadline=None)
def test_of_equal_sections_the_earlier_ones_are_kept(both: SimpleNamespace, asked: list[Terms]):
    *others, everything = both.arrays(asked, 1)
    assert everything == sorted(everything, key=lambda found: (-found[1], found[0]))
    assert all(look == everything[: len(look)] for look in others)


@given(text=st.lists(st.sampled_from([*STEMS, "b", "title"]), max_size=6).map(" ".join), limit=st.integers(1, 50))
@settings(deadline=None)
def test_the_hits_are_the_best_with_few_of_one_page(folder: Path, sections: list[Section], text: str, limit: int):
    searcher, engine = Searcher.open(folder), Searcher.open(folder, by_engine=True)
    hits = searcher.search(text, limit=limit, way="typing")
    by_engine = engine.search(text, limit=limit, way="typing")
    engine.close()
    assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in by_engine], rel=1e-4)
    least = hits[-1].score if hits else 0
    clear = {hit.location: (hit.passage, hit.terms) for hit in hits if hit.score > least * 1.001}
    assert clear == {hit.location: (hit.passage, hit.terms) for hit in by_engine if hit.location in clear}


SHARES = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@given(
    found=st.lists(st.tuples(st.integers(0, 4), st.integers(1, 8), SHARES), max_size=60),
    most=st.integers(1, 20),
    depth=st.integers(1, 10),
)
@settings(deadline=None)
def test_no_page_has_more_than_its_share_and_none_is_left_out_for_nothing(
    found: list[tuple[int, int, float]], most: int, depth: int
):
    scores = dict(enumerate(score / 8 for _, score, _ in found))
    best_first = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    pages = np.array([page for page, _, _ in found], dtype=np.int32)
    ends = [*range(depth, len(found), depth), len(found)]
    ranked = rank(
        (as_found(best_first[:end]) for end in ends),
        pages,
        closely=lambda sections: np.array([found[section][2] for section in sections.tolist()]),
        most=most,
        of_a_page=MOST_OF_A_PAGE,
    )
    expected = [by_hand(best_first[:end], found, most) for end in ends]
    enough = next((kept for kept in expected if len(kept) == most), expected[-1])
    assert ranked.sections.tolist() == [number for number, _ in enough]
    assert ranked.scores.tolist() == pytest.approx([score for _, score in enough])


def as_found(best: list[tuple[int, float]]) -> Found:
    return Found(np.array([number for number, _ in best], np.intp), np.array([score for _, score in best]))


def by_hand(best: list[tuple[int, float]], found: list[tuple[int, int, float]], most: int) -> list[tuple[int, float]]:
    close = {number: score + (found[number][2] if at < CLOSELY else 0) for at, (number, score) in enumerate(best)}
    pages = {f"{number}": f"{found[number][0]}" for number in close}
    total = with_pages(pages, {f"{number}": score for number, score in close.items()})
    seen: Counter[str] = Counter()
    kept: list[tuple[int, float]] = []
    for name, score in sorted(total.items(), key=lambda one: (-one[1], int(one[0]))):
        seen[pages[name]] += 1
        if seen[pages[name]] <= MOST_OF_A_PAGE:
            kept.append((int(name), score))
    return kept[:most]


ANY = st.text(st.characters(), max_size=40)


@given(shown=st.lists(st.builds(Shown, ANY, ANY, ANY, ANY, ANY, ANY), max_size=5))
@settings(deadline=None)
def test_the_fields_of_a_section_come_back_as_they_were(shown: list[Shown]):
    with tempfile.TemporaryDirectory() as folder:
        write_texts([section(0, **fields._asdict()) for fields in shown], Path(folder))
        texts = Texts(Path(folder))
        assert [texts.shown(number) for number in range(len(shown))] == shown
        by_page = {(fields.page_location, page) for fields, page in zip(shown, texts.pages.tolist(), strict=True)}
        assert len(by_page) == len({fields.page_location for fields in shown}) == len(set(texts.pages.tolist()))


WRITTEN = st.lists(st.sampled_from([*STEMS, "one-way", "T.38", "a=b", "Calls", "\n", "x" * 9_000]), max_size=9)


@given(texts=st.lists(WRITTEN.map(" ".join), min_size=1, max_size=4), asked=st.sets(st.sampled_from(STEMS + OTHERS)))
@settings(deadline=None, max_examples=40)
def test_words_are_noted_where_they_stand(texts: list[str], asked: set[str]):
    sections = [section(number, text, title=text[-20:], path="one-way.md") for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        build_index(sections, Path(folder))
        places, held = Places(Path(folder)), HeldTerms(Postings.open(Path(folder)), sections=len(sections))
        wanted = Wanted([((term, 1.0),) for term in sorted(asked)], held)
        stood = Standings(places, wanted).of(range(len(sections)))
    order = sorted(asked)
    for number, written in enumerate(sections):
        read = analysed(written)
        stretches = zip(read.terms, read.starts, read.ends, strict=True)
        expected = [(order.index(term), start, end) for term, start, end in stretches if term in asked]
        assert [tuple(word) for word in stood[number].text] == expected
        in_titles, in_path = {*terms(written.title), "page"}, {"one", "oneway"}
        named = {order[word]: bool(titled) for word, titled, end in stood[number].names if not end}
        assert named == {term: term in in_titles for term in asked & (in_titles | in_path)}
