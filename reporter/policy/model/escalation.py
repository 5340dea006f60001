"""When a ticket may be escalated, and who is told."""

from typing import Literal

from reporter.policy.model.values import Code, Frozen, Mail, Prose, Sentence, Worked


class Reason(Frozen):
    """Why somebody may want to escalate."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """The reason, as the requester would say it."""
    accepted: bool = True
    """Whether the ticket is escalated for it."""
    explain: bool = False
    """Whether it is taken only with a word of explanation."""
    answer: Prose | None = None
    """What is said to it: why it is refused, and what to do instead."""


class Rung(Frozen):
    """A level of management, and when it is told."""

    who: Sentence
    """Who is told."""
    to: Mail | None = None
    """The mail address they are told at."""
    after: Worked | None = None
    """So much working time without a solution; when left out, as soon as a target is missed."""
    severities: tuple[Code, ...] = ()
    """The levels it is for; all when left out."""


class Escalation(Frozen):
    """When a ticket may be escalated, and who is told."""

    reasons: tuple[Reason, ...] = ()
    """Why somebody may want to escalate, and what becomes of it."""
    reason_needed: bool = True
    """Whether a request without a reason is refused."""
    before_breach: Literal["accepted", "discouraged", "refused"] = "accepted"
    """What becomes of a request while every target is kept."""
    ladder: tuple[Rung, ...] = ()
    """The levels of management, and when each is told."""
    calendar: Code
    """The hours in which the ladder's times are counted."""
    channel: Code | None = None
    """The channel for questions about it."""
    contacts: tuple[Sentence, ...] = ()
    """Whom the requester can ask for it by name of the role."""
    text: Prose | None = None
    """What it is for."""
    note: Prose | None = None
    """What stands beside the ladder's times."""
