"""One build at a time in a data folder. The lock falls with the process that holds it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.site.release import builds_folder


@contextmanager
def build_lock(data: Path) -> Iterator[None]:
    """Waits until a build that runs in the same data folder is over. Raises OSError when nothing can be written."""
    folder = builds_folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
