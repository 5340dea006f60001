"""`lifering index`, `lifering judge` and `lifering build --check` as people and programs use them."""

import json
from pathlib import Path

import pytest

from reporter.cli.terminal import safe
from tests.integration.cli.conftest import Run
from tests.integration.cli.test_exit_codes import assert_told

pytestmark = pytest.mark.slow

FIGURES = ["n", "success@1", "success@5", "mrr@10", "ndcg@10"]
ROWS = [
    {"id": "1", "query": "record my greeting", "relevant": ["calls/voicemail.md"], "kind": "statement"},
    {"id": "2", "query": "nonsense", "body": "The fax stops.", "relevant": {"fax.md": 2, "index.md": 1}},
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "calls").mkdir(parents=True)
    (folder / "index.md").write_text("# Help\n\nWelcome.\n")
    (folder / "calls" / "voicemail.md").write_text("# Voicemail\n\n## Greeting\n\nRecord it again.\n")
    (folder / "calls" / "fax.md").write_text("# Fax\n\nIt stops.\n")
    return folder


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)))
    return file


def test_a_folder_is_indexed_searched_and_judged(run_elsewhere: Run, docs: Path, rows: Path):
    (docs / "bad.md").write_bytes(b"\xff")
    said = run_elsewhere("index", "docs", "--out", "made")
    given = run_elsewhere("index", "docs", "--out", "made", "--json")

    assert said.code == given.code == 0
    assert said.out == "Indexed 3 pages and 4 sections into made.\n"
    assert said.err == given.err == "bad.md is left out: it is no UTF-8 (byte 0).\n"
    facts = json.loads(given.out)
    assert (facts["pages"], facts["sections"]) == (3, 4)
    assert facts["skipped"] == ["bad.md is left out: it is no UTF-8 (byte 0)."]

    judged = run_elsewhere("judge", rows.name, "--index", "made", "--json")
    assert judged.code == 0
    found = json.loads(judged.out)
    assert list(found) == [*FIGURES, "by_kind"]
    assert [found[name] for name in FIGURES[:4]] == [2, 1, 1, 1]
    assert list(found["by_kind"]) == ["statement"]
    assert list(found["by_kind"]["statement"]) == FIGURES

    titles = json.loads(run_elsewhere("judge", rows.name, "--index", "made", "--json", "--title-only").out)
    assert titles["success@5"] == 0.5

    beside = run_elsewhere("judge", rows.name, "--index", "made", "--baseline")
    assert "success@1" in beside.out
    assert "SQLite FTS5" in beside.out
    both = json.loads(run_elsewhere("judge", rows.name, "--index", "made", "--baseline", "--json").out)
    assert list(both) == [*FIGURES, "by_kind", "baseline"]
    assert list(both["baseline"]) == [*FIGURES, "by_kind"]
    assert both["baseline"]["n"] == 2


def test_rows_that_cannot_be_used_are_named(run_elsewhere: Run, docs: Path, rows: Path):
    run_elsewhere("index", "docs", "--out", "made")
    rows.write_text('{"id": "1"}\n[]\n')
    assert_told(
        run_elsewhere("judge", rows.name, "--index", "made"), "rows.jsonl", "line 1: `query`", "line 2: it is no"
    )

    rows.write_text(json.dumps(ROWS[0] | {"relevant": ["nowhere.md"]}))
    assert_told(
        run_elsewhere("judge", rows.name, "--index", "made"), "line 1, row 1: nowhere.md is no page of the index"
    )

    rows.write_bytes(b"\xff")
    assert_told(run_elsewhere("judge", rows.name, "--index", "made"), "rows.jsonl is no UTF-8")


@pytest.mark.parametrize("kind", ["[/b]", "[red]", "\x1b[31m", "\ud800", "größe"])
def test_a_kind_is_shown_as_it_is_called_and_does_nothing_to_the_terminal(
    run_elsewhere: Run, docs: Path, rows: Path, kind: str
):
    run_elsewhere("index", "docs", "--out", "made")
    rows.write_text(json.dumps(ROWS[0] | {"kind": kind}))

    said, given = (
        run_elsewhere("judge", rows.name, "--index", "made"),
        run_elsewhere("judge", rows.name, "--index", "made", "--json"),
    )

    assert (said.code, given.code) == (0, 0), said.err + given.err
    assert f"Lifering, {safe(kind)} " in said.out
    assert list(json.loads(given.out)["by_kind"]) == [kind]


