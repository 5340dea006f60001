"""A file is kept: first its bytes on the disk, then the rows that name them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, insert
from sqlalchemy.exc import IntegrityError

from reporter.errors import LimitReached, NotFound, Unavailable
from reporter.evidence.data import to_data
from reporter.journey.answers import EvidenceFile
from reporter.journey.ports import UploadCaps
from reporter.storage import caps
from reporter.storage.database import Database
from reporter.storage.evidence_caps import check_caps
from reporter.storage.evidence_rows import FILES, file_of, release
from reporter.storage.local_files import LocalFiles
from reporter.storage.prepared import Change, Direct, Query
from reporter.storage.tables import evidence, evidence_bytes

GONE = "This draft is no longer there: it was sent, deleted or has expired."
_SAME = Query(FILES.where(evidence.c.draft_id == bindparam("draft"), evidence.c.sha256 == bindparam("mark")))
_INSERT = Change(insert(evidence))
_NAME = Change(insert(evidence_bytes))


class Keeper:
    """`copies` is role -> bytes everywhere; an empty copy is none."""

    def __init__(self, database: Database, contents: LocalFiles, uploads: UploadCaps) -> None:
        self._database = database
        self._contents = contents
        self._caps = uploads

    def keep(
        self,
        draft_id: str,
        file: EvidenceFile,
        copies: Mapping[str, bytes],
        *,
        network: str,
        now: datetime,
        mark: str = "",
        instead_of: str = "",
    ) -> EvidenceFile:
        """The file as it is stored, with its copies. `mark` tells equal ones in a draft, else the original's sha256.
        The caps do not count `instead_of`. Raises LimitReached, Unavailable, NotFound when the draft is gone."""
        room = self._contents.free() - sum(map(len, copies.values()))
        check = partial(check_caps, draft_id=draft_id, network=network, room=room, now=now, instead_of=instead_of)
        with self._database.looking() as connection:
            if mark and (same := _SAME.first(connection, draft=draft_id, mark=mark)):
                return file_of(same)
            check(connection, self._caps, file)  # before anything costs disk
        named = self.put(copies)
        mark = mark or named["original"]
        try:
            with self._database.submitting() as connection:
                same = _SAME.first(connection, draft=draft_id, mark=mark)
                if not same:
                    check(connection, self._caps, file)
                    _INSERT(connection, _row(file, draft_id=draft_id, mark=mark, now=now))
                    self.name(connection, file.id, named, copies)
                    caps.note(connection, network, "upload", now=now, amount=file.size)
                known = same or (_SAME.first(connection, draft=draft_id, mark=mark) if file.kind == "trace" else None)
        except (IntegrityError, LimitReached) as error:
            self.release(named.values())
            if isinstance(error, LimitReached):
                raise
            raise NotFound(GONE) from None
        if same:
            self.release(named.values())
        return file_of(known) if known else file

    def put(self, copies: Mapping[str, bytes]) -> dict[str, str]:
        """Role -> SHA-256 of what is on the disk now; the rows that `name` it come afterwards.
        Raises Unavailable when the disk fails; nothing is left of them then."""
        named: dict[str, str] = {}
        try:
            for role, data in copies.items():
                if data:
                    named[role] = self._contents.put(data)
        except Unavailable:
            self.release(named.values())
            raise
        return named

    def name(
        self, connection: Connection | Direct, file_id: str, named: Mapping[str, str], copies: Mapping[str, bytes]
    ) -> None:
        """Rows for what `put` gave. What was released since, with another row that named it, is put again."""
        for role, sha256 in named.items():
            if not self._contents.has(sha256):
                self._contents.put(copies[role])
            _NAME(connection, {"evidence_id": file_id, "role": role, "sha256": sha256})

    def release(self, candidates: Iterable[str]) -> int:
        return release(self._database, self._contents, candidates)


def _row(file: EvidenceFile, *, draft_id: str, mark: str, now: datetime) -> dict[str, object]:
    return {
        "id": file.id,
        "draft_id": draft_id,
        "sha256": mark,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "state": file.state,
        "description": file.description,
        "reason": file.reason,
        "added": now,
        "kind": file.kind,
        "reading": to_data(file.reading) if file.reading else None,
    }
