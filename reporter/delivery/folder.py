"""Mail written to a folder as .eml files: the harmless destination, and the default."""

import hashlib
import os
import re
import tempfile
from email.message import EmailMessage
from pathlib import Path

from reporter.errors import DeliveryFailed


class FolderTransport:
    """One file for each Message-ID: a message sent again replaces its file. The folder is made when needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        """Whole and on disk when this returns; a half-written file is never seen under its name.
        Raises DeliveryFailed (temporary) when the disk does not take it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / f"{_file_name(str(mail['Message-ID']))}.eml", mail.as_bytes())
        except OSError as error:
            raise DeliveryFailed(
                f"The mail folder {self.folder} cannot be written: {error.strerror}. Free space or mend its rights.",
                permanent=False,
            ) from error


def _file_name(message_id: str) -> str:
    """A plain name; the hash keeps two different Message-IDs apart."""
    digest = hashlib.sha256(message_id.encode(errors="replace")).hexdigest()[:12]
    return f"{re.sub('[^A-Za-z0-9]+', '-', message_id)[:80].strip('-')}-{digest}"


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
