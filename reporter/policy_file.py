"""Reads a policy and the iCalendar files that stand beside it, and tells when one of them was changed."""

import time
from collections.abc import Callable
from pathlib import Path

from reporter.policy.source import LARGEST, PolicySource, file_names, source_of

LEFT_ALONE = 2.0  # seconds without a change after which nobody is still writing a file

Stamp = tuple[int, int, int, int] | None


def read_source(file: Path) -> PolicySource:
    """Raises OSError and UnicodeDecodeError for the policy itself; the loader tells what is wrong with the others."""

    def beside(name: str) -> bytes | None:
        other = file.parent / name
        try:
            if not other.is_file():  # a pipe would be waited for
                return None
            with other.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError:
            return None

    return source_of(file.read_text("utf-8"), beside)


class PolicyWatch:
    """Tells when a policy file, or an iCalendar file that it names, is not what was read. Ask it a second apart, and
    from one thread at a time. `read` raises what it likes: the file counts as read all the same."""

    def __init__(self, file: Path, read: Callable[[Path], PolicySource] = read_source) -> None:
        self._file, self._reader = file, read
        self._names: tuple[str, ...] = ()
        self._as_read: tuple[Stamp, ...] | None = None
        self._seen: tuple[Stamp, ...] = ()

    def read(self) -> PolicySource:
        self._as_read = self._stamps()
        source = self._reader(self._file)
        names = file_names(source.text)
        if names != self._names:  # stamped before they are read, as the policy is
            self._names = names
            self._as_read = self._stamps()
            source = self._reader(self._file)
        return source

    def changed(self) -> bool:
        """Whether it is not what was read and nobody is still writing it: it was the same when asked last, or was left
        alone for a while."""
        stamps = self._stamps()
        left_alone = stamps == self._seen or _age(stamps) > LEFT_ALONE
        self._seen = stamps
        return stamps != self._as_read and left_alone

    def holds(self) -> bool:
        """Whether it is what was read: nobody wrote while it was."""
        return self._stamps() == self._as_read

    def again(self) -> None:
        """What was read could not be used, and must be read again."""
        self._as_read = None

    def _stamps(self) -> tuple[Stamp, ...]:
        return tuple(map(_stamp, (self._file, *(self._file.parent / name for name in self._names))))


def _stamp(file: Path) -> Stamp:
    """None for what is not there. The time of the inode's change tells what a kept time of the content hides."""
    try:
        facts = file.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _age(stamps: tuple[Stamp, ...]) -> float:
    """Seconds since the last change of any of them; 0 while the policy itself is away."""
    if stamps[0] is None:
        return 0.0
    return time.time() - max(stamp[2] for stamp in stamps if stamp) / 1e9
