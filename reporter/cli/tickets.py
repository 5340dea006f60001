"""`lifering ticket`: what arrived, for the operator."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from reporter.errors import NotFound

if TYPE_CHECKING:
    from reporter.app import House
    from reporter.tickets.ticket import Ticket


@contextmanager
def _house() -> Iterator["House"]:
    from reporter.app import open_house
    from reporter.config import read_settings

    house = open_house(read_settings(), or_last_good=True)
    try:
        yield house
    finally:
        house.close()


@click.group()
def ticket() -> None:
    """The tickets of this installation."""


@ticket.command(name="list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="As JSON, newest first.")
def list_tickets(limit: int, *, as_json: bool) -> None:
    """The newest tickets."""
    from reporter.tickets.data import to_data

    with _house() as house:
        found = house.storage.tickets.newest(limit)
    if as_json:
        click.echo(json.dumps([to_data(one) for one in found], indent=1, ensure_ascii=False))
        return
    table = Table("Reference", "Sent (UTC)", "Level", "Type", "Status", "Title")
    for one in found:
        row = (one.level, one.report.problem.problem_type, one.status, one.report.problem.title)
        table.add_row(one.reference, f"{one.submitted:%Y-%m-%d %H:%M}", *row)
    Console().print(table if found else "There are no tickets yet.")


@ticket.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(reference: str, *, as_json: bool) -> None:
    """One ticket, whole, with the private link to its page."""
    from reporter.tickets.data import to_data
    from reporter.tickets.reference import normalise

    with _house() as house:
        known = normalise(reference)
        found = house.storage.tickets.by_reference(known) if known else None
        if found is None:
            raise NotFound(f"There is no ticket {reference}. `lifering ticket list` shows the newest.")
        text = json.dumps(to_data(found), indent=1, ensure_ascii=False) if as_json else _text(house, found)
    click.echo(text)


def _text(house: "House", found: "Ticket") -> str:
    """The ticket as support's mail says it."""
    from reporter.app import clock, policy_of
    from reporter.delivery.desk import Desk
    from reporter.delivery.evidence import given_at
    from reporter.delivery.language import ENGLISH
    from reporter.delivery.letter import as_text
    from reporter.delivery.support import report
    from reporter.tickets.keys import ticket_key

    settings = house.settings
    desk = Desk(policy_of(house, found.report.policy_hash), settings.public_url, settings.report_path, ENGLISH)
    files = house.storage.files.of_ticket(found.id)
    given = given_at(files, clock())
    connected = [other.reference for other in house.storage.tickets.connected(found)]
    return as_text(report(found, ticket_key(house.secrets, found), given, desk, connected))
