"""`lifering judge`: does the search find the pages that people have judged to be right?"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.errors import Refused, Unavailable

if TYPE_CHECKING:
    from search.evaluation.judge import Figures, Row


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--index", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="The index to ask."
)
@click.option("--title-only", is_flag=True, help="Ask with `query` alone, without `body`.")
@click.option("--baseline", is_flag=True, help="Ask SQLite's full-text search over the same sections too.")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def judge(file: Path, folder: Path, *, title_only: bool, baseline: bool, as_json: bool) -> None:
    """Ask the judged queries of FILE (JSON, a row each line) and say how often the right page came.

    A row is {"id", "query", "body"?, "relevant": [paths] or {path: grade}, "kind"?}. A path is the article's file
    relative to the folder that was given to `lifering index`; the end of it is enough where it fits one page alone.
    """
    from search.errors import BadIndex

    try:
        figures = _figures(file, folder, title_only=title_only, baseline=baseline)
    except BadIndex as error:
        raise Unavailable(str(error)) from error
    if as_json:
        click.echo(json.dumps(figures, indent=1))
    else:
        _show(figures)


def _figures(file: Path, folder: Path, *, title_only: bool, baseline: bool) -> "Figures":
    from reporter.cli.progress import stages
    from reporter.config import read_settings
    from search.evaluation.baseline import Baseline
    from search.evaluation.judge import DEPTH, first_pages, judge
    from search.index.stored import stored_sections
    from search.retrieval.query import MOST_OF_A_PAGE, Searcher

    vectors = read_settings().search_vectors
    rows = _rows(file, {section["path"] for section in stored_sections(folder)})
    with stages({"queries": "Queries"} | ({"baseline": "Baseline"} if baseline else {})) as progress:
        with closing(Searcher.open(folder, vectors=vectors)) as searcher:
            figures = judge(
                rows,
                lambda text: first_pages(hit.path for hit in searcher.search(text, limit=DEPTH * MOST_OF_A_PAGE)),
                title_only=title_only,
                progress=lambda done, of: progress("queries", done, of),
            )
        if baseline:
            with closing(Baseline(stored_sections(folder))) as fts5:
                figures["baseline"] = judge(
                    rows,
                    fts5.pages,
                    title_only=title_only,
                    progress=lambda done, of: progress("baseline", done, of),
                )
    return figures


def _rows(file: Path, pages: set[str]) -> "list[Row]":
    from search.evaluation.judge import BadJudgments, match_paths, read_rows

    try:
        return match_paths(read_rows(file.read_text(encoding="utf-8")), pages)
    except BadJudgments as error:
        raise Refused(f"{file} cannot be judged by:\n{error}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is no UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise Unavailable(f"{file} cannot be read: {error}.") from error


def _show(figures: "Figures") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from reporter.cli.terminal import safe

    names = [name for name, value in figures.items() if isinstance(value, float)]
    table = Table("", "n", *names)
    for title, part in _parts(figures):
        table.add_row(Text(safe(title)), str(part["n"]), *(f"{part[name]:.3f}" for name in names))
    Console().print(table)


def _parts(figures: "Figures") -> "Iterator[tuple[str, Figures]]":
    for engine, part in (("Lifering", figures), ("SQLite FTS5", figures.get("baseline"))):
        if part:
            yield engine, part
            yield from ((f"{engine}, {kind}", its) for kind, its in part["by_kind"].items())
