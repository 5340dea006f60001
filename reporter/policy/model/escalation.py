"""When a ticket may be escalated, and who is told."""

from typing import Literal

from reporter.policy.model.values import Code, Frozen, Mail, Prose, Sentence, Worked


class Reason(Frozen):
    """Why somebody may want to escalate. `accepted` False: refused, and `answer` says why and what to do instead."""

    code: Code
    name: Sentence
    accepted: bool = True
    answer: Prose | None = None


class Rung(Frozen):
    """A level of management: told `after` so much working time without a solution (in `calendar`), or when a target is
    missed (None); for these severities, all by default."""

    who: Sentence
    to: Mail | None = None
    after: Worked | None = None
    severities: tuple[Code, ...] = ()


class Escalation(Frozen):
    """`before_breach`: what becomes of a request to escalate while every target is kept. `channel`: for questions about
    it. `note` stands beside the ladder's times."""

    reasons: tuple[Reason, ...] = ()
    reason_needed: bool = True
    before_breach: Literal["accepted", "discouraged", "refused"] = "accepted"
    ladder: tuple[Rung, ...] = ()
    calendar: Code
    channel: Code | None = None
    contacts: tuple[Sentence, ...] = ()
    """Whom the requester can ask for it by name of the role."""
    text: Prose | None = None
    note: Prose | None = None
