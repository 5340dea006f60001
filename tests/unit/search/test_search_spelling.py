import pytest

from search.index.spelling import MOST, Spelling

SPELLING = Spelling.of(
    {
        "audio": 40,
        "audit": 4,
        "authentication": 12,
        "call": 90,
        "caller": 50,
        "calls": 80,
        "extension": 20,
        "g711": 5,
        "receive": 9,
        "register": 30,
        "registered": 9,
        "registration": 20,
        "rtp": 9,
        "studio": 2,
        "voicemail": 12,
        "work": 50,
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("registraton", "registration"),  # codespell:ignore
        ("recieve", "receive"),  # codespell:ignore
        ("authentification", "authentication"),  # codespell:ignore
        ("calll", "call"),  # codespell:ignore
        ("auido", "audio"),  # codespell:ignore
        ("regsiter", "register"),  # codespell:ignore
        ("voicmail", "voicemail"),
        ("extention", "extension"),  # codespell:ignore
        ("qudio", "audio"),
    ],
)
def test_a_misspelt_word_is_mended(typed: str, meant: str):
    assert SPELLING.mended(typed)[0] == meant


@pytest.mark.parametrize(
    "word", ["call", "rtq", "g712", "486", "laptop", "stxdxo", "x" * 40, "", "中文字母", "🙂🙂🙂🙂"]
)
def test_a_word_that_is_held_or_short_or_no_word_or_far_from_all_is_left_alone(word: str):
    assert SPELLING.mended(word) == ()


def test_a_short_word_has_one_mistake_at_most():
    assert SPELLING.mended("adioo") == ()  # audio is two away
    assert SPELLING.mended("rigistraton")[0] == "registration"


def test_the_likelier_mistake_comes_first():
    counts = {"their": 5, "tier": 5, "thirl": 5}
    assert Spelling.of(counts).mended("thier")[0] == "their"  # codespell:ignore


def test_of_likely_words_the_frequent_one_comes_first():
    assert Spelling.of({"house": 2, "mouse": 900}).mended("xouse") == ("mouse", "house")


def test_few_words_come_back_however_many_are_near():
    many = {f"wor{letter}": 1 for letter in "abcdefghijklmnopqrstuvwxyz"}
    assert len(Spelling.of(many).mended("wor1")) == 0
    assert len(Spelling.of(many).mended("worü")) == MOST


def test_a_beginning_is_mended_to_words_that_go_on():
    assert SPELLING.mended("regstrat", begun=True) == ("registration",)
    assert SPELLING.mended("regstrat") == ()


def test_an_empty_vocabulary_mends_nothing():
    assert Spelling.of({}).mended("audio") == ()
