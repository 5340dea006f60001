"""Near words are found by what is left of them when letters are left out: as by comparing with every word."""

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search.index.spelling import LONG, MOST, SHORTEST, Spelling
from search.index.vocabulary import Vocabulary
from search.language.edits import cost

LETTERS = "abе"  # the last one is Cyrillic
WORD = st.text(LETTERS, min_size=1, max_size=11)


def mistakes(typed: str, meant: str) -> int:
    """Optimal string alignment, by its definition."""

    @cache
    def of(one: int, other: int) -> int:
        if not one or not other:
            return one + other
        least = of(one - 1, other - 1) + (typed[one - 1] != meant[other - 1])
        least = min(least, of(one - 1, other) + 1, of(one, other - 1) + 1)
        if min(one, other) > 1 and typed[one - 2 : one] == meant[other - 2 : other][::-1]:
            least = min(least, of(one - 2, other - 2) + 1)
        return least

    return of(len(typed), len(meant))


@given(typed=WORD, meant=WORD, most=st.integers(1, 2))
def test_mistakes_are_counted_as_defined(typed: str, meant: str, most: int):
    counted = mistakes(typed, meant)
    found = cost(typed, meant, most=most)
    assert (found is None) == (counted > most)
    assert found is None or int(found) == counted


@given(typed=WORD, meant=WORD, most=st.integers(1, 2))
def test_a_beginning_is_as_near_as_the_nearest_beginning_of_the_word(typed: str, meant: str, most: int):
    counted = min(mistakes(typed, meant[:end]) for end in range(len(meant) + 1))
    found = cost(typed, meant, most=most, begun=True)
    assert (found is None) == (counted > most)
    assert found is None or int(found) == counted


@given(counts=st.dictionaries(WORD, st.integers(1, 9), max_size=MOST), typed=WORD)
@settings(deadline=None, max_examples=400)
def test_every_word_that_is_near_is_found_and_no_other(counts: dict[str, int], typed: str):
    near = {
        word
        for word in counts
        if len(word) >= SHORTEST and mistakes(typed, word) <= (2 if min(len(typed), len(word)) >= LONG else 1)
    }
    expected = near if len(typed) >= SHORTEST and typed not in counts else set()
    assert set(Spelling.of(counts).mended(typed)) == expected


@given(counts=st.dictionaries(WORD, st.integers(1, 9), max_size=20), typed=st.one_of(WORD, st.text(max_size=50)))
@settings(deadline=None)
def test_what_was_written_answers_as_what_was_counted(counts: dict[str, int], typed: str):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        for folder, words in ((Path(one), counts), (Path(other), dict(reversed(counts.items())))):
            Vocabulary.write(words, folder)
            Spelling.write(words, folder)
        files = sorted(path.name for path in Path(one).iterdir())
        assert [(Path(one) / name).read_bytes() for name in files] == [
            (Path(other) / name).read_bytes() for name in files
        ]
        opened = Spelling.open(Path(one), Vocabulary.open(Path(one)))
        for begun in (False, True):
            assert opened.mended(typed, begun=begun) == Spelling.of(counts).mended(typed, begun=begun)
