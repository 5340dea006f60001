"""Who makes the promise, and what its pages say in its own words."""

from typing import Annotated

from pydantic import Field

from reporter.policy.model.values import Code, Frozen, Link, Mail, Prose, Sentence


class Organisation(Frozen):
    """Who makes the promise, and where its tickets go."""

    name: Sentence
    """The name customers know."""
    reference_prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    """Begins every ticket's reference: HV makes HV-4K7-2MQ."""
    support_address: Mail
    """Tickets are mailed here."""
    phone: Sentence | None = None
    """Stands on every page of the reporter."""
    website: Link | None = None
    """The organisation's own site."""
    status_page: Link | None = None
    """Where service state and known problems are published, if not on our own start page."""
    feedback: Mail | None = None
    """Where words about the support itself are welcome."""
    conduct: Prose | None = None
    """How requesters are asked to behave; shown before sending."""
    qualifications: tuple[Sentence, ...] = ()
    """What the people of the team have learned, each a line."""
    scope: tuple[Sentence, ...] = ()
    """What support answers, each a line; shown on the page about reporting."""
    major_incident: Prose | None = None
    """What happens to tickets while an incident touches many."""


class Guide(Frozen):
    """One line of "who to contact": when this is what you need, go there."""

    when: Sentence
    """What somebody needs."""
    go: Sentence
    """Where to go with it."""
    channel: Code | None = None
    """The channel that is meant."""
    link: Link | None = None
    """The page that is meant."""


class PageText(Frozen):
    """An organisation's own words on a page made from its policy."""

    intro: tuple[Prose, ...] = ()
    """Paragraphs on top."""
    notes: tuple[Prose, ...] = ()
    """Paragraphs at the end."""
