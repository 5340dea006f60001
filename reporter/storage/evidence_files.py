"""The EvidenceFiles port: pictures and traces of drafts and tickets, as rows and bytes."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from reporter.errors import NotFound
from reporter.journey.answers import EvidenceFile
from reporter.storage.evidence_keeping import GONE
from reporter.storage.evidence_rows import FILES, bytes_of, file_of, files_of_ticket, release
from reporter.storage.prepared import Query
from reporter.storage.tables import evidence, evidence_bytes
from reporter.storage.traces import StoredTraces

ORPHANS_AFTER = timedelta(hours=1)

_OF_DRAFT = Query(FILES.where(evidence.c.draft_id == bindparam("draft")))
_KNOWN = select(evidence.c.sha256).where(evidence.c.draft_id == bindparam("draft"))
_GIVEN = (
    select(evidence)
    .where(evidence.c.ticket_id == bindparam("ticket"), evidence.c.state.in_(("waiting", "clean")))
    .order_by(evidence.c.added, evidence.c.id)
)
_PLACE = select(evidence.c.added, evidence.c.description)
_COPIES = select(evidence_bytes).where(evidence_bytes.c.evidence_id == bindparam("file"))
_WAITING = (
    select(evidence.c.id, evidence_bytes.c.sha256)
    .join(evidence_bytes)
    .where(evidence.c.state == "waiting", evidence_bytes.c.role == "original")
    .order_by(evidence.c.added, evidence.c.id)
)


class StoredEvidenceFiles(StoredTraces):
    def accept(
        self,
        draft_id: str,
        data: bytes,
        *,
        name: str,
        media_type: str,
        width: int,
        height: int,
        network: str,
        now: datetime,
        instead_of: str = "",
    ) -> EvidenceFile:
        """See the port. Raises NotFound when the draft is gone."""
        file = EvidenceFile(uuid4().hex, name, media_type, len(data), width, height, "waiting")
        copies = {"original": data}
        kept = self._keeper.keep(draft_id, file, copies, network=network, now=now, instead_of=instead_of)
        if instead_of and instead_of != kept.id:
            self._take_place(draft_id, kept.id, instead_of, is_new=kept.id == file.id)
        return kept

    def of_draft(self, draft_id: str) -> tuple[EvidenceFile, ...]:
        with self._database.looking() as connection:
            return tuple(map(file_of, _OF_DRAFT.all(connection, draft=draft_id)))

    def of_ticket(self, ticket_id: str) -> tuple[EvidenceFile, ...]:
        with self._database.reading() as connection:
            return files_of_ticket(connection, ticket_id)

    def lend(self, ticket_id: str, draft_id: str, *, now: datetime) -> None:
        """See the port. The rows are new, what they name is stored once."""
        try:
            with self._database.writing() as connection:
                known = set(connection.execute(_KNOWN, {"draft": draft_id}).scalars())
                for row in connection.execute(_GIVEN, {"ticket": ticket_id}).mappings().all():
                    if row["sha256"] not in known:
                        _copy(connection, dict(row), draft_id=draft_id, now=now)
        except IntegrityError:
            raise NotFound(GONE) from None

    def describe(self, draft_id: str, file_id: str, description: str) -> None:
        """Raises NotFound when the draft has no such file."""
        change = update(evidence).where(_in_draft(draft_id, file_id)).values(description=description)
        with self._database.writing() as connection:
            if not connection.execute(change).rowcount:
                raise NotFound("This file is no longer part of the draft.")

    def remove(self, draft_id: str, file_id: str) -> None:
        """Nothing happens when the draft has no such file."""
        which = _in_draft(draft_id, file_id)
        with self._database.writing() as connection:
            gone = bytes_of(connection, which)
            connection.execute(delete(evidence).where(which))
        release(self._database, self._contents, gone)

    def read(self, sha256: str) -> bytes:
        return self._contents.get(sha256)

    def waiting(self, limit: int) -> tuple[tuple[str, str], ...]:
        with self._database.reading() as connection:
            return tuple((row.id, row.sha256) for row in connection.execute(_WAITING.limit(limit)))

    def cleaned(self, file_id: str, *, clean: bytes, thumbnail: bytes) -> None:
        """See the port. Nothing is kept when the file was removed or done in between."""
        copies = {"clean": clean, "thumbnail": thumbnail}
        named = self._keeper.put(copies)
        original = (evidence_bytes.c.evidence_id == file_id) & (evidence_bytes.c.role == "original")
        with self._database.writing() as connection:
            loose = list(named.values())
            if self._settle(connection, file_id, state="clean"):
                self._keeper.name(connection, file_id, named, copies)
                loose = list(bytes_of(connection, original))
                connection.execute(delete(evidence_bytes).where(original))
        release(self._database, self._contents, loose)

    def refused(self, file_id: str, reason: str) -> None:
        """The original stays in quarantine as long as its ticket: it may be the only evidence."""
        with self._database.writing() as connection:
            self._settle(connection, file_id, state="refused", reason=reason)

    def purge(self, *, before: datetime) -> int:
        old = evidence.c.ticket_id.is_not(None) & (evidence.c.added < before) & (evidence.c.state != "deleted")
        with self._database.writing() as connection:
            gone = bytes_of(connection, old)
            ids = select(evidence.c.id).where(old)
            connection.execute(delete(evidence_bytes).where(evidence_bytes.c.evidence_id.in_(ids)))
            purged = connection.execute(update(evidence).where(old).values(state="deleted", reason="", reading=None))
        release(self._database, self._contents, gone)
        return int(purged.rowcount)

    def sweep(self, *, now: datetime) -> int:
        """Delete bytes that no row names and that are older than an hour: left by a program killed in between.
        Returns how many."""
        old = list(self._contents.older(now - ORPHANS_AFTER))
        with self._database.reading() as connection:
            named = set(connection.execute(select(evidence_bytes.c.sha256)).scalars())
        return release(self._database, self._contents, (sha256 for sha256 in old if sha256 not in named))

    def _take_place(self, draft_id: str, file_id: str, former_id: str, *, is_new: bool) -> None:
        """Of a picture, never of a trace. A picture that was there already keeps its own place and words."""
        former = _in_draft(draft_id, former_id) & (evidence.c.kind == "picture")
        with self._database.writing() as connection:
            before = connection.execute(_PLACE.where(former)).mappings().first()
            if before and is_new:
                connection.execute(update(evidence).where(_in_draft(draft_id, file_id)).values(**before))
            gone = bytes_of(connection, former)
            connection.execute(delete(evidence).where(former))
        release(self._database, self._contents, gone)

    def _settle(self, connection: Connection, file_id: str, *, state: str, reason: str = "") -> bool:
        """True when it was waiting until now."""
        change = update(evidence).where(evidence.c.id == file_id, evidence.c.state == "waiting")
        return bool(connection.execute(change.values(state=state, reason=reason)).rowcount)


def _in_draft(draft_id: str, file_id: str) -> ColumnElement[bool]:
    return (evidence.c.draft_id == draft_id) & (evidence.c.id == file_id)


def _copy(connection: Connection, row: dict[str, object], *, draft_id: str, now: datetime) -> None:
    copies = connection.execute(_COPIES, {"file": row["id"]}).mappings().all()
    if row["kind"] == "trace":  # whose original was given for that one report
        copies = [copy for copy in copies if copy["role"] != "original"]
    new = {"id": uuid4().hex, "draft_id": draft_id, "ticket_id": None, "added": now}
    connection.execute(insert(evidence), row | new | {"original_hours": 0, "original_until": None})
    if copies:
        connection.execute(insert(evidence_bytes), [{**copy, "evidence_id": new["id"]} for copy in copies])
