"""The Outbox port: durable messages, leased to one worker at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from reporter.delivery.ports import Claimed, OutboxHealth
from reporter.storage.database import Database
from reporter.storage.message_rows import message_of, queue
from reporter.storage.tables import attempts, evidence, outbox
from reporter.tickets.ticket import Message

_row = outbox.c
_in_quarantine = select(evidence.c.id).where(evidence.c.ticket_id == _row.ticket_id, evidence.c.state == "waiting")
_CLAIMABLE = (
    select(outbox)
    .where(
        _row.state == "due",
        _row.due_at <= bindparam("now"),
        or_(_row.leased_until.is_(None), _row.leased_until <= bindparam("now")),
        ~_in_quarantine.exists(),
    )
    .order_by(_row.due_at, _row.id)
    .with_for_update(skip_locked=True)  # where several may write at once; SQLite leaves it out
)
_COUNTS = select(_row.state, func.count()).where(_row.state.in_(("due", "parked"))).group_by(_row.state)
_OLDEST = select(func.min(_row.due_at)).where(_row.state == "due", _row.due_at <= bindparam("now"))
_LAST_ERROR = (
    select(attempts.c.error)
    .join(outbox)
    .where(_row.state.in_(("due", "parked")), attempts.c.error != "")
    .order_by(attempts.c.id.desc())
    .limit(1)
)
_PARKED = select(outbox).where(_row.state == "parked").order_by(_row.due_at, _row.id)


class StoredOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, messages: Sequence[Message], *, now: datetime) -> None:
        ids = [message.id for message in messages]
        with self._database.writing() as connection:
            there = set(connection.execute(select(_row.id).where(_row.id.in_(ids))).scalars())
            queue(connection, [message for message in messages if message.id not in there], now=now)

    def claim(self, *, now: datetime, lease: timedelta, limit: int = 10) -> tuple[Claimed, ...]:
        query = _CLAIMABLE.limit(limit)
        with self._database.reading() as connection:
            if connection.execute(query, {"now": now}).first() is None:
                return ()  # the usual answer costs nobody a turn to write
        with self._database.writing() as connection:
            rows = connection.execute(query, {"now": now}).all()
            ids = [row.id for row in rows]
            connection.execute(update(outbox).where(_row.id.in_(ids)).values(leased_until=now + lease))
        return tuple(Claimed(message_of(row), row.attempts) for row in rows)

    def sent(self, message_id: str, *, now: datetime) -> None:
        """See the port. `message_id` is the message's `id`. All of its data is deleted: it has served."""
        with self._database.writing() as connection:
            _attempted(connection, message_id, now=now, error="", state="sent", data={})

    def failed(self, message_id: str, *, error: str, now: datetime, next_attempt: datetime | None) -> None:
        """See the port. `message_id` is the message's `id`."""
        after = {"state": "parked"} if next_attempt is None else {"due_at": next_attempt}
        with self._database.writing() as connection:
            _attempted(connection, message_id, now=now, error=error or "no reason given", **after)

    def health(self, *, now: datetime) -> OutboxHealth:
        with self._database.reading() as connection:
            counts = {row[0]: row[1] for row in connection.execute(_COUNTS)}
            oldest = connection.execute(_OLDEST, {"now": now}).scalar()
            error = connection.execute(_LAST_ERROR).scalar()
        return OutboxHealth(counts.get("due", 0), counts.get("parked", 0), oldest, error or "")

    def parked(self) -> tuple[Message, ...]:
        with self._database.reading() as connection:
            return tuple(map(message_of, connection.execute(_PARKED)))

    def retry_parked(self, *, now: datetime) -> int:
        """See the port. The count of attempts begins again, so that one more failure does not park them at once."""
        change = update(outbox).where(_row.state == "parked")
        with self._database.writing() as connection:
            return connection.execute(change.values(state="due", due_at=now, attempts=0)).rowcount


def _attempted(connection: Connection, message_id: str, *, now: datetime, error: str, **values: object) -> None:
    """A message deleted with its ticket meanwhile needs no record."""
    change = update(outbox).where(_row.id == message_id)
    if connection.execute(change.values(attempts=_row.attempts + 1, leased_until=None, **values)).rowcount:
        connection.execute(insert(attempts), {"outbox_id": message_id, "at": now, "error": error})
