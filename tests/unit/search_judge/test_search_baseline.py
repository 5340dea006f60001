"""SQLite's full-text search over the same sections."""

from contextlib import closing

import pytest

from search.evaluation.baseline import Baseline


def section(path: str, title: str, text: str) -> dict[str, str]:
    return {"path": path, "title": title, "text": text}


SECTIONS = [
    section("nat.md", "Routers", "A router keeps a binding. Registration, registration, registration."),
    section("reg.md", "Registration fails", "The password is wrong."),
    section("reg.md", "Registration expires", "After an hour."),
    section("fax.md", "Fax", "Switch T.38 on."),
]


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("registration", ["reg.md", "nat.md"]),  # a word of a title weighs more; a page comes once
        ("registrations FAILED, why", ["reg.md", "nat.md"]),
        ("t.38", ["fax.md"]),
        ("nothing like it", []),
        ("", []),
        ('" OR * NEAR( AND -title: ^', []),
        ("\ud800\0", []),
    ],
)
def test_any_of_the_words_finds_a_page(question: str, pages: list[str]):
    with closing(Baseline(SECTIONS)) as baseline:
        assert baseline.pages(question) == pages


def test_ten_thousand_words_are_a_question_like_any_other():
    with closing(Baseline(SECTIONS)) as baseline:
        assert baseline.pages("fax " + " ".join(f"word{number}" for number in range(10_000))) == ["fax.md"]
