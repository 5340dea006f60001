"""The ways to reach support, and when each is offered."""

from typing import Literal

from pydantic import Field

from reporter.policy.model.values import Code, Frozen, Prose, Sentence


class Outside(Frozen):
    """Outside the hours of `calendar` a channel is offered for these severities only."""

    calendar: Code
    severities: tuple[Code, ...]


class Channel(Frozen):
    """One way to reach support. `severities` empty: for all of them. `calendar` names when it is staffed."""

    code: Code
    kind: Literal["phone", "chat", "mail", "report"]
    name: Sentence
    address: Sentence
    """A telephone number, a mail address, or a link, by kind."""
    calendar: Code
    severities: tuple[Code, ...] = ()
    outside: Outside | None = None
    note: Prose | None = None
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
    """One problem per ticket. `note` is said to whoever has several; `several`: the channel that then is better."""

    note: Prose | None = None
    several: Code | None = None
