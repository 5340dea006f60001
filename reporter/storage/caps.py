"""What networks and addresses did lately, counted against the caps. Forgotten after a day."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Integer, bindparam, func, insert, literal, select

from reporter.errors import LimitReached
from reporter.storage.prepared import Change, Direct, Query
from reporter.storage.tables import cap_uses

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_uses = cap_uses.c
_USED = Query(
    select(func.count().label("times"), func.coalesce(func.sum(_uses.amount), 0).label("amount")).where(
        _uses.subject == bindparam("subject"), _uses.kind == bindparam("kind"), _uses.at > bindparam("since")
    )
)
_NOTE = Change(insert(cap_uses))
_TIMES = (
    select(func.count())
    .where(_uses.subject == bindparam("subject"), _uses.kind == bindparam("kind"), _uses.at > bindparam("since"))
    .scalar_subquery()
)
_ONE_MORE = select(
    bindparam("subject", type_=_uses.subject.type),
    bindparam("kind", type_=_uses.kind.type),
    bindparam("now", type_=_uses.at.type),
    literal(1),
)
_SPEND = Change(
    insert(cap_uses).from_select(
        [_uses.subject, _uses.kind, _uses.at, _uses.amount], _ONE_MORE.where(bindparam("limit", type_=Integer) > _TIMES)
    )
)


@dataclass(frozen=True)
class Used:
    times: int
    amount: int


def used(connection: Connection | Direct, subject: str, kind: str, *, since: datetime) -> Used:
    row = _USED.first(connection, subject=subject, kind=kind, since=since)
    return Used(row.times, row.amount)


def note(connection: Connection | Direct, subject: str, kind: str, *, now: datetime, amount: int = 1) -> None:
    _NOTE(connection, {"subject": subject, "kind": kind, "at": now, "amount": amount})


def spend(
    connection: Connection | Direct, subject: str, kind: str, *, limit: int, sentence: str, now: datetime
) -> None:
    """One more in this hour. Raises LimitReached with the sentence when `limit` of them are there."""
    values = {"subject": subject, "kind": kind, "now": now, "since": now - HOUR, "limit": limit}
    if not _SPEND(connection, values):
        raise LimitReached(sentence)


def address(email: str) -> str:
    """How an e-mail address is counted: the same however it is written, and not readable."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()
