"""The levels of effect on the service, and what is promised for each."""

import hashlib
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence, Worked, one_or_more


class Target(Frozen):
    """Working time allowed, counted in a calendar's hours."""

    within: Worked
    """Working time allowed."""
    calendar: Code
    """The hours in which it is counted."""
    reported_in: Code | None = None
    """Holds for what is reported while this calendar is open. The last target holds for all the rest and has none."""


Targets = Annotated[tuple[Target, ...], one_or_more(Target)]


class Example(Frozen):
    """A statement the requester can tick. `key` identifies it by its words, so that reordering the file is harmless."""

    text: Sentence
    """The statement, in the requester's words."""

    @cached_property
    def key(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def _example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Notice(Frozen):
    """Who is told of a ticket of this level, and when."""

    who: Sentence
    """Who is told."""
    how: Sentence | None = None
    """By what means, such as `by phone`."""
    to: str | None = Field(default=None, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254)
    """The mail address they are told at; when left out, they are told by hand."""
    during: Code | None = None
    """Only while this calendar is open."""
    outside: Code | None = None
    """Only while this calendar is closed."""
    on: Literal["sent", "breached"] = "sent"
    """When the report is sent, or when a target was missed."""


class Severity(Frozen):
    """One level; the policy lists levels from the highest to the lowest."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """Its name for people."""
    number: int | None = Field(default=None, ge=0, le=999)
    """Shown before the name where the organisation counts its levels."""
    description: Prose
    """What it means."""
    examples: tuple[Annotated[Example, BeforeValidator(_example, json_schema_input_type=Sentence | Example)], ...]
    """Statements the requester can tick, each about one effect, written as the requester would say it."""
    first_answer: Targets
    """Working time to the first answer: one target, or several that depend on when the report comes."""
    solution: Targets = ()
    """Working time to the solution; paused and stopped by the statuses."""
    wakes: Sentence | None = None
    """Whom a report at this level alerts or wakes."""
    notifies: tuple[Notice, ...] = ()
    """Who is told of such a ticket."""
    handled: Prose | None = None
    """What happens to such a ticket, in the organisation's words."""
    report_by: tuple[Code, ...] = ()
    """Channels in the order in which they are best for this level; empty: the guided report is."""
    how_to_report: Prose | None = None
    """How best to report it, in the organisation's words."""
    confirm: tuple[Sentence, ...] = ()
    """Statements the requester confirms before sending at this level."""

    @property
    def title(self) -> str:
        """Such as "10 - Urgent", or the name alone."""
        return self.name if self.number is None else f"{self.number} - {self.name}"


class SeverityRule(Frozen):
    """How a report gets its level."""

    choice: Literal["derived", "asked"] = "derived"
    """`derived`: the highest example ticked decides. `asked`: the requester chooses a level."""
    none_of_these: Code
    """The level when no example fits."""
    note: Prose | None = None
    """What is said at the choice."""
    aims: Prose | None = None
    """What is said beside every target, such as that it is an aim."""
