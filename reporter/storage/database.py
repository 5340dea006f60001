"""The database: connections, transactions, the turn to write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from reporter.storage.prepared import Direct
from reporter.storage.trouble import told
from reporter.storage.write_lock import WriteLock

FILE = "lifering.db"
CONNECTIONS = 32  # kept open; more than the threads of one process
WRITE = "BEGIN IMMEDIATE"  # SQLite's own lock at once: a reader cannot become a writer when another wrote in between
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF")


class Database:
    """SQLite in the data folder unless `url` names another. `patience`: the longest wait for a turn, in seconds."""

    def __init__(self, data: Path, *, url: str | None, patience: float) -> None:
        self._url = make_url(url) if url else URL.create("sqlite", database=str(data / FILE))
        self.where = self._url.render_as_string(hide_password=True) if url else str(data / FILE)
        self._patience = patience
        self._lock = None
        with told(str(data)):
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._url.get_backend_name() == "sqlite":
                _make_private(Path(self._url.database or ""))
                self._lock = WriteLock(data / "lifering.lock", patience=patience)
        pool = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_timeout": patience, "pool_use_lifo": True}
        self._reader = create_engine(self._url, **pool, **self._sqlite_options())
        self._writer = self._reader.execution_options(writes=True)
        if self._lock:
            event.listen(self._reader, "connect", _set_up)
            event.listen(self._reader, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises Unavailable when the database does not answer."""
        with told(self.where), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Direct]:
        """For one prepared query: no transaction around it. Raises Unavailable as `reading` does."""
        with told(self.where), closing(self._reader.raw_connection()) as driver:
            yield Direct(self._reader.dialect, driver)

    @contextmanager
    def submitting(self) -> Iterator[Direct]:
        """As `writing`, for prepared statements only: the turn is held a tenth of a millisecond less."""
        with told(self.where), closing(self._reader.raw_connection()) as driver, self.turn():
            try:
                if self._lock:
                    _begin_writing(driver)
                yield Direct(self._reader.dialect, driver)
                driver.commit()
            except BaseException:
                driver.rollback()
                raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone: it is on the disk when the block ends, and undone when the block raises.
        Raises Unavailable when no turn comes in time or the disk fails. Never one inside another."""
        with told(self.where), self.turn(), self._writer.begin() as connection:
            yield connection

    def turn(self) -> AbstractContextManager[None]:
        """The turn to write, among threads and processes. Databases with a server take turns themselves."""
        return self._lock.held() if self._lock else nullcontext()

    def close(self) -> None:
        self._reader.dispose()
        if self._lock:
            self._lock.close()

    def _sqlite_options(self) -> dict[str, object]:
        # Connections move between threads in the pool, one thread at a time, which SQLite allows.
        return {"connect_args": {"timeout": self._patience, "check_same_thread": False}} if self._lock else {}


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(WRITE if writes else "BEGIN").close()


def _begin_writing(connection: PoolProxiedConnection) -> None:
    driver = connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(WRITE).close()
