"""The drafts of one visitor that were begun beside each other: one is worked on, the others wait.

Their keys stand in the visitor's signed cookie. What a visitor sends names one of these and can reach no other."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import session, url_for

from reporter.errors import LimitReached
from reporter.journey.answers import ProblemAnswer, Raw
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.journey.splitting import MOST, Symptom, symptoms
from reporter.tickets.keys import ticket_key
from reporter.tickets.ticket import Ticket
from reporter.web.current import DRAFT, draft, network, now, services
from reporter.web.locale import sentence

DRAFTS = "drafts"
KEPT = 2 * MOST  # keys in the cookie, the newest
SETTLED = "splitting"
"""Beside the steps of a draft: the requester has said whether it is one problem, and is not asked again."""


@dataclass(frozen=True)
class Waiting:
    key: str
    draft: Draft

    @property
    def title(self) -> str:
        return "".join(self.draft.raw().get("problem", {}).get("title", ()))


def offered_split(journey: Journey, current: Draft | None) -> tuple[Symptom, ...]:
    """The problems that the text tells of; () when it is one, or when the requester has said so."""
    problem = journey.answer("problem")
    if current is None or SETTLED in current.steps or not isinstance(problem, ProblemAnswer):
        return ()
    return symptoms(problem.title, problem.seen)


def together_of(current: Draft) -> str:
    """What it shares with all that are begun beside it."""
    return current.together or current.id


def other_drafts() -> tuple[Waiting, ...]:
    """What waits in this visitor's session beside the draft that is worked on, oldest first."""
    working = session.get(DRAFT)
    return tuple(one for one in _open() if one.key != working)


def own_draft(draft_id: str) -> Waiting | None:
    """The draft of this id if it is one of this visitor's session."""
    return next((one for one in _open() if one.draft.id == draft_id), None)


def waiting_beside(ticket: Ticket) -> tuple[Waiting, ...]:
    """The unsent drafts of this visitor that were begun beside the ticket's."""
    return tuple(one for one in _open() if together_of(one.draft) == ticket.together)


def begin_beside(together: str, steps: Mapping[str, Raw]) -> Waiting:
    """A new draft with these steps, which waits. `together` comes from a draft or ticket of the visitor's own.
    Raises LimitReached."""
    if len([one for one in _open() if together_of(one.draft) == together]) >= MOST:
        raise LimitReached(
            sentence("So many reports wait to be sent already: {most}. Send one of them first.", most=str(MOST))
        )
    expires = now() + services().policy.retention.drafts
    started, key = services().drafts.start(network=network(), now=now(), expires=expires, together=together)
    for step, raw in steps.items():
        services().drafts.keep(started.id, step, raw, revision=0, now=now(), expires=expires)
    working = session.get(DRAFT)
    known = _keys()
    session[DRAFTS] = [*known, *([working] if working and working not in known else []), key][-KEPT:]
    session.permanent = True
    return Waiting(key, started)


def links_of(tickets: tuple[Ticket, ...]) -> list[tuple[Ticket, str]]:
    """Each with its private link where this visitor's session sent it, else "": whoever has the link to one ticket need
    not have the other's."""
    own = {services().drafts.id_of(key) for key in (*_keys(), session.get(DRAFT)) if isinstance(key, str)}
    return [(one, _link(one) if one.report.draft_id in own else "") for one in tickets]


def _link(ticket: Ticket) -> str:
    return url_for("tickets.page", reference=ticket.reference, key=ticket_key(services().secrets, ticket))


def _open() -> list[Waiting]:
    working, current = session.get(DRAFT), draft()
    found = [(key, current if key == working else services().drafts.open(key, now=now())) for key in _keys()]
    return [Waiting(key, opened) for key, opened in found if opened]


def _keys() -> list[str]:
    stored = session.get(DRAFTS, [])
    return [key for key in stored if isinstance(key, str)] if isinstance(stored, list) else []
