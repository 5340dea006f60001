"""What the search finds in the articles of the example."""

from pathlib import Path

import pytest

from reporter.policy.load import load_policy
from reporter.site.answers import ask_answers
from reporter.site.build import build_release
from reporter.site.release import Release, current_release
from search.retrieval.query import Searcher

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    data = tmp_path_factory.mktemp("example")
    policy = load_policy((ROOT / "policy.yml").read_text(encoding="utf-8"))
    build_release(mkdocs_file=ROOT / "mkdocs.yml", data=data, policy=policy)
    return current_release(data)


def test_every_question_finds_its_article_among_the_first_three(release: Release):
    steps: list[tuple[int, int]] = []

    asked = ask_answers(release, vectors=True, progress=lambda *step: steps.append(step))

    assert [str(missed) for missed in asked.missed] == []
    assert asked.found == asked.questions == len(steps) > 100


@pytest.mark.parametrize("question", ["404 not found", "robot voice", "not found"])
def test_the_lists_of_links_on_the_front_page_are_no_answers(release: Release, question: str):
    hits = Searcher.open(release.index).search(question)

    assert hits
    assert [hit.location for hit in hits if hit.location.startswith("#")] == []


@pytest.mark.parametrize("question", ["registration failed this morning", "phones do not register"])
def test_an_incident_that_is_over_does_not_stand_before_the_answer(release: Release, question: str):
    assert Searcher.open(release.index).search(question)[0].location.startswith("registration/")
