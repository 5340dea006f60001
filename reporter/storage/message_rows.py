"""Rows of the outbox as messages, and messages as rows: inside the transaction of the fact they tell about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert
from sqlalchemy.engine import Row

from reporter.storage.prepared import Change, Direct
from reporter.storage.tables import outbox
from reporter.tickets.ticket import Message

_NEW = Change(insert(outbox))


def queue(connection: Connection | Direct, messages: Sequence[Message], *, now: datetime) -> None:
    """Due at once."""
    if messages:
        _NEW(connection, *(_row(message, now) for message in messages))


def message_of(row: Row[tuple[object, ...]]) -> Message:
    return Message(
        id=row.id,
        kind=row.kind,
        message_id=row.message_id,
        to=row.recipient,
        ticket_id=row.ticket_id,
        data=row.data,
    )


def _row(message: Message, now: datetime) -> dict[str, object]:
    return {
        "id": message.id,
        "kind": message.kind,
        "message_id": message.message_id,
        "recipient": message.to,
        "ticket_id": message.ticket_id,
        "data": dict(message.data),
        "state": "due",
        "due_at": now,
        "attempts": 0,
    }
