"""`lifering search`: what the site's search box would answer, in the terminal."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from reporter.errors import Unavailable

LONGEST = 100_000


@click.command()
@click.argument("query")
@click.option(
    "--index", "folder", type=click.Path(file_okay=False, path_type=Path), help="An index (default: the last build's)."
)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True, help="Hits as JSON.")
def search(query: str, folder: Path | None, limit: int, *, as_json: bool) -> None:
    """Hits for QUERY, a few words or a whole question."""
    from reporter.config import read_settings
    from reporter.site.release import current_release
    from search.errors import BadIndex
    from search.query import Searcher

    try:
        settings = read_settings()
        searcher = Searcher.open(folder or current_release(settings.data).index, vectors=settings.search_vectors)
    except BadIndex as error:
        raise Unavailable(str(error)) from error
    try:
        hits = searcher.search(query[:LONGEST], limit=limit)
    finally:
        searcher.close()
    if as_json:
        click.echo(json.dumps([asdict(hit) for hit in hits], indent=1, ensure_ascii=False))
        return
    for number, hit in enumerate(hits, start=1):
        heading = hit.page_title if hit.title == hit.page_title else f"{hit.page_title}: {hit.title}"
        click.echo(click.style(f"{number}. {heading}", bold=True) + f"  {hit.location}")
        click.echo("   " + "".join(click.style(p.text, underline=p.marked) for p in hit.passage).replace("\n", " "))
    if not hits:
        click.echo("Nothing found.")
