"""`lifering policy`: the support promise, checked, shown and explained."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """The support promise, policy.yml."""


@policy.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Say every mistake in FILE with its line, or that there is none."""
    from reporter.config import policy_file

    found = policy_file(file)
    click.echo(f"{file} is a good policy: {len(found.severities)} levels, {len(found.problem_types)} problem types.")


@policy.command()
@click.argument("file", type=FILE)
def show(file: Path) -> None:
    """The whole promise as tables: hours, channels, levels with targets and examples, problem types, statuses."""
    from reporter.cli.policy_tables import tables
    from reporter.config import policy_file

    found = policy_file(file)
    console = Console()
    console.print(f"[bold]{escape(found.organisation.name)}[/bold]")
    for table in tables(found):
        console.print(table)


@policy.command()
@click.argument("file", type=FILE)
@click.option("--level", help="The level's code; without it, the level follows from what is ticked.")
@click.option(
    "--tick", "ticked", multiple=True, metavar="TEXT", help="An example that is true, or a part of its words."
)
@click.option("--at", metavar="ISO", help="The moment of sending, such as 2026-11-24T03:00+01:00 (default: now).")
@click.option("--zone", help="The requester's time zone, such as America/New_York (default: the team's).")
@click.option("--type", "kind", metavar="CODE", help="The problem type's code, where only some may ask for it.")
@click.option("--email", metavar="ADDR", help="The requester's address, with --customers.")
@click.option("--customers", type=FILE, help="The list of customers, as LIFERING_CUSTOMERS names one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def explain(
    file: Path,
    *,
    level: str | None,
    ticked: tuple[str, ...],
    at: str | None,
    zone: str | None,
    kind: str | None,
    email: str | None,
    customers: Path | None,
    as_json: bool,
) -> None:
    r"""Which promise a report would get, and why: the level, when the first answer comes, whom it wakes, which channel
    is best at that moment.

    \b
    At three in the morning, for a requester in New York:
      lifering policy explain policy.yml --tick "make or receive calls" \
          --at 2026-11-24T03:00+00:00 --zone America/New_York
    For a customer whose contract may have ended:
      lifering policy explain policy.yml --level minor --email ada@example.org --customers customers.csv
    """
    from reporter.cli import explaining
    from reporter.config import policy_file
    from reporter.policy.promise import explain as explained

    found = policy_file(file)
    now, there = explaining.moment_of(at), explaining.zone_of(zone, found)
    code, because = explaining.level_of(found, level, ticked)
    standing = explaining.standing_of(email, customers, now)
    problem_type = explaining.type_of(found, kind)
    promise = explained(found, code, now=now, standing=standing, because=because, problem_type=problem_type)
    if as_json:
        click.echo(json.dumps(explaining.data(promise, now=now, zone=there), indent=1, ensure_ascii=False))
        return
    for label, sentence in explaining.lines(promise, now=now, zone=there, team=found.zone):
        click.echo(f"{click.style(f'{label:<13}', bold=True)}{sentence}")


@policy.command()
def schema() -> None:
    """Print the JSON Schema of policy.yml, by which an editor completes and explains its keys."""
    from reporter.policy.schema import schema_text

    click.echo(schema_text(), nl=False)
