"""What vectors add to a score, counted by hand; and that they are the same however an index came to be."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.articles.sections import Section
from search.index.build import build_index
from search.index.vectors import CHUNK, SIGNED, has_vectors, plain_words, write_vectors
from search.retrieval import nearness as nearness_module
from search.retrieval.query import Searcher
from search.retrieval.scoring import WITHOUT_WORDS
from tests.property.search.by_hand import nearness_by_hand

OF_CALLS = ["phone", "telephone", "voice", "sound", "silence", "caller", "queue"]
WORDS = [*OF_CALLS, "invoice", "bill", "password", "login", "router", "firewall", "naïve", "übung"]


def section(page: int, number: int, title: str, text: str, *, boost: float = 1.0) -> Section:
    location = f"{page}/#{number}" if number else f"{page}/"
    page_title = WORDS[page % len(WORDS)]
    headings = (page_title, title) if number else (page_title,)
    facts = {"page_location": f"{page}/", "path": f"{page}.md", "page_title": page_title, "title": headings[-1]}
    return Section(location=location, headings=headings, text=text, tags=(), boost=boost, description="", **facts)


@pytest.fixture(scope="module")
def corpus() -> list[Section]:
    chance = random.Random(7)

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    return [
        section(page, number, words(3) or "title", words(3 * CHUNK if number == 1 else 30), boost=chance.choice([1, 2]))
        for page in range(8)
        for number in range(3)
    ]


@pytest.fixture(scope="module")
def searchers(corpus: list[Section]) -> Iterator[tuple[Searcher, Searcher]]:
    with tempfile.TemporaryDirectory() as folder:
        build_index(corpus, Path(folder))
        with (
            closing(Searcher.open(Path(folder))) as fused,
            closing(Searcher.open(Path(folder), vectors=False)) as plain,
        ):
            fused._telling = lambda _: 1.0  # type: ignore[method-assign]  # every word counts the same by hand
            yield fused, plain


@given(text=st.lists(st.sampled_from([*WORDS, "noise", "The"]), min_size=1, max_size=6).map(" ".join))
@settings(deadline=None)
def test_a_section_is_as_near_as_its_nearest_chunk_and_its_pages_title(
    searchers: tuple[Searcher, Searcher], corpus: list[Section], text: str
):
    meanings = searchers[0]._meanings
    assert meanings is not None
    near = meanings.near(dict.fromkeys(plain_words(text), 1.0))
    if not any(word.lower() != "the" for word in text.split()):
        assert near is None
        return
    assert near is not None
    expected = np.array([nearness_by_hand(one, corpus[at - at % 3], text) for at, one in enumerate(corpus)])
    some = np.array([7, 3, 11])
    sections, nearness = near.compared(some)
    assert sections.tolist() == list(range(len(corpus)))
    assert nearness.tolist() == pytest.approx(expected.tolist(), abs=1e-4)
    assert near.of(some).tolist() == pytest.approx(expected[some].tolist(), abs=1e-4)


@given(
    words=st.sets(st.sampled_from(WORDS), min_size=1), likely=st.sets(st.integers(0, 23)), compared=st.integers(1, 30)
)
@settings(deadline=None)
def test_in_a_large_index_the_likely_and_the_most_alike_are_compared(
    searchers: tuple[Searcher, Searcher], words: set[str], likely: set[int], compared: int
):
    meanings = searchers[0]._meanings
    assert meanings is not None
    near = meanings.near(dict.fromkeys(sorted(words), 1.0))
    assert near is not None
    _, everywhere = near.compared(np.array([], np.intp))
    with patch.object(nearness_module, "SMALL", 0), patch.object(nearness_module, "ALIKE", compared):
        there, found = near.compared(np.array(sorted(likely), np.intp))
    assert found.tolist() == pytest.approx(everywhere[there].tolist(), abs=1e-5)
    assert there.tolist() == sorted(set(there.tolist()))
    left_out = np.setdiff1d(np.arange(24), there)
    assert not likely & set(left_out.tolist())
    differing = [
        int.from_bytes(((a > 0) != (near._asked > 0))[:SIGNED].tobytes()).bit_count() for a in meanings.vectors
    ]
    sections = np.repeat(np.arange(24), np.diff(meanings.begins))
    least_left_out = min((differing[at] for at in np.flatnonzero(np.isin(sections, left_out))), default=999)
    assert sum(one < least_left_out for one in differing) >= min(compared, len(differing))


def test_a_section_is_found_by_meaning_alone_and_says_so(searchers: tuple[Searcher, Searcher]):
    fused, plain = searchers
    assert plain.search("audio") == ()
    hits = fused.search("audio")
    assert {hit.page_title for hit in hits[:2]} <= {"voice", "sound", "silence", "telephone", "phone"}
    assert all(hit.terms == () and hit.by == "meaning" for hit in hits)


def test_what_is_far_from_the_question_and_holds_none_of_its_words_is_not_found(searchers: tuple[Searcher, Searcher]):
    fused, _ = searchers
    assert fused._meanings is not None
    near = (fused._meanings.near({"giraffe": 1.0}) or pytest.fail("no word")).compared(np.array([0]))[1]
    assert len(fused.search("giraffe", limit=50)) == min(50, int((near > WITHOUT_WORDS).sum())) < len(near)


@given(edits=st.lists(st.tuples(st.integers(0, 23), st.text(max_size=300)), max_size=6), left_out=st.integers(0, 8))
@settings(deadline=None, max_examples=25)
def test_vectors_that_were_taken_over_are_those_that_would_be_made(
    corpus: list[Section], edits: list[tuple[int, str]], left_out: int
):
    changed = dict(edits)
    after = [
        section(one // 3, one % 3, corpus[one].title, changed.get(one, corpus[one].text))
        for one in range(len(corpus))
        if one // 3 != left_out
    ]
    same = [-1 if one in changed else one for one in range(len(corpus)) if one // 3 != left_out]
    with tempfile.TemporaryDirectory() as kept:
        old, new, anew = (Path(kept) / name for name in ("old", "new", "anew"))
        for folder in (new, anew):
            folder.mkdir()
        build_index(corpus, old)
        made = write_vectors(after, new, previous=old, same=same)
        assert made <= write_vectors(after, anew)
        assert made == 0 or min(same) < 0
        for file in sorted(anew.iterdir()):
            assert file.read_bytes() == (new / file.name).read_bytes(), file.name


def test_an_index_can_be_built_and_asked_without_vectors(corpus: list[Section], tmp_path: Path):
    build_index(corpus, tmp_path / "index", vectors=False)
    assert not has_vectors(tmp_path / "index")
    with closing(Searcher.open(tmp_path / "index")) as searcher:
        assert searcher.search("audio") == ()
        assert searcher.search("invoice")[0].by == "words"


def test_every_row_has_length_one(corpus: list[Section], tmp_path: Path):
    write_vectors([*corpus, section(9, 0, "", "")], tmp_path)
    lengths = np.linalg.norm(np.load(tmp_path / "vectors.npy"), axis=1)
    assert lengths == pytest.approx(np.ones(len(lengths)), abs=1e-5)
