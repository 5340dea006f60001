"""`lifering policy`: the support promise, checked and shown."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from reporter.policy.model import Calendar

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
    """The levels, their promises and examples as a table."""
    from reporter.config import policy_file

    found = policy_file(file)
    table = Table("Level", "First answer", "Counted in", "Examples", title=found.organisation.name)
    for level in found.severities:
        examples = "\n".join(example.text for example in level.examples)
        times = "\n".join(str(target.within) for target in level.first_answer)
        counted = "\n".join(_counted(found.calendar(target.calendar)) for target in level.first_answer)
        table.add_row(level.title, times, counted, examples)
    Console().print(table)


@policy.command()
def schema() -> None:
    """Print the JSON Schema of policy.yml, by which an editor completes and explains its keys."""
    from reporter.policy.schema import schema_text

    click.echo(schema_text(), nl=False)


def _counted(calendar: "Calendar") -> str:
    return f"{calendar.name}, {calendar.zone}"
