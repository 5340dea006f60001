"""One problem, one report: several are offered to be split, another one is begun beside the first, and what is known
already goes with it."""

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

from flask import Blueprint, abort, redirect, request, session, url_for
from werkzeug import Response

from reporter.errors import Conflict, LiferingError
from reporter.journey.answers import Raw
from reporter.journey.ports import Draft
from reporter.journey.splitting import Symptom
from reporter.tickets.ticket import Ticket
from reporter.web.beside import (
    SETTLED,
    Waiting,
    begin_beside,
    offered_split,
    own_draft,
    together_of,
    waiting_beside,
)
from reporter.web.conflict import show_both
from reporter.web.current import DRAFT, draft, journey_of, now, reread_draft, services
from reporter.web.errors import status_of
from reporter.web.journey import again, keep_typed, step_url, typed_in
from reporter.web.tickets import opened

pages = Blueprint("splitting", __name__)
beside = Blueprint("beside", __name__, url_prefix="/tickets/<reference>/<key>")
SPLIT: Raw = {"choice": ("split",)}
WHEN = ("since_date", "since_time", "zone")
"""What of one problem most likely holds for the next; the requester sees it and may change it."""


@pages.post("/splitting")
def decide() -> Response:
    """The requester's answer to the offer, kept so that it is asked once."""
    current = draft()
    if current is None:
        return redirect(url_for("known_problems.start"), HTTPStatus.SEE_OTHER)
    found = offered_split(journey_of(current), current)
    try:
        if request.form.get("choice") == "split" and found:
            return _split(current, found)
        _keep(current, SETTLED, {"choice": ("one",)})
    except LiferingError as error:
        return again("articles", {}, str(error), status_of(error))
    return redirect(step_url("articles"), HTTPStatus.SEE_OTHER)


@pages.post("/another")
def another() -> Response:
    """The requester's own word: what is typed here is kept as it is, and the next problem gets an empty page."""
    typed = typed_in("problem")
    if not any("".join(typed.get(name, ())).strip() for name in ("title", "seen")):
        return redirect(step_url("problem"), HTTPStatus.SEE_OTHER)
    try:
        current = keep_typed("problem", typed)
        begun = begin_beside(together_of(current), {**_known(current), **_with(typed, {})})
    except Conflict:
        return show_both("problem", typed)
    except LiferingError as error:
        return again("problem", typed, str(error), status_of(error))
    return _work_on(begun)


@pages.post("/drafts")
def go_on() -> Response:
    """Go on with another draft of this session. An id that is not in it opens nothing."""
    found = own_draft(request.form.get("draft", ""))
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return _work_on(found)


@beside.post("/another")
def after(reference: str, key: str) -> Response:
    """Another problem of whoever sent this ticket: who they are is not asked again."""
    ticket = opened(reference, key)
    return _work_on(begin_beside(ticket.together, {"contact": _contact(ticket)}))


def share_with_waiting(ticket: Ticket) -> None:
    """What the requester gave for a report goes to those that wait beside it, where nothing was typed yet. The report
    is sent by now: whatever fails here is merely asked again."""
    for one in waiting_beside(ticket):
        with suppress(LiferingError):
            services().files.lend(ticket.id, one.draft.id, now=now())
            given = {
                "contact": _contact(ticket),
                "evidence": {"call_ids": ("\n".join(ticket.report.evidence.call_ids),)},
            }
            for step, raw in given.items():
                if step not in one.draft.steps and any(map("".join, raw.values())):
                    _keep(one.draft, step, raw)


def _split(current: Draft, found: tuple[Symptom, ...]) -> Response:
    """The others are there before anything is taken out of the first: no word is ever in none of them."""
    first, *others = found
    typed, begun = current.raw()["problem"], list[Waiting]()
    try:
        for symptom in others:
            fields = {"title": (symptom.title,), "seen": (symptom.text,)}
            steps = {**_known(current), **_with(typed, fields), SETTLED: SPLIT}
            begun.append(begin_beside(together_of(current), steps))
    except LiferingError:
        for one in begun:
            services().drafts.discard(one.draft.id)
        raise
    _keep(current, "problem", {**typed, "title": (first.title,), "seen": (first.text,)})
    _keep(current, SETTLED, SPLIT)
    return redirect(step_url("problem"), HTTPStatus.SEE_OTHER)


def _with(typed: Raw, fields: Raw) -> dict[str, Raw]:
    return {"problem": {**{name: typed[name] for name in WHEN if name in typed}, **fields}}


def _known(current: Draft) -> dict[str, Raw]:
    """What the next report need not ask again."""
    return {step: raw for step, raw in current.raw().items() if step == "contact"}


def _contact(ticket: Ticket) -> Raw:
    contact = ticket.report.contact
    given: Mapping[str, str] = {
        "name": contact.name,
        "email": ticket.email,
        "phone": contact.phone,
        "customer": contact.customer,
        "zone": contact.zone,
        "contract": contact.contract,
    }
    return {name: (value,) for name, value in given.items() if value}


def _keep(kept: Draft, step: str, raw: Raw) -> None:
    stored = kept.steps.get(step)
    revision = stored.revision if stored else 0
    services().drafts.keep(kept.id, step, raw, revision=revision, now=now(), expires=kept.expires)


def _work_on(one: Waiting) -> Response:
    session[DRAFT] = one.key
    session.permanent = True
    return redirect(step_url(journey_of(reread_draft()).resume()), HTTPStatus.SEE_OTHER)
