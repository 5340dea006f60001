"""What kinds of problem there are, what is asked about each, and who works on it."""

from typing import Annotated, Literal

from pydantic import Field

from reporter.policy.model.evidence import EvidenceNeed
from reporter.policy.model.values import Code, Frozen, Link, Mail, Prose, Sentence, one_or_more


class Exit(Frozen):
    """What is said to a requester who is in the wrong place."""

    text: Prose
    """What is said, and where to go instead."""
    channel: Code | None = None
    """The channel that is meant."""
    link: Link | None = None
    """The page that is meant."""
    ends: bool = False
    """Whether no ticket is made of it; otherwise it is advice, and the requester may go on."""


class Option(Frozen):
    """One answer to choose."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """The answer, as it is shown."""
    exit: Exit | None = None
    """What is said to whoever chooses it because they are in the wrong place."""


class Question(Frozen):
    """Something asked beside the problem itself."""

    code: Code
    """Its name in this file."""
    ask: Sentence
    """The question, as it is shown."""
    help: Prose | None = None
    """What stands under it."""
    kind: Literal["line", "text", "choice", "yes_no", "consent", "mail", "phone"] = "line"
    """How it is answered: one line, more text, a choice of options, yes or no, a box to tick, an address, a number."""
    options: tuple[Option, ...] = ()
    """The answers to choose from; two at least, with `kind: choice` only."""
    required: bool = False
    """Whether it must be answered."""
    about: Literal["problem", "impact", "environment", "access", "contact"] = "problem"
    """The heading it stands under."""
    types: tuple[Code, ...] = ()
    """The problem types it is asked for; all when left out."""
    when: dict[Code, Annotated[tuple[Code, ...], one_or_more(Code)]] = Field(default={})
    """Asked only if each of these questions has the answer, or one of the answers: `hosted: [ours, yours]`."""
    remember: bool = False
    """Whether the answer is kept for the requester's next report."""


class Line(Frozen):
    """A team that tickets are routed to."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """The team's name."""
    level: int | None = Field(default=None, ge=1, le=9)
    """Its level of support, 1 first."""
    to: Mail | None = None
    """The mail address that takes its tickets; when left out, the organisation's support address."""
    description: Prose | None = None
    """What it works on."""


class ProblemType(Frozen):
    """A kind of problem."""

    code: Code
    """Its name in this file."""
    name: Sentence
    """What it is called in the list to choose from."""
    description: Prose
    """What belongs to it."""
    evidence: tuple[EvidenceNeed, ...] = ()
    """What an engineer needs for it."""
    line: Code | None = None
    """The team that works on it."""
    exit: Exit | None = None
    """What is said to whoever is in the wrong place with it."""
    covered: Sentence | None = None
    """What the contract has to do with it."""
    named_contact: bool = False
    """Whether only the person whom the contract names may ask."""
