"""Words that mean about the same: found among many as by comparing with all, and counted by hand."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.index import word_vectors
from search.index.build import build_index
from search.index.pieces import pieces
from search.index.word_vectors import KIN, UNLIKE, WordVectors, write_word_vectors
from search.retrieval import query
from search.retrieval.query import Searcher
from search.retrieval.ranking import WORDS_SHARE
from search.retrieval.word_by_word import MOST_WORDS, WordByWord
from tests.property.search.test_search_knows_meanings import section

_SOME = (
    "account answer audio bill call caller codec delete erase fault firewall hear invoice line login network number",
    "password phone price queue remove ring router signal silence sound telephone ticket tone voice wifi",
)
VOCABULARY = " ".join(_SOME).split()
TEXTS = ["delete the invoice", "", "voice and sound of a telephone", "router firewall", "queue"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        sections = [section(at, 0, "title" if text else "", text) for at, text in enumerate(TEXTS)]
        build_index(sections, Path(made))
        yield Path(made)


@pytest.fixture(scope="module")
def vectors() -> Iterator[WordVectors]:
    with tempfile.TemporaryDirectory() as made:
        write_word_vectors(VOCABULARY, Path(made))
        yield WordVectors(Path(made))


def likeness(one: str, other: str) -> float:
    """By the whole vectors' first half, of which all is kept."""
    a, b = (pieces().word(word)[:64].astype(np.float64) for word in (one, other))
    return max(0.0, (float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b)) - UNLIKE) / (1 - UNLIKE))


@given(word=st.sampled_from([*VOCABULARY, "erasing", "billing", "zzyzx", "фон"]))
@settings(deadline=None)
def test_the_kin_of_a_word_are_those_that_all_comparisons_give(vectors: WordVectors, word: str):
    kin = vectors.kin(word)
    found = {VOCABULARY[number]: like for number, like in zip(kin.numbers.tolist(), kin.likeness.tolist(), strict=True)}
    by_hand = {other: like for other in VOCABULARY if (like := likeness(word, other)) > 0}
    clear = {other for other, like in by_hand.items() if like > 0.03}
    assert clear <= found.keys() <= by_hand.keys() | {other for other in found if found[other] < 0.03}
    assert found == pytest.approx({other: likeness(word, other) for other in found}, abs=0.03)
    if word in VOCABULARY:
        assert VOCABULARY[int(kin.numbers[0])] == word
        assert kin.likeness[0] == pytest.approx(1, abs=0.02)


def test_among_many_words_the_nearest_are_found_by_their_signs(monkeypatch: pytest.MonkeyPatch, vectors: WordVectors):
    monkeypatch.setattr(word_vectors, "_COMPARED", 10)
    found = 0
    for word in VOCABULARY:
        kin = [VOCABULARY[number] for number in vectors._kin(word).numbers.tolist()]
        assert kin[0] == word
        nearest = max((other for other in VOCABULARY if other != word), key=lambda other: likeness(word, other))
        found += nearest in kin
    assert found >= 0.75 * len(VOCABULARY)


@given(
    asked=st.dictionaries(
        st.sampled_from([*VOCABULARY, "payment", "kaput"]), st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=8
    ),
    sections=st.lists(st.integers(0, len(TEXTS) - 1), max_size=8),
)
@settings(deadline=None)
def test_a_section_has_the_share_that_its_best_words_have(folder: Path, asked: dict[str, float], sections: list[int]):
    by_word = WordByWord(folder)
    found = by_word.shares(asked, np.array(sections, np.intp))
    total = sum(weight**2 for weight in asked.values())
    said = by_word._said
    for at, number in enumerate(sections):
        words = set(said[by_word._begins[number] : by_word._begins[number + 1]].tolist())
        share = 0.0
        for word, weight in asked.items():
            kin = by_word.vectors.kin(word)
            held = [like for one, like in zip(kin.numbers, kin.likeness, strict=True) if int(one) in words]
            share += weight**2 * float(max(held, default=0.0))
        assert found[at] == pytest.approx(share / total if total else 0, abs=1e-5)


def test_of_a_long_question_the_words_that_tell_most_are_compared(folder: Path):
    by_word = WordByWord(folder)
    few = {"delete": 3.0, "invoice": 3.0}
    many = few | {f"word{number}": 3.0 for number in range(MOST_WORDS - 2)}
    sections = np.arange(len(TEXTS))
    assert by_word.shares(many | {"queue": 0.1}, sections).tolist() == by_word.shares(many, sections).tolist()


@given(text=st.lists(st.sampled_from([*VOCABULARY, "payment", "erasing"]), min_size=1, max_size=6).map(" ".join))
@settings(deadline=None)
def test_a_section_gains_by_its_own_words_and_by_no_others(folder: Path, text: str):
    with closing(Searcher.open(folder)) as searcher:
        near = searcher._near(text, "question")
        assert near is not None
        with patch.object(query, "WORDS_SHARE", 0):
            without = {hit.location: hit.score for hit in searcher.search(text, limit=50)}
        found = {hit.location: hit.score for hit in searcher.search(text, limit=50)}
        shares = WordByWord(folder).shares(near.words, np.arange(len(TEXTS)))
    gained = {f"{number}/": WORDS_SHARE * share for number, share in enumerate(shares.tolist())}
    assert found == pytest.approx({place: score + gained[place] for place, score in without.items()}, abs=1e-5)


def test_another_word_for_the_same_gains_much():
    with tempfile.TemporaryDirectory() as made:
        sections = [section(at, 0, "page", text) for at, text in enumerate(("delete", "queue"))]
        build_index(sections, Path(made))
        shares = WordByWord(Path(made)).shares({"erase": 1.0}, np.arange(2))
    assert shares[0] > 0.4 > shares[1]


def test_no_more_kin_than_the_limit():
    words = sorted({f"phone{number}" for number in range(3 * KIN)})
    with tempfile.TemporaryDirectory() as made:
        write_word_vectors(words, Path(made))
        assert len(WordVectors(Path(made)).kin("phone").numbers) == KIN


def test_an_index_without_words_is_built_and_asked(tmp_path: Path):
    build_index([replace(section(0, 0, "", ""), page_title="", title="", headings=())], tmp_path / "index")
    by_word = WordByWord(tmp_path / "index")
    assert by_word.shares({"phone": 1.0}, np.array([0])).tolist() == [0.0]
