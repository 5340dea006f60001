"""Judged questions with the articles they were asked of, where these lie beside the repository: data to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.place import ROOT
from search.articles.sections import Section
from search.evaluation.judge import Row, match_paths, read_rows
from search.index.folder import read_folder

SHARED = Path(os.environ.get("BENCH_SHARED", ROOT.parent / "shared"))
CORPORA, JUDGMENTS = SHARED / "corpora", SHARED / "judgments"
ARTICLES = {"connexcs": "connexcs", "corpus2": "travis", "mkdocs-material": "mkdocs-material"}  # by set


@dataclass(frozen=True)
class Judged:
    name: str
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]


def sets() -> Iterator[Judged]:
    """Those that are there."""
    for name, corpus in ARTICLES.items():
        if _file(name).is_file() and (CORPORA / corpus).is_dir():
            sections = read(CORPORA / corpus)
            rows = match_paths(read_rows(_file(name).read_text("utf-8")), {section.path for section in sections})
            yield Judged(name, sections, tuple(rows))


def questions() -> tuple[list[str], list[str]]:
    """Titles of problems, and titles with bodies; the headings of our own articles where there are no judged ones."""
    rows = [row for name in ARTICLES if _file(name).is_file() for row in read_rows(_file(name).read_text("utf-8"))]
    if rows:
        return [row.query for row in rows], [row.question(title_only=False) for row in rows]
    sections = read(ROOT / "docs")
    return [one.title for one in sections], [f"{one.title} {one.text[:160]}" for one in sections]


def _file(name: str) -> Path:
    return JUDGMENTS / f"{name}-dev.jsonl"


@cache
def read(folder: Path) -> tuple[Section, ...]:
    return tuple(read_folder(folder)[0])
