"""`lifering init` and `lifering build`."""

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.errors import Refused

if TYPE_CHECKING:
    from reporter.config import Settings
    from reporter.site.release import Manifest


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Add Lifering to the MkDocs project in FOLDER, or begin a new one there.

    An existing mkdocs.yml keeps every line; what was added is said. Doing it again changes nothing.
    """
    from reporter.site.init import add_to_project, new_project

    for sentence in (add_to_project if (folder / "mkdocs.yml").exists() else new_project)(folder):
        click.echo(sentence)


@click.command()
@click.option("-f", "mkdocs", type=click.Path(dir_okay=False, path_type=Path), help="The MkDocs configuration.")
@click.option(
    "--without",
    multiple=True,
    metavar="PLUGIN",
    help="Leave out a plugin of mkdocs.yml; may be repeated. LIFERING_WITHOUT does it for `serve` too.",
)
@click.option("--if-changed", is_flag=True, help="Do nothing when the last build still fits its sources.")
@click.option("--check", is_flag=True, help="Ask the articles' own `answers:`; each must find its article.")
@click.option("--json", "as_json", is_flag=True, help="Print the build's manifest as JSON.")
def build(mkdocs: Path | None, without: tuple[str, ...], *, if_changed: bool, check: bool, as_json: bool) -> None:
    """Make the site, its search index and the page shell.

    The last good build stays in use until the new one is whole. An article that cannot be built is named.
    """
    from reporter.config import read_settings

    settings = read_settings(mkdocs=mkdocs, without=without or None)
    manifest = build_site(settings, if_changed=if_changed)
    if manifest is None:
        click.echo("The last build still fits its sources: nothing to do.")
    elif as_json:
        click.echo(json.dumps(asdict(manifest), indent=1))
    else:
        click.echo(f"Built {manifest.pages} pages and {manifest.sections} sections into {settings.data}.")
    if check:
        check_answers(settings.data, vectors=settings.search_vectors)


def check_answers(data: Path, *, vectors: bool) -> None:
    """Says how many questions of the build in use find their article. Raises Refused naming those that do not."""
    from reporter.cli.progress import stages
    from reporter.site.answers import FIRST, ask_answers
    from reporter.site.release import current_release

    with stages({"answers": "Questions"}) as progress:
        told = partial(progress, "answers")
        asked = ask_answers(current_release(data), vectors=vectors, progress=told)
    said = f"{asked.found} of {asked.questions} questions in `answers:` find their article among the first {FIRST}."
    if asked.missed:
        raise Refused("\n".join([*map(str, asked.missed), said]))
    click.echo(said, err=True)


def build_site(settings: "Settings", *, if_changed: bool = False) -> "Manifest | None":
    """Build with progress bars on a terminal; None when nothing had to be done."""
    from reporter.config import read_policy
    from reporter.site.freshness import is_current

    policy, report_path = read_policy(settings), settings.report_path
    mkdocs, data, base_url = settings.mkdocs, settings.data, settings.base_url
    if if_changed and is_current(
        mkdocs_file=mkdocs,
        data=data,
        policy_hash=policy.hash,
        report_path=report_path,
        base_url=base_url,
        without=settings.without,
        vectors=settings.search_vectors,
    ):
        return None
    from reporter.cli.progress import stages
    from reporter.site.build import build_release

    with stages({"pages": "Pages", "index": "Search index"}) as progress:
        manifest = build_release(
            mkdocs_file=mkdocs,
            data=data,
            policy=policy,
            report_path=report_path,
            base_url=base_url,
            without=settings.without,
            vectors=settings.search_vectors,
            progress=progress,
        )
    for warning in manifest.warnings:
        click.secho(warning, fg="yellow", err=True)
    return manifest
