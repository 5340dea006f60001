"""How long the sealed originals of traces stay: inside the transactions that end their time."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from reporter.storage.prepared import Change, Direct, Query
from reporter.storage.tables import evidence, evidence_bytes

_ORIGINALS = (
    select(evidence.c.id, evidence.c.original_hours, evidence_bytes.c.sha256)
    .join(evidence_bytes)
    .where(evidence.c.kind == "trace", evidence_bytes.c.role == "original")
)
_OF_DRAFT = Query(_ORIGINALS.where(evidence.c.draft_id == bindparam("draft")))
_PAST = _ORIGINALS.where(evidence.c.original_until <= bindparam("now"))
_FORGET = Change(
    delete(evidence_bytes).where(evidence_bytes.c.evidence_id == bindparam("file"), evidence_bytes.c.role == "original")
)
_DATE = Change(update(evidence).where(evidence.c.id == bindparam("file")))


def send_originals(connection: Direct, draft_id: str, *, now: datetime) -> list[str]:
    """The draft is sent: those that are to stay get their end. Returns the SHA-256 of the others, which no row names
    any more: to be released afterwards."""
    gone = []
    for row in _OF_DRAFT.all(connection, draft=draft_id):
        if row.original_hours > 0:
            _DATE(connection, {"file": row.id, "original_until": now + timedelta(hours=row.original_hours)})
        else:
            _FORGET(connection, {"file": row.id})
            gone.append(row.sha256)
    return gone


def forget_originals(connection: Connection, *, now: datetime) -> list[str]:
    """Those whose time is over: the SHA-256 of what no row names any more, to be released afterwards."""
    past = connection.execute(_PAST, {"now": now}).all()
    for row in past:
        _FORGET(connection, {"file": row.id})
    return [row.sha256 for row in past]
