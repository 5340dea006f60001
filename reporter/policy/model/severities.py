"""The levels of effect on the service, and what is promised for each."""

import hashlib
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, Worked, one_or_list


class Target(Frozen):
    """Working time allowed, counted in the calendar's hours. `reported_in`: holds for what is reported while that
    calendar is open; the last target of a list holds for everything else and has none."""

    within: Worked
    calendar: Code
    reported_in: Code | None = None


Targets = Annotated[tuple[Target, ...], BeforeValidator(one_or_list)]


class Example(Frozen):
    """A statement the requester can tick. `key` identifies it by its words, so that reordering the file is harmless."""

    text: Sentence

    @cached_property
    def key(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def _example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Notice(Frozen):
    """Who is told of a ticket of this level. `during`, `outside`: only while that calendar is open, or closed.
    `on`: when the report is sent, or when a target was missed. `to`: where to, none when it is done by hand."""

    who: Sentence
    how: Sentence | None = None
    to: str | None = Field(default=None, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254)
    during: Code | None = None
    outside: Code | None = None
    on: Literal["sent", "breached"] = "sent"


class Severity(Frozen):
    """One level; the policy lists levels from the highest to the lowest."""

    code: Code
    name: Sentence
    number: int | None = Field(default=None, ge=0, le=999)
    """Shown before the name where the organisation counts its levels."""
    description: Prose
    examples: tuple[Annotated[Example, BeforeValidator(_example)], ...]
    first_answer: Targets
    solution: Targets = ()
    """Working time to the solution; paused and stopped by the statuses."""
    wakes: Sentence | None = None
    notifies: tuple[Notice, ...] = ()
    handled: Prose | None = None
    """What happens to such a ticket, in the organisation's words."""
    report_by: tuple[Code, ...] = ()
    """Channels in the order in which they are best for this level; empty: the guided report is."""
    how_to_report: Prose | None = None
    confirm: tuple[Sentence, ...] = ()
    """Statements the requester confirms before sending at this level."""

    @property
    def title(self) -> str:
        """Such as "10 - Urgent", or the name alone."""
        return self.name if self.number is None else f"{self.number} - {self.name}"


class SeverityRule(Frozen):
    """`derived`: the highest ticked example decides; `asked`: the requester chooses a level, examples beside it.
    `none_of_these` is the level when no example fits. `note` is said at the choice; `aims` beside every target."""

    choice: Literal["derived", "asked"] = "derived"
    none_of_these: Code
    note: Prose | None = None
    aims: Prose | None = None
