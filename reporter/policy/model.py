"""The typed, frozen form of `policy.yml`. Every value is checked once, when the file is loaded (see `load.py`)."""

import hashlib
from datetime import time, timedelta
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EvidenceKind = Literal["call_ids", "screenshots"]
StatusKind = Literal["open", "pending", "on_hold", "solved", "closed"]


class Frozen(BaseModel):
    """A value of the policy: unknown keys are mistakes, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Organisation(Frozen):
    """Who makes the promise, and where its tickets go."""

    name: Line
    reference_prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    support_address: Annotated[str, Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254)]
    phone: Line
    conduct: Line | None = None


class Channel(Frozen):
    """One way to reach support. `severities` empty: for all of them. `calendar` names when it is staffed."""

    code: Code
    kind: Literal["phone", "chat", "mail", "report"]
    name: Line
    address: Line
    calendar: Code
    severities: tuple[Code, ...] = ()
    note: Line | None = None


class Frame(Frozen):
    """Working time within one day, local to the calendar's zone; `end` 00:00 means midnight at the day's end."""

    start: time
    end: time


class Calendar(Frozen):
    """Weekly working hours in an IANA zone."""

    code: Code
    name: Line
    zone: str
    week: dict[Weekday, tuple[Frame, ...]]


class Target(Frozen):
    """Working time allowed to the first answer, counted in the calendar's hours."""

    within: timedelta
    calendar: Code


class Example(Frozen):
    """A statement the requester can tick. `key` identifies it by its words, so that reordering the file is harmless."""

    text: Line

    @cached_property
    def key(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


class Severity(Frozen):
    """One level; the policy lists levels from the highest to the lowest."""

    code: Code
    name: Line
    description: Line
    examples: tuple[Example, ...]
    first_answer: Target
    wakes: Line | None = None


class SeverityRule(Frozen):
    """`derived`: the highest ticked example decides; `asked`: the requester chooses a level.
    `none_of_these` is the level when no example fits."""

    choice: Literal["derived", "asked"] = "derived"
    none_of_these: Code


class EvidenceNeed(Frozen):
    """What an engineer needs for a problem type. `help` says where to find it."""

    kind: EvidenceKind
    required: bool = False
    help: Line


class ProblemType(Frozen):
    code: Code
    name: Line
    description: Line
    evidence: tuple[EvidenceNeed, ...] = ()


class Status(Frozen):
    code: Code
    name: Line
    kind: StatusKind
    description: Line


class Retention(Frozen):
    """How long what is stored stays."""

    drafts: timedelta
    tickets: timedelta
    evidence: timedelta


class Policy(Frozen):
    """The whole promise. `severities` run from highest to lowest; the first status is the one a new ticket gets."""

    organisation: Organisation
    channels: tuple[Channel, ...]
    calendars: tuple[Calendar, ...]
    severities: tuple[Severity, ...]
    severity: SeverityRule
    problem_types: tuple[ProblemType, ...]
    statuses: tuple[Status, ...]
    retention: Retention
    hash: str = Field(default="", exclude=True)  # SHA-256 of the file's text, set by the loader

    def severity_of(self, code: str) -> Severity:
        """Raises KeyError when the policy has no such level."""
        return next_named(self.severities, code)

    def problem_type(self, code: str) -> ProblemType:
        """Raises KeyError when the policy has no such type."""
        return next_named(self.problem_types, code)

    def calendar(self, code: str) -> Calendar:
        return next_named(self.calendars, code)


Named = TypeVar("Named", Severity, ProblemType, Calendar)


def next_named(things: tuple[Named, ...], code: str) -> Named:
    for thing in things:
        if thing.code == code:
            return thing
    raise KeyError(code)
