"""An incident, and the board that shows all of them with the age of what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Incident:
    """`id`: stable within its source. `kind`: incident | maintenance. `impact`: minor | major | critical | maintenance.
    `summary` is plain text. `resolved` None while it is open. `location` is the page's path on the site, "" if none.
    `joined`: how many requesters said "this is my problem"."""

    id: str
    title: str
    kind: str
    impact: str
    components: tuple[str, ...]
    summary: str
    started: datetime
    resolved: datetime | None
    location: str = ""
    joined: int = 0


@dataclass(frozen=True)
class ServiceBoard:
    """`known_at` None: never read; `fresh` False: no answer for long, so the service state is unknown, never green."""

    open: tuple[Incident, ...]
    known_at: datetime | None
    fresh: bool


class Incidents(Protocol):
    def replace(self, source: str, incidents: Sequence[Incident], *, now: datetime) -> tuple[Incident, ...]:
        """Store what a source says now; returns those that are over and were once open here, until they are `told`."""

    def failed(self, source: str, *, reason: str, now: datetime) -> None:
        """The source did not answer: what was known stays, with its age."""

    def board(self, *, now: datetime) -> ServiceBoard: ...

    def join(self, incident_id: str, *, email: str, call_id: str, network: str, now: datetime) -> Incident:
        """Count a requester; e-mail and Call-ID may be empty; the same address counts once.
        Raises NotFound when there is no such open incident, LimitReached when the network joined too often."""

    def joined_addresses(self, incident_id: str) -> tuple[str, ...]: ...

    def told(self, incident_id: str) -> None:
        """Everyone who joined is written to, or there was nobody: the addresses are deleted."""
