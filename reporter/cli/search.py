"""`lifering search`: what the site's search box would answer, in the terminal."""

import json
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli.terminal import safe
from reporter.errors import Unavailable

if TYPE_CHECKING:
    from search.retrieval.hits import Answer, Hit
    from search.retrieval.question import Way

LONGEST = 100_000  # characters
MOST_HITS = 50  # as many as the search gives


@click.command()
@click.argument("query")
@click.option(
    "--index", "folder", type=click.Path(file_okay=False, path_type=Path), help="An index (default: the last build's)."
)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, MOST_HITS))
@click.option(
    "--way",
    default="question",
    show_default=True,
    type=click.Choice(["question", "typing", "evidence"]),
    help="In words; in words of which the last is unfinished; by a trace, a log or an error text.",
)
@click.option("--json", "as_json", is_flag=True, help="Hits as JSON.")
def search(query: str, folder: Path | None, limit: int, way: "Way", *, as_json: bool) -> None:
    """Hits for QUERY, a few words or a whole question; - reads it from standard input.

    A SIP message in it makes evidence of it, whichever way is asked.
    """
    text = _shown(_standard_input() if query == "-" else query)
    answer = _answer(text, folder, limit, way)
    if as_json:
        click.echo(json.dumps([_data(hit) for hit in answer.hits], indent=1, ensure_ascii=False))
    else:
        _say(text, answer)


def _data(hit: "Hit") -> dict[str, object]:
    pieces = [{"text": text, "marked": place % 2 == 1} for place, text in enumerate(hit.passage) if text]
    return hit._asdict() | {"passage": pieces}


def _standard_input() -> str:
    return sys.stdin.buffer.read(4 * LONGEST).decode("utf-8", "replace")


def _shown(text: str) -> str:
    """Without what would do something to a terminal: words of it are repeated there."""
    return "".join(one if one.isprintable() or one == "\n" else " " for one in text[:LONGEST])


def _answer(text: str, folder: Path | None, limit: int, way: "Way") -> "Answer":
    from reporter.config import read_settings
    from reporter.site.release import current_release
    from search.errors import BadIndex
    from search.retrieval.query import Searcher

    settings = read_settings()
    try:
        opened = Searcher.open(folder or current_release(settings.data).index, vectors=settings.search_vectors)
        with closing(opened) as searcher:
            return searcher.answer(text, limit=limit, way=way)
    except BadIndex as error:
        raise Unavailable(str(error)) from error


def _say(text: str, answer: "Answer") -> None:
    from search.retrieval.passage import with_marks
    from search.retrieval.reasons import named_by, read_as

    mended = read_as(text, answer)
    for typed, meant in mended.items():
        click.echo(f"“{typed}” was read as “{meant}”.")
    if not answer.hits:
        click.echo("Nothing found.")
    elif not answer.fits:
        click.echo("Nothing seems to fit; the nearest:")
    for number, hit in enumerate(answer.hits, start=1):
        heading = safe(hit.page_title if hit.title == hit.page_title else f"{hit.page_title}: {hit.title}")
        click.echo(click.style(f"{number}. {heading}", bold=True) + f"  {safe(hit.location)}")
        if any(hit.passage):
            passage = tuple(safe(piece.replace("\n", " ")) for piece in hit.passage)
            click.echo("   " + with_marks(passage, partial(click.style, underline=True)))
        if reason := _why(hit, named_by(hit, mended)):
            click.echo(click.style(f"   {reason}", dim=True))


def _why(hit: "Hit", named: tuple[str, ...]) -> str:
    if hit.by == "meaning":
        return "About the same thing."
    return f"In the title: {', '.join(named)}." if named else ""
