"""A ticket as JSON-ready data and back: what is stored as its projection and in its first event."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from reporter.tickets.ticket import Ticket

_TICKET = TypeAdapter(Ticket)
_KEPT_ELSEWHERE = {"events", "files"}


def to_data(ticket: Ticket) -> dict[str, object]:
    """Strings, numbers, lists and dicts only; times are ISO 8601 in UTC.
    Without `events` and `files`, which are rows of their own; `report.files` are the files as they were sent."""
    data: dict[str, object] = _TICKET.dump_python(ticket, mode="json", exclude=_KEPT_ELSEWHERE)
    return data


def from_data(data: Mapping[str, object]) -> Ticket:
    """The ticket with no `events` and no `files`. Raises pydantic.ValidationError when the data is no ticket."""
    return _TICKET.validate_python({**data, "events": (), "files": ()})
