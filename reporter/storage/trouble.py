"""What the disk or the database says when it fails, as a sentence for a person."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from reporter.errors import Unavailable

_FULL = "The server's disk is full: {where}. Nothing was stored. Make room, then try again."
_READ_ONLY = "The server cannot write to {where}. Nothing was stored. Check the disk and its permissions."
_FAILED = "The server's disk fails: {where} ({detail}). Nothing was stored. Try again; check the disk if it stays."
_BUSY = "The database {where} is locked by another program. Try again in a moment."
_DAMAGED = "The database {where} is damaged ({detail}). Restore the last backup."
_AWAY = "The database does not answer ({detail}). Try again in a moment."

_OF_DISK = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
}
_OF_SQLITE = {  # by the beginning of SQLite's result code: sqlite.org/rescode.html
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_IOERR": _FAILED,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_PROTOCOL": _BUSY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Failures of disk and database inside become Unavailable. `where`: the file or folder they happened in.
    Broken constraints and mistakes in our own statements pass unchanged."""
    try:
        yield
    except OSError as error:
        sentence = _OF_DISK.get(error.errno or 0, _FAILED)
        raise Unavailable(sentence.format(where=where, detail=error.strerror)) from error
    except PoolTimeout as error:
        raise Unavailable(_AWAY.format(detail="all its connections are in use")) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        unavailable = _of_database(error, where)
        if unavailable is None:
            raise
        raise unavailable from error


def _of_database(error: DatabaseError | sqlite3.DatabaseError, where: str) -> Unavailable | None:
    cause = error.orig if isinstance(error, DatabaseError) else error
    name: str | None = getattr(cause, "sqlite_errorname", None)
    if name is None:  # another database: it has no such code, so the class of its error decides
        return Unavailable(_AWAY.format(detail=cause)) if isinstance(error, OperationalError) else None
    for beginning, sentence in _OF_SQLITE.items():
        if name.startswith(beginning):
            return Unavailable(sentence.format(where=where, detail=cause))
    return None
