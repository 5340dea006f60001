"""Judged questions with the articles they were asked of, where these lie beside the repository: data to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.place import ROOT
from search.folder import read_folder
from search.judge import Row, match_paths, read_rows
from search.sections import Section

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
        file = JUDGMENTS / f"{name}-dev.jsonl"
        if file.is_file() and (CORPORA / corpus).is_dir():
            sections = read(CORPORA / corpus)
            rows = match_paths(read_rows(file.read_text("utf-8")), {section.path for section in sections})
            yield Judged(name, sections, tuple(rows))


@cache
def read(folder: Path) -> tuple[Section, ...]:
    return tuple(read_folder(folder)[0])
