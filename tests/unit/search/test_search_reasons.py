import pytest

from search.retrieval.hits import Answer, Hit
from search.retrieval.reasons import named_by, read_as


def answer(meant: str | None) -> Answer:
    return Answer((), meant, fits=True)


def hit(*in_title: str) -> Hit:
    return Hit(
        "a/",
        "a/",
        "a.md",
        "One-way audio",
        "Voice mail is silent",
        (),
        1.0,
        terms=in_title,
        in_title=in_title,
        by="words",
    )


@pytest.mark.parametrize(
    ("typed", "meant", "mended"),
    [
        ("one-way audio", None, {}),
        (
            "No phoen,\nno audoi!",
            "No phone,\nno audio!",
            {"phoen": "phone", "audoi": "audio"},
        ),
        ("“Vocie” mail", "“Voice” mail", {"Vocie": "Voice"}),
    ],
)
def test_only_the_words_that_were_mended_are_told(typed: str, meant: str | None, mended: dict[str, str]):
    assert read_as(typed, answer(meant)) == mended


def test_words_of_the_titles_are_named_once_and_as_they_were_meant():
    assert named_by(hit("one", "way", "one-way", "audoi"), {"Audoi": "Audio"}) == ("one-way", "audio")
    assert named_by(hit("voice", "mail", "voice mail"), {}) == ("voice mail",)
    assert named_by(hit("voices"), {}) == ("voices",)
    assert named_by(hit(), {"audoi": "audio"}) == ()


def test_a_word_that_the_titles_do_not_hold_is_not_said_to_stand_there():
    assert named_by(hit("sound", "audio"), {}) == ("audio",)
