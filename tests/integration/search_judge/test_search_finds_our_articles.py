"""Every question that an article of the example says it answers finds it, as `lifering build --check` asks."""

from pathlib import Path

from reporter.policy.load import load_policy
from reporter.site.answers import ask_answers
from reporter.site.build import build_release
from reporter.site.release import current_release

ROOT = Path(__file__).parents[3]


def test_every_question_finds_its_article_among_the_first_three(tmp_path: Path):
    policy = load_policy((ROOT / "policy.yml").read_text(encoding="utf-8"))
    build_release(mkdocs_file=ROOT / "mkdocs.yml", data=tmp_path, policy=policy)
    steps: list[tuple[int, int]] = []

    asked = ask_answers(current_release(tmp_path), vectors=True, progress=lambda *step: steps.append(step))

    assert [str(missed) for missed in asked.missed] == []
    assert asked.found == asked.questions == len(steps) > 100
