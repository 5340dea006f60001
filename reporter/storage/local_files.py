"""Bytes on the local disk, named by their SHA-256: the same bytes are stored once, and a change is noticed."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from reporter.errors import Unavailable
from reporter.storage.trouble import told

SYNCS = 8  # at once: as many as the web has threads
_NAME = re.compile(r"[0-9a-f]{64}")


class LocalFiles:
    """A folder `ab/cdef...`; what is being written lies in `incoming/` until it is whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._beside = ThreadPoolExecutor(SYNCS, thread_name_prefix="sync")
        with told(str(folder)):
            self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_folders()

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hex. They are on the disk, with their name, on return.
        Raises Unavailable when the disk fails; nothing is left of them then."""
        draft = self._incoming / uuid4().hex
        with told(str(self._folder)), _written(draft, data) as descriptor:
            synced = self._beside.submit(os.fsync, descriptor)  # what follows does not wait for the disk
            try:
                sha256 = hashlib.sha256(data).hexdigest()
                self._name(draft, self._path(sha256), synced)
            finally:
                wait([synced])
        return sha256

    def _name(self, draft: Path, path: Path, synced: "Future[None]") -> None:
        """A new name is given while the bytes are on their way: no row names it yet. One that is there already stands
        for good bytes, which must not make way for others before those are on the disk."""
        linked = _link(draft, path)
        try:
            if linked:
                _sync_folder(path.parent)
            synced.result()
        except OSError:
            if linked and path.exists() and path.samefile(draft):
                path.unlink(missing_ok=True)
            raise
        if not linked:
            draft.replace(path)
            _sync_folder(path.parent)

    def get(self, sha256: str) -> bytes:
        """The bytes, verified. Raises Unavailable when they are missing or changed."""
        with told(str(self._folder)):
            try:
                data = self._path(sha256).read_bytes()
            except FileNotFoundError:
                raise Unavailable(f"The evidence file {sha256} is missing. Restore it from the last backup.") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Unavailable(f"The evidence file {sha256} was changed on the disk. Restore it from the last backup.")
        return data

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        with told(str(self._folder)):
            self._path(sha256).unlink(missing_ok=True)

    def free(self) -> int:
        """Bytes the disk still has."""
        with told(str(self._folder)):
            return shutil.disk_usage(self._folder).free

    def older(self, moment: datetime) -> Iterator[str]:
        """SHA-256 of everything stored before `moment`. What was left half-written before it is deleted."""
        with told(str(self._folder)):
            for draft in self._incoming.iterdir():
                if _older(draft, moment):
                    draft.unlink(missing_ok=True)
            for folder in self._folder.glob("[0-9a-f][0-9a-f]"):
                for path in folder.iterdir():
                    if _older(path, moment):
                        yield folder.name + path.name

    def _make_folders(self) -> None:
        """All 256 at once, so that no upload waits for a folder to be on the disk. An older version made them one by
        one, and a backup may leave out empty ones: whichever is missing is made."""
        folders = [self._folder / f"{number:02x}" for number in range(256)]
        missing = [folder for folder in folders if not folder.is_dir()]
        for folder in missing:
            folder.mkdir(mode=0o700, exist_ok=True)
        if missing:
            _sync_folder(self._folder)

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise Unavailable("There is no such evidence file: its name is no SHA-256.")
        return self._folder / sha256[:2] / sha256[2:]


def _older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # removed by another process in between
        return False


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[int]:
    """The open file with the bytes, not synced; the name is gone when the block ends, if it is still there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as handle:
            rest = memoryview(data)
            while rest:
                rest = rest[handle.write(rest) :]
            yield descriptor
    finally:
        path.unlink(missing_ok=True)


def _link(path: Path, name: Path) -> bool:
    """False where the name is taken, or the file system has no second names."""
    try:
        os.link(path, name)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
