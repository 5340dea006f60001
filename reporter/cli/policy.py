"""`lifering policy`: the support promise, checked and shown."""

from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

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
        calendar = found.calendar(level.first_answer.calendar)
        table.add_row(level.name, _length(level.first_answer.within), f"{calendar.name}, {calendar.zone}", examples)
    Console().print(table)


def _length(within: timedelta) -> str:
    """Such as "1 hour 30 minutes"."""
    hours, minutes = divmod(int(within.total_seconds()) // 60, 60)
    return " ".join(
        f"{count} {name}{'s' * (count != 1)}" for count, name in ((hours, "hour"), (minutes, "minute")) if count
    )
