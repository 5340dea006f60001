"""What kinds of problem there are, what is asked about each, and who works on it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reporter.policy.model.values import Code, Frozen, Link, Mail, Prose, Sentence, one_or_list

EvidenceKind = Literal["call_ids", "screenshots"]


class EvidenceNeed(Frozen):
    """What an engineer needs for a problem type. `help` says where to find it, `instead` what does as well."""

    kind: EvidenceKind
    required: bool = False
    help: Prose
    instead: Prose | None = None


class Exit(Frozen):
    """An answer that shows the requester is in the wrong place. `text` says where to go; `ends`: no ticket is made of
    it; otherwise it is advice and the requester may go on."""

    text: Prose
    channel: Code | None = None
    link: Link | None = None
    ends: bool = False


class Option(Frozen):
    """One answer to choose."""

    code: Code
    name: Sentence
    exit: Exit | None = None


class Question(Frozen):
    """Something asked beside the problem itself. `when`: asked only if each of these questions has one of the answers.
    `types`: problem types it is asked for, all by default. `remember`: kept for the requester's next report."""

    code: Code
    ask: Sentence
    help: Prose | None = None
    kind: Literal["line", "text", "choice", "yes_no", "consent", "mail", "phone"] = "line"
    options: tuple[Option, ...] = ()
    required: bool = False
    about: Literal["problem", "impact", "environment", "access", "contact"] = "problem"
    types: tuple[Code, ...] = ()
    when: dict[Code, Annotated[tuple[Code, ...], BeforeValidator(one_or_list)]] = Field(default={})
    remember: bool = False


class Line(Frozen):
    """A team that tickets are routed to. `level` is its support level (1 first); `to` takes its tickets by mail,
    None: the organisation's support address."""

    code: Code
    name: Sentence
    level: int | None = Field(default=None, ge=1, le=9)
    to: Mail | None = None
    description: Prose | None = None


class ProblemType(Frozen):
    """`line` names the team; `covered` says what the contract has to do with it; `named_contact`: only for the person
    whom the contract names."""

    code: Code
    name: Sentence
    description: Prose
    evidence: tuple[EvidenceNeed, ...] = ()
    line: Code | None = None
    exit: Exit | None = None
    covered: Sentence | None = None
    named_contact: bool = False
