"""The figures against values counted by hand, the rules for paths, and what is said of rows that cannot be used."""

import json
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.judge import BadJudgments, Row, figures_of, first_pages, judge, match_paths, read_rows

PAGES = ["a.md", "b.md", "c.md", "d.md", "e.md", "f.md"]


def row(relevant: dict[str, int], *, kind: str = "", line: int = 1, body: str = "") -> Row:
    return Row(line, f"r{line}", "query", body, relevant, kind)


def written(**changes: object) -> str:
    return json.dumps({"id": "r1", "query": "no sound", "relevant": ["a.md"]} | changes)


def told(text: str) -> str:
    with pytest.raises(BadJudgments) as caught:
        read_rows(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ({"a.md": 2}, (1, 1, 1, 1)),
        ({"b.md": 2}, (0, 1, 1 / 2, 1 / log2(3))),
        ({"f.md": 2}, (0, 0, 1 / 6, 1 / log2(7))),
        ({"away.md": 2}, (0, 0, 0, 0)),
        ({"a.md": 2, "away.md": 2}, (1, 1, 1, 1 / (1 + 1 / log2(3)))),
        # Grade 1 is no success and no rank, but a gain.
        ({"a.md": 1}, (0, 0, 0, 1)),
        ({"a.md": 1, "c.md": 2}, (0, 1, 1 / 3, (1 + 2 / 2) / (2 + 1 / log2(3)))),
        ({"a.md": 0, "b.md": 2}, (0, 1, 1 / 2, 1 / log2(3))),
        ({"a.md": 0}, (0, 0, 0, 0)),
    ],
)
def test_figures_are_those_counted_by_hand(grades: dict[str, int], expected: tuple[float, ...]):
    found = figures_of(PAGES, grades)

    assert list(found) == ["success@1", "success@5", "mrr@10", "ndcg@10"]
    assert tuple(found.values()) == pytest.approx(expected)


def test_a_page_after_the_tenth_counts_for_nothing():
    pages = [f"{number}.md" for number in range(12)]

    assert set(figures_of(pages, {"10.md": 2}).values()) == {0.0}
    assert figures_of(pages, {"9.md": 2})["mrr@10"] == pytest.approx(1 / 10)


@given(
    pages=st.lists(st.sampled_from(PAGES), unique=True),
    grades=st.dictionaries(st.sampled_from(PAGES), st.integers(0, 2), min_size=1),
)
def test_every_figure_lies_between_none_and_all(pages: list[str], grades: dict[str, int]):
    found = figures_of(pages, grades)

    assert all(0 <= value <= 1 + 1e-12 for value in found.values())
    assert found["success@1"] <= found["mrr@10"]
    assert found["success@1"] <= found["success@5"]


def test_means_are_over_all_rows_and_over_each_kind():
    rows = [row({"a.md": 2}, kind="statement"), row({"b.md": 2}, kind="keyword"), row({"away.md": 2})]

    found = judge(rows, lambda _: PAGES)

    assert list(found) == ["n", "success@1", "success@5", "mrr@10", "ndcg@10", "by_kind"]
    assert found["n"] == 3
    assert found["success@1"] == pytest.approx(1 / 3)
    assert found["success@5"] == pytest.approx(2 / 3)
    assert found["mrr@10"] == pytest.approx(1.5 / 3)
    assert list(found["by_kind"]) == ["keyword", "statement"]
    assert found["by_kind"]["keyword"] == {
        "n": 1, "success@1": 0, "success@5": 1, "mrr@10": 0.5, "ndcg@10": pytest.approx(1 / log2(3))
    }  # fmt: skip


def test_title_and_body_are_asked_unless_only_the_title_is_wanted():
    asked: list[str] = []

    def ranking(text: str) -> list[str]:
        asked.append(text)
        return []

    for title_only in (False, True):
        judge([row({"a.md": 2}, body="It rings, then nothing.")], ranking, title_only=title_only)

    assert asked == ["query\nIt rings, then nothing.", "query"]


def test_the_best_section_of_a_page_counts_once():
    assert first_pages(["a", "a", "b", "a", "c", "d"], 3) == ["a", "b", "c"]
    assert first_pages([], 3) == []


