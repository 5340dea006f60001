"""Who makes the promise, and what its pages say in its own words."""

from typing import Annotated

from pydantic import Field

from reporter.policy.model.values import Code, Frozen, Link, Mail, Prose, Sentence


class Organisation(Frozen):
    """Who makes the promise, and where its tickets go."""

    name: Sentence
    reference_prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    support_address: Mail
    phone: Sentence | None = None
    website: Link | None = None
    status_page: Link | None = None
    """Where service state and known problems are published, if not on our own start page."""
    feedback: Mail | None = None
    conduct: Prose | None = None
    """How requesters are asked to behave; shown before sending."""
    qualifications: tuple[Sentence, ...] = ()
    scope: tuple[Sentence, ...] = ()
    """What support answers, each a line; shown on the page about reporting."""
    major_incident: Prose | None = None
    """What happens to tickets while an incident touches many."""


class Guide(Frozen):
    """One line of "who to contact": `when` this is what you need, `go` there."""

    when: Sentence
    go: Sentence
    channel: Code | None = None
    link: Link | None = None


class PageText(Frozen):
    """An organisation's own words on a page made from its policy: `intro` on top, `notes` at the end."""

    intro: tuple[Prose, ...] = ()
    notes: tuple[Prose, ...] = ()
