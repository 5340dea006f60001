"""Rows of evidence as values, and which bytes nothing names any more. Used inside the transactions of others."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select

from reporter.evidence.stored import from_data
from reporter.journey.answers import EvidenceFile
from reporter.storage.database import Database
from reporter.storage.local_files import LocalFiles
from reporter.storage.prepared import Direct, Query
from reporter.storage.tables import evidence, evidence_bytes

_ROLES = ("original", "clean", "thumbnail", "redacted", "capture")


def _with_copies() -> Select[Any]:
    copies = {role: evidence_bytes.alias(role) for role in _ROLES}
    found = select(evidence, *(copy.c.sha256.label(role) for role, copy in copies.items()))
    for role, copy in copies.items():
        found = found.outerjoin(copy, (copy.c.evidence_id == evidence.c.id) & (copy.c.role == role))
    return found.order_by(evidence.c.added, evidence.c.id)


FILES = _with_copies()
"""Select of evidence files, in the order they were given; to be narrowed with `where`."""

_OF_TICKET = Query(FILES.where(evidence.c.ticket_id == bindparam("ticket")))
_NAMED = select(evidence_bytes.c.sha256).where(evidence_bytes.c.sha256 == bindparam("sha256")).limit(1)


def file_of(row: Any) -> EvidenceFile:
    """A picture's original stays in quarantine: no value names it."""
    return EvidenceFile(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        width=row.width,
        height=row.height,
        state=row.state,
        description=row.description,
        reason=row.reason,
        clean=row.clean or "",
        thumbnail=row.thumbnail or "",
        kind=row.kind,
        reading=None if row.reading is None else from_data(row.reading),
        redacted=row.redacted or "",
        capture=row.capture or "",
        original=row.original or "" if row.kind == "trace" else "",
        original_hours=row.original_hours,
        original_until=row.original_until,
    )


def files_of_ticket(connection: Connection | Direct, ticket_id: str) -> tuple[EvidenceFile, ...]:
    return tuple(map(file_of, _OF_TICKET.all(connection, ticket=ticket_id)))


def bytes_of(connection: Connection, which: ColumnElement[bool]) -> Sequence[str]:
    """SHA-256 of all copies of the evidence that `which` picks: what to `release` when its rows are deleted."""
    return connection.execute(select(evidence_bytes.c.sha256).join(evidence).where(which)).scalars().all()


def release(database: Database, contents: LocalFiles, candidates: Iterable[str]) -> int:
    """Delete those bytes that no row names. Call it after the rows are gone for good; returns how many were deleted.
    The turn to write is held, so that nobody names them in between."""
    deleted = 0
    for sha256 in set(candidates):
        with database.writing() as connection:
            if connection.execute(_NAMED, {"sha256": sha256}).first() is None:
                contents.remove(sha256)
                deleted += 1
    return deleted
