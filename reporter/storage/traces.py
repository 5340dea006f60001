"""The part of the EvidenceFiles port that is about traces."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, select, update

from reporter.errors import NotFound
from reporter.evidence.data import to_data
from reporter.evidence.reading import Reading
from reporter.journey.answers import EvidenceFile
from reporter.journey.ports import UploadCaps
from reporter.storage.database import Database
from reporter.storage.evidence_keeping import Keeper
from reporter.storage.local_files import LocalFiles
from reporter.storage.originals import forget_originals
from reporter.storage.tables import evidence, evidence_bytes

NO_TRACE = "This trace is no longer part of the draft."
NO_ORIGINAL = "The original of this trace was deleted: only its redacted copy is here."
_COPIES = ("redacted", "capture")


class StoredTraces:
    def __init__(self, database: Database, contents: LocalFiles, uploads: UploadCaps) -> None:
        self._database = database
        self._contents = contents
        self._keeper = Keeper(database, contents, uploads)

    def keep_trace(
        self,
        draft_id: str,
        *,
        sealed: bytes,
        fingerprint: str,
        name: str,
        media_type: str,
        size: int,
        reading: Reading,
        redacted: bytes,
        capture: bytes,
        network: str,
        now: datetime,
    ) -> EvidenceFile:
        file = EvidenceFile(uuid4().hex, name, media_type, size, 0, 0, "clean", kind="trace", reading=reading)
        copies = {"original": sealed, "redacted": redacted, "capture": capture}
        return self._keeper.keep(draft_id, file, copies, network=network, now=now, mark=fingerprint)

    def settle_trace(self, draft_id: str, file_id: str, *, reading: Reading, redacted: bytes, capture: bytes) -> None:
        copies = dict(zip(_COPIES, (redacted, capture), strict=True))
        named = self._keeper.put(copies)
        former = (evidence_bytes.c.evidence_id == file_id) & evidence_bytes.c.role.in_(_COPIES)
        change = update(evidence).where(_trace(draft_id, file_id)).values(reading=to_data(reading))
        loose = list(named.values())
        with self._database.writing() as connection:
            if settled := connection.execute(change).rowcount:
                loose = list(connection.execute(select(evidence_bytes.c.sha256).where(former)).scalars())
                connection.execute(delete(evidence_bytes).where(former))
                self._keeper.name(connection, file_id, named, copies)
        self._keeper.release(loose)
        if not settled:
            raise NotFound(NO_TRACE)

    def keep_original(self, draft_id: str, file_id: str, hours: int) -> None:
        change = update(evidence).where(_trace(draft_id, file_id)).values(original_hours=hours)
        with self._database.writing() as connection:
            if not connection.execute(change).rowcount:
                raise NotFound(NO_TRACE)

    def read_original(self, file: EvidenceFile, *, now: datetime) -> bytes:
        sha256 = file.original_at(now)
        if not sha256:
            raise NotFound(NO_ORIGINAL)
        return self._contents.get(sha256)

    def purge_originals(self, *, now: datetime) -> int:
        with self._database.writing() as connection:
            gone = forget_originals(connection, now=now)
        self._keeper.release(gone)
        return len(gone)


def _trace(draft_id: str, file_id: str) -> ColumnElement[bool]:
    return (evidence.c.draft_id == draft_id) & (evidence.c.id == file_id) & (evidence.c.kind == "trace")
