"""Every policy that promises were made under: its text, packed together with the files it names."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from reporter.storage.database import Database
from reporter.storage.tables import policies

_TEXT = select(policies.c.text).where(policies.c.hash == bindparam("hash"))


class KeptPolicy(NamedTuple):
    """`loaded_at`: when it took its place last, aware UTC."""

    text: str
    loaded_at: datetime


class StoredPolicies:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, text: str, policy_hash: str, now: datetime) -> None:
        """Once for each hash; `now` is when it was loaded first. A known policy costs no write."""
        if self.text(policy_hash) is not None:
            return
        with self._database.writing() as connection:
            if connection.execute(_TEXT, {"hash": policy_hash}).first() is None:
                connection.execute(insert(policies), {"hash": policy_hash, "text": text, "loaded_at": now})

    def text(self, policy_hash: str) -> str | None:
        """None when no ticket can have been promised under it here."""
        with self._database.reading() as connection:
            return connection.execute(_TEXT, {"hash": policy_hash}).scalar()
