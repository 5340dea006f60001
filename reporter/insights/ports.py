"""What readers asked and what came of it, kept without personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Outcome = Literal["none", "found", "opened", "solved", "reported"]
"""none: nothing fits (a gap) · found: hits shown · opened: a hit opened · solved: deflection · reported: a ticket."""


@dataclass(frozen=True)
class SearchRecord:
    """`query` is scrubbed (scrub.py) before it is stored; `where`: header | journey | command; only the day is kept."""

    query: str
    where: str
    outcome: Outcome
    location: str
    day: date


class Insights(Protocol):
    def record(self, records: Sequence[SearchRecord]) -> None: ...

    def gaps(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Queries that found nothing, most frequent first, with their count."""
