"""Events make the ticket: the same events always fold to the same ticket."""

from collections.abc import Sequence
from dataclasses import replace

from reporter.tickets.data import from_data, to_data
from reporter.tickets.ticket import Event, Ticket


def fold(events: Sequence[Event]) -> Ticket:
    """The ticket after all its `events`, which run from number 1 without gaps. `files` are not folded: ().
    Raises ValueError when the first event is not `submitted` or a kind is unknown."""
    if not events or events[0].kind != "submitted":
        raise ValueError("A ticket's first event is `submitted`.")
    ticket = from_data(events[0].data)
    for event in events[1:]:
        ticket = _after(ticket, event)
    return replace(ticket, events=tuple(events))


def submitted(ticket: Ticket) -> Event:
    """The first event of a new ticket."""
    return Event(ticket_id=ticket.id, number=1, kind="submitted", at=ticket.submitted, data=to_data(ticket))


def _after(ticket: Ticket, event: Event) -> Ticket:
    if event.kind == "address_corrected":
        return replace(ticket, email=str(event.data["email"]))
    raise ValueError(f"Unknown kind of event: {event.kind}")
