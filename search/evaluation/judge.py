"""Judged queries: how often is the page that resolved a problem among the first ones?

Pages are judged, not sections: a page stands where its best section stands. Success and MRR count pages of grade 2
alone; nDCG takes every grade as its gain (linear, discounted by log2 of rank + 1, as trec_eval does).
"""

import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from reprlib import repr as short
from typing import Any

RIGHT = 2  # the grade of a page that resolves the problem; 1 only helps
DEPTH = 10  # pages looked at
FIRST = (1, 5)  # success@...
MOST_TOLD = 20  # mistakes in one sentence

Ranking = Callable[[str], Sequence[str]]
"""A question to the paths of pages, best first, each once."""
Figures = dict[str, Any]
"""n, success@1, success@5, mrr@10, ndcg@10, and the same by kind under by_kind."""


class BadJudgments(Exception):
    """Rows that cannot be used. `str(error)` names each with its line and what is wrong, a line each."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        more = [f"... and {len(mistakes) - MOST_TOLD} more."] if len(mistakes) > MOST_TOLD else []
        super().__init__("\n".join([*mistakes[:MOST_TOLD], *more]))


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    id: str
    query: str
    body: str
    relevant: Mapping[str, int]  # path -> grade, 0 to 2
    kind: str

    def question(self, *, title_only: bool) -> str:
        return self.query if title_only or not self.body else f"{self.query}\n{self.body}"


def read_rows(text: str) -> list[Row]:
    """JSON objects, one a line; empty lines are passed over. Raises BadJudgments naming every malformed line."""
    rows: list[Row] = []
    mistakes: list[str] = []
    for line, written in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if written.strip():
            try:
                rows.append(_row(written, line))
            except ValueError as error:
                mistakes.append(f"line {line}: {error}.")
    if not rows and not mistakes:
        mistakes.append("there is no row in it.")
    if mistakes:
        raise BadJudgments(mistakes)
    return rows


def _row(written: str, line: int) -> Row:
    try:
        found = json.loads(written)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg} at character {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise ValueError('it is no JSON object such as {"id": ..., "query": ..., "relevant": [...]}')  # noqa: TRY004
    return Row(
        line=line,
        id=_id(found),
        query=_text(found, "query"),
        body=_text(found, "body", required=False),
        relevant=_grades(found.get("relevant")),
        kind=_text(found, "kind", required=False),
    )


def _id(found: Mapping[str, Any]) -> str:
    """Many count their rows: a whole number is one too."""
    return str(found["id"]) if type(found.get("id")) is int else _text(found, "id")


def _text(found: Mapping[str, Any], key: str, *, required: bool = True) -> str:
    value = found.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise ValueError(f"`{key}` must be a text{'' if required else ', if it is there'}, found {short(value)}")
    return value


def _grades(relevant: object) -> dict[str, int]:
    if isinstance(relevant, list):
        relevant = dict.fromkeys(relevant, RIGHT) if all(isinstance(path, str) for path in relevant) else None
    if not isinstance(relevant, dict) or not relevant or not all(path.strip() for path in relevant):
        raise ValueError("`relevant` must be a list of paths or an object of path and grade, with one path at least")
    for path, grade in relevant.items():
        if isinstance(grade, bool) or not isinstance(grade, int) or not 0 <= grade <= RIGHT:
            raise ValueError(f"the grade of {path} must be 0, 1 or {RIGHT}, found {short(grade)}")
    return relevant


def match_paths(rows: Iterable[Row], pages: Collection[str]) -> list[Row]:
    """The rows with the index's own paths. Raises BadJudgments naming each path that fits no page or several."""
    known = set(pages)
    matched: list[Row] = []
    mistakes: list[str] = []
    for row in rows:
        grades: dict[str, int] = {}
        for path, grade in row.relevant.items():
            fitting = _fitting(path.removeprefix("./"), known)
            if len(fitting) == 1:
                grades[fitting[0]] = max(grade, grades.get(fitting[0], 0))
            else:
                mistakes.append(f"line {row.line}, row {row.id}: {path} {_why_not(fitting)}.")
        matched.append(Row(row.line, row.id, row.query, row.body, grades, row.kind))
    if mistakes:
        raise BadJudgments(mistakes)
    return matched


def _fitting(path: str, known: Collection[str]) -> list[str]:
    """The page of exactly this path; else those where one path is the end of the other, from a "/" on."""
    if path in known:
        return [path]
    return sorted(page for page in known if page.endswith(f"/{path}") or path.endswith(f"/{page}"))


def _why_not(fitting: Sequence[str]) -> str:
    if not fitting:
        return "is no page of the index"
    return f"could be {' or '.join(fitting[:3])}{' or another' if len(fitting) > 3 else ''}"  # noqa: PLR2004


def judge(
    rows: Sequence[Row],
    ranking: Ranking,
    *,
    title_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Figures:
    """The means over all rows, and over the rows of each kind that has a name."""
    judged: list[tuple[str, Figures]] = []
    for done, row in enumerate(rows, start=1):
        judged.append((row.kind, figures_of(ranking(row.question(title_only=title_only)), row.relevant)))
        if progress:
            progress(done, len(rows))
    kinds = sorted({kind for kind, _ in judged if kind})
    by_kind = {kind: _means([figures for its, figures in judged if its == kind]) for kind in kinds}
    return _means([figures for _, figures in judged]) | {"by_kind": by_kind}


def figures_of(pages: Sequence[str], grades: Mapping[str, int]) -> Figures:
    """Of one question: `pages` as they were ranked, each once."""
    gains = [grades.get(page, 0) for page in pages[:DEPTH]]
    first = next((rank for rank, gain in enumerate(gains, start=1) if gain == RIGHT), math.inf)
    best = _discounted(sorted(grades.values(), reverse=True)[:DEPTH])
    return {
        **{f"success@{most}": float(first <= most) for most in FIRST},
        f"mrr@{DEPTH}": 1 / first,
        f"ndcg@{DEPTH}": _discounted(gains) / best if best else 0.0,
    }


def _discounted(gains: Iterable[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _means(figures: Sequence[Figures]) -> Figures:
    names = figures[0] if figures else {}
    return {"n": len(figures)} | {name: math.fsum(row[name] for row in figures) / len(figures) for name in names}


def first_pages(paths: Iterable[str], most: int = DEPTH) -> list[str]:
    """Of the paths of ranked sections the first `most` different ones."""
    seen: dict[str, None] = {}
    for path in paths:
        seen[path] = None
        if len(seen) == most:
            break
    return list(seen)