@pytest.mark.parametrize(
    ("path", "pages", "fits"),
    [
        ("nat.md", ["nat.md", "guides/nat.md"], "nat.md"),
        ("guides/nat.md", ["guides/nat.md", "old/guides/nat.md"], "guides/nat.md"),
        ("nat.md", ["guides/nat.md", "guides/cgnat.md"], "guides/nat.md"),
        ("docs/guides/nat.md", ["guides/nat.md", "index.md"], "guides/nat.md"),
        ("./nat.md", ["nat.md"], "nat.md"),
    ],
)
def test_an_exact_path_wins_and_else_the_only_one_that_ends_so(path: str, pages: list[str], fits: str):
    (matched,) = match_paths([row({path: 1})], pages)

    assert matched.relevant == {fits: 1}


@pytest.mark.parametrize(
    ("path", "pages", "reason"),
    [
        ("nat.md", ["a/nat.md", "b/nat.md"], "could be a/nat.md or b/nat.md"),
        ("nat.md", ["guides/cgnat.md"], "is no page of the index"),
        ("at.md", ["guides/nat.md"], "is no page of the index"),
        ("guides/nat", ["guides/nat.md"], "is no page of the index"),
    ],
)
def test_a_path_that_fits_no_page_or_several_is_an_error_with_its_row(path: str, pages: list[str], reason: str):
    with pytest.raises(BadJudgments) as caught:
        match_paths([row({"fine.md": 2}), row({path: 2}, line=7)], [*pages, "fine.md"])

    assert str(caught.value) == f"line 7, row r7: {path} {reason}."


def test_of_two_paths_to_one_page_the_better_grade_counts():
    (matched,) = match_paths([row({"guides/nat.md": 1, "nat.md": 2})], ["guides/nat.md"])

    assert matched.relevant == {"guides/nat.md": 2}


def test_rows_are_read_with_their_lines_and_a_list_is_of_the_best_grade():
    first, second = read_rows(
        "\ufeff" + written(body=None, also=["x.md"]) + "\r\n\n" + written(relevant={"b.md": 1}, kind="keyword")
    )

    assert (first.line, first.relevant, first.body, first.kind) == (1, {"a.md": 2}, "", "")
    assert (second.line, second.relevant, second.kind) == (3, {"b.md": 1}, "keyword")


def test_a_row_may_be_called_by_a_number():
    assert [row.id for row in read_rows(written(id=7) + "\n" + written(id="ä 7"))] == ["7", "ä 7"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "it is no JSON ("),
        ('{"id": "r1", query}', "it is no JSON (Expecting property name enclosed in double quotes at character 14)"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is no JSON object"),
        (written(id=None), "`id` must be a text"),
        (written(id=True), "`id` must be a text"),
        (written(id=1.5), "`id` must be a text"),
        (written(query=" "), "`query` must be a text"),
        (written(body=["a"]), "`body` must be a text, if it is there"),
        (written(kind=3), "`kind` must be a text, if it is there"),
        (written(relevant=None), "`relevant` must be"),
        (written(relevant=[]), "`relevant` must be"),
        (written(relevant=[["a.md"]]), "`relevant` must be"),
        (written(relevant=[""]), "`relevant` must be"),
        (written(relevant="a.md"), "`relevant` must be"),
        (written(relevant={"a.md": 3}), "the grade of a.md must be 0, 1 or 2, found 3"),
        (written(relevant={"a.md": True}), "the grade of a.md must be"),
        (written(relevant={"a.md": "2"}), "the grade of a.md must be"),
    ],
)
def test_a_malformed_row_is_named_with_its_line(bad: str, reason: str):
    assert told(f"{written()}\n{bad}\n").startswith(f"line 2: {reason}")


@pytest.mark.parametrize("changes", [{"query": ["long"] * 999}, {"relevant": {"a.md": "long" * 999}}])
def test_a_long_value_in_the_place_of_another_is_not_repeated_whole(changes: dict[str, object]):
    assert len(told(written(**changes))) < 200


def test_all_malformed_rows_are_named_up_to_a_number():
    assert told("{}\n" + written() + "\n[]").splitlines()[1].startswith("line 3: ")
    assert told("{}\n" * 30).splitlines()[-1] == "... and 10 more."


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_rows_is_refused(text: str):
    assert told(text) == "there is no row in it."
