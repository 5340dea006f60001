"""The words of an index as mapped arrays: what a plain dictionary would say of them."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index import vocabulary
from search.index.vocabulary import MOST_COMPLETIONS, MOST_SHORT_COMPLETIONS, TELLING_PREFIX, Vocabulary

LETTERS = "abé中𝄞1"
WORD = st.text(LETTERS, min_size=1, max_size=6)
COUNTS = st.dictionaries(WORD, st.integers(1, 5), max_size=60)


def best(counts: dict[str, int], prefix: str) -> list[str]:
    """By looking at every word."""
    most = MOST_COMPLETIONS if len(prefix) >= TELLING_PREFIX else MOST_SHORT_COMPLETIONS
    going_on = [word for word in counts if word.startswith(prefix) and word != prefix]
    return sorted(going_on, key=lambda word: (-counts[word], len(word.encode()), word))[:most]


@given(counts=COUNTS, asked=st.lists(st.one_of(WORD, st.text(max_size=4)), max_size=9))
def test_a_word_is_in_as_many_sections_as_were_counted(counts: dict[str, int], asked: list[str]):
    found = Vocabulary.of(counts)
    assert len(found) == len(counts)
    for word in [*counts, *asked]:
        assert found.sections_with(word) == counts.get(word, 0)


@given(counts=COUNTS, prefix=st.one_of(st.text(LETTERS, max_size=3), st.text(max_size=3)))
def test_completions_are_the_most_frequent_words_that_begin_so(counts: dict[str, int], prefix: str):
    assert Vocabulary.of(counts).completions(prefix) == best(counts, prefix)


@pytest.fixture(params=[MOST_COMPLETIONS + 1, 100])
def few_are_very_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_VERY_MANY", request.param)


@pytest.mark.usefixtures("few_are_very_many")
def test_the_best_of_very_many_words_are_picked_when_the_index_is_made():
    chance = random.Random(7)
    words = {"".join(chance.choices(LETTERS, k=chance.randint(1, 5))) for _ in range(1500)}
    counts = {word: chance.randint(1, 9) for word in sorted(words)}
    found = Vocabulary.of(counts)
    for prefix in {word[:letters] for word in words for letters in range(5)}:
        assert found.completions(prefix) == best(counts, prefix)


@pytest.fixture
def folders() -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        yield Path(one), Path(other)


@pytest.mark.parametrize("counts", [{}, {"one": 1}, {"way": 3, "audio": 40, "é" * 40: 2, "audit": 3}])
def test_an_index_of_the_same_words_is_the_same_byte_for_byte(counts: dict[str, int], folders: tuple[Path, Path]):
    one, other = folders
    Vocabulary.write(counts, one)
    Vocabulary.write(dict(reversed(counts.items())), other)
    files = sorted(path.name for path in one.iterdir())
    assert [(one / name).read_bytes() for name in files] == [(other / name).read_bytes() for name in files]
    opened = Vocabulary.open(one)
    assert {word: opened.sections_with(word) for word in counts} == counts
    assert opened.completions("au") == [word for word in ("audio", "audit") if word in counts]
    assert opened.sections_with("") == 0
