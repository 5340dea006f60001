"""`lifering index`: an index of any folder of Markdown."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from reporter.errors import Refused, Unavailable


@click.command()
@click.argument("docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the index is written: a new folder, or the one of an index, which is then replaced.",
)
@click.option("--language", default="en", show_default=True, help="Of pages that name none (`lang:` in front matter).")
@click.option("--json", "as_json", is_flag=True, help="Print the index's facts as JSON.")
def index(docs: Path, out: Path, *, language: str, as_json: bool) -> None:
    """Make a search index of the Markdown files in DOCS, without MkDocs.

    The files are rendered and cut into sections as on a site. A file that cannot be read is named and left out.
    Drafts, and pages with `search: exclude:`, are left out too.
    """
    from reporter.cli.progress import stages
    from reporter.config import read_settings
    from search.errors import BadIndex
    from search.index.folder import index_folder
    from search.language.languages import language_of

    if not (spoken := language_of(language)):
        raise Refused(f"--language is {language!r}: expected a code such as en, de or pt-BR.")
    vectors = read_settings().search_vectors
    try:
        with stages({"pages": "Pages", "index": "Search index"}) as progress:
            made = index_folder(docs, out, vectors=vectors, language=spoken, progress=progress)
    except BadIndex as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Unavailable(f"The index could not be written to {out}: {error}.") from error
    for sentence in made.skipped:
        click.secho(sentence, fg="yellow", err=True)
    if as_json:
        click.echo(json.dumps(asdict(made.facts) | {"skipped": made.skipped}, indent=1, ensure_ascii=False))
    else:
        click.echo(f"Indexed {made.facts.pages} pages and {made.facts.sections} sections into {out}.")
