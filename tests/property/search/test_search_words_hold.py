"""What holds of the words of any text."""

from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.lang.snowball import classes

from search.language.addresses import whole_address
from search.language.analysis import LONGEST_WORD, MOST_JOINED, fold, stem, terms, words

PIECES = [
    *(
        "a",
        "B",
        "7",
        "é",
        "ß",
        "İ",
        "ﬃ",
        "\ufdfa",
        "\u0301",
        "\u202e",
        "\u200b",
        "\ud800",
        "\udfff",
        "\x00",
        "\U0010ffff",
    ),
    *(
        "-",
        "‑",
        ".",
        "=",
        "_",
        "&",
        "@",
        ":",
        "::",
        "'",
        "’",
        "s",
        "l'",
        "v1",
        "fe80",
        "set",
        "Max",
        "Calls",
        " ",
        "\n",
    ),
    *("电", "话", "が", "ｶﾞ", "한", "โ", "ั", "й", "И\u0306", "ё", "ø"),
    *("क", "ी", "़", "\u094d", "\u09cb", "ש", "\u05c1", "أ", "ة", "ـ", "٤"),
]
ANY_TEXT = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(ANY_TEXT)
@example("é" * 200)
@example("a\u0301" * 200)
def test_words_are_short_letters_and_digits_and_stand_in_the_text(text: str):
    found = list(words(text))
    for word in found:
        assert _of_letters(word.text)
        assert len(word.text) <= LONGEST_WORD
        assert 0 <= word.start < word.end <= len(text)
    parts = [word for word in found if not any(_within(other, word) for other in found)]
    assert [word.start for word in parts] == sorted(word.start for word in parts)


def _of_letters(word: str) -> bool:
    """Also vowels of India, which are marks on letters."""
    others = [sign for sign in word if not sign.isalnum()]
    return len(others) < len(word) and all("\u0900" <= sign < "\u0e00" and category(sign)[0] == "M" for sign in others)


def _within(inner: tuple[str, int, int], outer: tuple[str, int, int]) -> bool:
    return outer[1] <= inner[1] < inner[2] <= outer[2] and inner[1:] != outer[1:]


@given(ANY_TEXT)
def test_there_are_never_more_words_than_four_for_each_character(text: str):
    assert len(list(words(text))) <= 4 * len(text)


@given(ANY_TEXT)
def test_a_word_is_folded_once_and_for_all(text: str):
    once = fold(text)
    assert fold(once) == once
    assert all(fold(word.text) == word.text for word in words(text))


@given(ANY_TEXT)
def test_case_and_a_soft_hyphen_make_no_difference_to_a_plain_word(text: str):
    word = "".join(sign for sign in text if sign.isascii() and sign.isalpha())
    if word and len(word) < LONGEST_WORD:
        assert terms(word.lower()) == terms(word.upper()) == terms("\u00ad".join(word.lower()))


@pytest.mark.parametrize("language", ["zz", *classes])
@given(text=ANY_TEXT)
def test_a_stem_is_never_empty_and_fit_for_the_index(text: str, language: str):
    for word in words(text):
        assert _of_letters(stem(word.text, language))


@given(st.lists(st.sampled_from(["alpha", "beta", "x1", "42"]), min_size=2, max_size=MOST_JOINED))
def test_a_chain_is_found_by_its_parts_and_joined(parts: list[str]):
    for sign in "-._=":
        assert [word.text for word in words(sign.join(parts))] == [*parts, "".join(parts)[:LONGEST_WORD]]


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_one_word_however_it_is_written(address: object):
    short, full = str(address), address.exploded  # type: ignore[attr-defined]
    assert whole_address(short) == whole_address(full.upper()) == full.replace(":", "")
    if whole_address(short).strip("0") and "." not in short:
        assert [word.text for word in words(short)][-1] == [word.text for word in words(full.upper())][-1]
