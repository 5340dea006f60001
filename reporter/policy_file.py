"""Reads a policy and the iCalendar files that stand beside it."""

from pathlib import Path

from reporter.policy.ical_lines import LARGEST
from reporter.policy.source import PolicySource, source_of


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
