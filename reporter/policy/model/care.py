"""Who may ask for what, what happens to misuse, what is asked at the end, and how long things are kept."""

from typing import Literal

from reporter.policy.model.values import Code, Duration, Frozen, Link, Prose, Sentence


class FairUse(Frozen):
    """`reclassify`: what is said about reports at the wrong level. Whoever abuses the `levels` gets `downgraded_to`
    for all tickets of their organisation; `appeal` says how to object."""

    reclassify: Prose | None = None
    levels: tuple[Code, ...] = ()
    downgraded_to: Code | None = None
    abuse: Prose | None = None
    appeal: Prose | None = None


class Entitlement(Frozen):
    """`contract`: whether one is needed, asked for, or of no matter. `without`: what a requester without one is told;
    `ticket_without`: whether such a report becomes a ticket all the same (one without a promise)."""

    contract: Literal["none", "asked", "required"] = "none"
    ask: Sentence | None = None
    without: Prose | None = None
    ticket_without: bool = True
    named_contact: Prose | None = None
    """What is said where only the contract's technical contact may ask."""


class Survey(Frozen):
    """A few questions once a ticket is closed; or a link to somebody else's form."""

    intro: Prose
    questions: tuple[Sentence, ...] = ()
    link: Link | None = None


class Retention(Frozen):
    """How long what is stored stays."""

    drafts: Duration
    tickets: Duration
    evidence: Duration