def test_without_an_index_nothing_is_judged(run_elsewhere: Run, rows: Path):
    assert_told(run_elsewhere("judge", rows.name, "--index", "nowhere"), "There is no search index in nowhere")


def test_an_index_is_not_written_over_other_things(run_elsewhere: Run, docs: Path):
    assert_told(run_elsewhere("index", "docs", "--out", "docs"), "docs is not empty and no index")
    assert (docs / "index.md").exists()


@pytest.mark.parametrize(
    "words", [("index",), ("index", "."), ("index", "nowhere", "--out", "made"), ("judge", "nowhere.jsonl"), ("judge",)]
)
def test_wrong_use_is_two(run_elsewhere: Run, words: tuple[str, ...]):
    assert_told(run_elsewhere(*words), "Usage: lifering", "Error: ", code=2)


@pytest.fixture
def article(project: Path):
    file = project / "docs" / "pigeon-post.md"
    yield file
    file.unlink(missing_ok=True)


def test_articles_that_keep_their_word_pass_the_check(run: Run, article: Path, tmp_path: Path):
    data = str(tmp_path / "data")
    article.write_text("---\nanswers:\n  - where do pigeons land\n---\n# Pigeons\n\nThey land on the roof.\n")

    done, again = run("build", "--check", data=data), run("build", "--check", "--if-changed", "--json", data=data)

    assert (done.code, again.code) == (0, 0), done.err
    assert done.out.startswith("Built ")
    assert "questions in `answers:` find their article among the first 3." in done.err
    assert done.err.splitlines()[-1] == again.err.splitlines()[-1]


def test_an_article_that_is_not_found_by_its_own_question_is_named_with_what_came(
    run: Run, article: Path, tmp_path: Path
):
    article.write_text("---\nanswers:\n  - xyzzyplugh\n---\n# Pigeons\n\nThey land on the roof.\n")

    done = run("build", "--check", data=str(tmp_path / "data"))

    assert done.code == 1
    assert "Traceback" not in done.err
    assert "pigeon-post.md: 'xyzzyplugh' does not find it; first came nothing." in done.err
    assert (tmp_path / "data" / "builds" / "current").exists()


def test_an_article_that_is_kept_out_of_the_search_is_told_from_one_that_is_not_found(
    run: Run, article: Path, tmp_path: Path
):
    article.write_text("---\nanswers: [where do pigeons land]\nsearch:\n  exclude: true\n---\n# Pigeons\n")

    done = run("build", "--check", data=str(tmp_path / "data"))

    assert done.code == 1
    assert "pigeon-post.md: 'where do pigeons land' cannot find it: `search: exclude:` keeps it out" in done.err


def test_answers_that_are_no_list_of_questions_stop_the_build(run: Run, article: Path, tmp_path: Path):
    article.write_text("---\nanswers: {a: b}\n---\n# Pigeons\n")

    assert_told(run("build", data=str(tmp_path / "data")), "pigeon-post.md: `answers:` must be a list of questions")


def test_meaning_can_be_left_out_of_building_and_of_asking(run_elsewhere: Run, docs: Path):
    question = ("search", "phone messages", "--json")
    assert run_elsewhere("index", "docs", "--out", "words", search_vectors="off").code == 0
    assert run_elsewhere("index", "docs", "--out", "both").code == 0

    def found(index: str, vectors: str) -> list[str]:
        asked = run_elsewhere(*question, "--index", index, search_vectors=vectors)
        assert asked.code == 0, asked.err
        return [hit["by"] for hit in json.loads(asked.out)]

    assert set(found("both", "on")) == {"meaning"}
    assert found("both", "off") == found("words", "on") == []
