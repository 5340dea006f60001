"""Who may ask for what, what happens to misuse, what is asked at the end, and how long things are kept."""

from datetime import timedelta
from typing import Literal

from pydantic import Field

from reporter.policy.model.values import Code, Duration, Frozen, Link, Prose, Sentence


class FairUse(Frozen):
    """What happens to misuse."""

    reclassify: Prose | None = None
    """What is said about reports at the wrong level."""
    levels: tuple[Code, ...] = ()
    """The levels that can be abused."""
    downgraded_to: Code | None = None
    """The level that whoever abuses them gets for all tickets of their organisation."""
    abuse: Prose | None = None
    """What counts as abuse, and what follows."""
    appeal: Prose | None = None
    """How to object."""


class Entitlement(Frozen):
    """Who may ask for what."""

    contract: Literal["none", "asked", "required"] = "none"
    """Whether a contract is needed (`required`), asked for (`asked`), or of no matter (`none`)."""
    ask: Sentence | None = None
    """The question for the contract."""
    without: Prose | None = None
    """What a requester without one is told."""
    ticket_without: bool = True
    """Whether such a report becomes a ticket all the same, one without a promise."""
    named_contact: Prose | None = None
    """What is said where only the contract's technical contact may ask."""


class Survey(Frozen):
    """A few questions once a ticket is closed; or a link to somebody else's form."""

    intro: Prose
    """What is said above the questions."""
    questions: tuple[Sentence, ...] = ()
    """What is asked once a ticket is closed."""
    link: Link | None = None
    """Somebody else's form, in place of the questions."""


class Retention(Frozen):
    """How long what is stored stays."""

    drafts: Duration
    """Since the last change of a report that was not sent."""
    tickets: Duration
    """Since the last event of the ticket."""
    evidence: Duration
    """Screenshots and traces, since the ticket was closed."""
    originals: Duration = Field(default=timedelta(hours=72), json_schema_extra={"default": "72 hours"})
    """A log or capture as it was, which the requester sent beside the redacted copy, since the report was sent."""
