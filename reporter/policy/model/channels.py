"""The ways to reach support, and when each is offered."""

from typing import Literal

from pydantic import Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence


class Outside(Frozen):
    """Outside the hours of `calendar` a channel is offered for these severities only."""

    calendar: Code
    """The hours outside of which this holds."""
    severities: tuple[Code, ...]
    """The levels it is offered for then."""


class Channel(Frozen):
    """One way to reach support."""

    code: Code
    """Its name in this file."""
    kind: Literal["phone", "chat", "mail", "report"]
    """What it is; `report` is the guided report itself."""
    name: Sentence
    """Its name for people."""
    address: Sentence
    """A telephone number, a mail address, or a link, by kind."""
    calendar: Code
    """When it is staffed."""
    severities: tuple[Code, ...] = ()
    """The levels it is meant for; all when left out."""
    outside: Outside | None = None
    """The few levels it is offered for outside its hours."""
    note: Prose | None = None
    """What a requester should know before using it."""
    wakes: Sentence | None = None
    """Whom using it alerts or wakes."""
    several_problems: bool = True
    """Whether one conversation may be about several problems; False: one problem, and it is said."""
    in_articles: bool = False
    """Whether a link to it stands at the end of every article."""
    labels: dict[Sentence, Code] = Field(default={})
    """Mail only: a word in the subject and the severity it sets, whatever its case."""
    otherwise: Code | None = None
    """The severity of what comes this way without a label; None: the policy's level for "none of these"."""


class OneProblem(Frozen):
    """One problem per ticket."""

    note: Prose | None = None
    """What is said to whoever has several problems."""
    several: Code | None = None
    """The channel that then is better."""
