"""The Drafts port: unsent answers, one row a step."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reporter.errors import Conflict, NotFound
from reporter.journey.answers import Raw
from reporter.journey.ports import Draft, StoredStep, UploadCaps
from reporter.storage import caps
from reporter.storage.database import Database
from reporter.storage.evidence_rows import bytes_of, release
from reporter.storage.forgetting import forget
from reporter.storage.local_files import LocalFiles
from reporter.storage.prepared import Change, Query
from reporter.storage.tables import draft_steps, drafts, evidence

KEY_BYTES = 18  # 144 bits
ID_LENGTH = 32  # hexadecimal digits: 128 bits of the key's hash
PURGED_AT_ONCE = 100  # drafts in one transaction, so that nobody waits long for a turn

_OPEN = Query(
    select(
        drafts.c.id,
        drafts.c.expires,
        drafts.c.together,
        draft_steps.c.step,
        draft_steps.c.raw,
        draft_steps.c.revision,
    )
    .join(draft_steps, isouter=True)
    .where(drafts.c.id == bindparam("draft"), drafts.c.expires > bindparam("now"))
)
_STEP = Query(
    select(draft_steps.c.raw, draft_steps.c.revision)
    .select_from(drafts)
    .join(
        draft_steps, (draft_steps.c.draft_id == drafts.c.id) & (draft_steps.c.step == bindparam("step")), isouter=True
    )
    .where(drafts.c.id == bindparam("draft"), drafts.c.expires > bindparam("now"))
)
_NEW_STEP = Change(insert(draft_steps))
_CHANGE_STEP = Change(
    update(draft_steps).where(draft_steps.c.draft_id == bindparam("draft"), draft_steps.c.step == bindparam("which"))
)
_PUSH = Change(update(drafts).where(drafts.c.id == bindparam("draft")))


class StoredDrafts:
    def __init__(self, database: Database, contents: LocalFiles, uploads: UploadCaps) -> None:
        self._database = database
        self._contents = contents
        self._an_hour = uploads.drafts_an_hour

    def start(self, *, network: str, now: datetime, expires: datetime, together: str = "") -> tuple[Draft, str]:
        key = secrets.token_urlsafe(KEY_BYTES)
        draft = Draft(self.id_of(key), expires, {}, together)
        row = {"id": draft.id, "started": now, "expires": expires, "together": together or None}
        too_many = "Too many reports were begun from your network in the last hour. Call support, or try again later."
        with self._database.writing() as connection:
            caps.spend(connection, network, "draft", limit=self._an_hour, sentence=too_many, now=now)
            connection.execute(insert(drafts), row)
        return draft, key

    def id_of(self, key: str) -> str:
        return hashlib.sha256(key.encode(errors="replace")).hexdigest()[:ID_LENGTH]

    def open(self, key: str, *, now: datetime) -> Draft | None:
        with self._database.looking() as connection:
            rows = _OPEN.all(connection, draft=self.id_of(key), now=now)
        if not rows:
            return None
        steps = {row.step: StoredStep(_as_typed(row.raw), row.revision) for row in rows if row.step is not None}
        return Draft(rows[0].id, rows[0].expires, steps, rows[0].together or "")

    def keep(self, draft_id: str, step: str, raw: Raw, *, revision: int, now: datetime, expires: datetime) -> int:
        typed = {field: list(values) for field, values in raw.items()}
        with self._database.writing() as connection:
            row = _STEP.first(connection, draft=draft_id, step=step, now=now)
            if row is None:
                raise NotFound("This draft is no longer there: it was sent, deleted or has expired.")
            _PUSH(connection, {"draft": draft_id, "expires": expires})
            if row.raw == typed:
                return int(row.revision)
            if row.revision is not None and row.revision != revision:
                raise Conflict("This step was changed in another tab in the meantime. Both texts are shown.")
            return _write(connection, draft_id, step, typed, before=row.revision)

    def discard(self, draft_id: str) -> None:
        with self._database.writing() as connection:
            gone = _delete(connection, [draft_id])
        release(self._database, self._contents, gone)

    def purge(self, *, now: datetime) -> int:
        """See the port. Also forgets what is known of people for a while only."""
        with self._database.writing() as connection:
            forget(connection, now=now)
        expired = select(drafts.c.id).where(drafts.c.expires <= now).limit(PURGED_AT_ONCE)
        purged = 0
        while True:
            with self._database.writing() as connection:
                ids = list(connection.execute(expired).scalars())
                gone = _delete(connection, ids)
            release(self._database, self._contents, gone)
            purged += len(ids)
            if len(ids) < PURGED_AT_ONCE:
                return purged


def _delete(connection: Connection, ids: list[str]) -> list[str]:
    """The SHA-256 of the bytes they had, to be released afterwards."""
    gone = list(bytes_of(connection, evidence.c.draft_id.in_(ids)))
    connection.execute(delete(drafts).where(drafts.c.id.in_(ids)))
    return gone


def _write(connection: Connection, draft_id: str, step: str, typed: dict[str, list[str]], *, before: int | None) -> int:
    if before is None:
        _NEW_STEP(connection, {"draft_id": draft_id, "step": step, "raw": typed, "revision": 1})
        return 1
    _CHANGE_STEP(connection, {"draft": draft_id, "which": step, "raw": typed, "revision": before + 1})
    return before + 1


def _as_typed(raw: dict[str, list[str]]) -> Raw:
    return {field: tuple(values) for field, values in raw.items()}
