"""Every policy that promises were made under: its text, packed together with the files it names."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from reporter.policy_in_use import Kept
from reporter.storage.database import Database
from reporter.storage.tables import policies

_TEXT = select(policies.c.text).where(policies.c.hash == bindparam("hash"))
_LAST = select(policies).order_by(policies.c.loaded_at.desc()).limit(1)
_LAST_AGAIN = update(policies).where(policies.c.hash == bindparam("known")).values(loaded_at=bindparam("at"))


class StoredPolicies:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, text: str, policy_hash: str, now: datetime) -> None:
        """Once for each hash. From now on it is the last one; what is the last one already costs no write."""
        with self._database.reading() as connection:
            if _is_last(connection, policy_hash):
                return
        with self._database.writing() as connection:
            last = connection.execute(_LAST).first()
            at = max(now, last.loaded_at + timedelta(microseconds=1)) if last else now  # a clock may be set back
            if connection.execute(_TEXT, {"hash": policy_hash}).first() is None:
                connection.execute(insert(policies), {"hash": policy_hash, "text": text, "loaded_at": at})
            else:
                connection.execute(_LAST_AGAIN, {"known": policy_hash, "at": at})

    def last(self) -> Kept | None:
        """The one that took its place last; None before the first."""
        with self._database.reading() as connection:
            found = connection.execute(_LAST).first()
        return Kept(found.text, found.loaded_at) if found else None

    def text(self, policy_hash: str) -> str | None:
        """None when no ticket can have been promised under it here."""
        with self._database.reading() as connection:
            return connection.execute(_TEXT, {"hash": policy_hash}).scalar()


def _is_last(connection: Connection, policy_hash: str) -> bool:
    last = connection.execute(_LAST).first()
    return last is not None and last.hash == policy_hash
