"""Check answers, change any, send: one report becomes one ticket, however often the button is pressed."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, request, session, url_for
from werkzeug import Response

from reporter.errors import LiferingError
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.policy.promise import Promise
from reporter.tickets.commands import submit
from reporter.tickets.keys import ticket_key
from reporter.tickets.promised import unconfirmed
from reporter.tickets.ticket import Ticket
from reporter.web.articles import problem_query
from reporter.web.current import DRAFT, draft, journey_of, network, now, services
from reporter.web.errors import status_of
from reporter.web.forms import StepForm
from reporter.web.journey import step_url
from reporter.web.locale import sentence
from reporter.web.page import show
from reporter.web.promises import fingerprint, named_contact_note, promise_for, standing_of
from reporter.web.remembered import keep_for_next_time
from reporter.web.search_api import record_search
from reporter.web.splitting import share_with_waiting
from reporter.web.step_views import zone_of

pages = Blueprint("review", __name__)


@pages.get("/review")
def check() -> Response:
    current = draft()
    if current is None:
        return _already_sent()
    journey = journey_of(current)
    if not journey.may_visit("review"):
        return redirect(step_url(journey.resume()))
    return _page(current, journey)


@pages.post("/review")
def send() -> Response:
    """Submit. A repeated press, or a retry after a lost answer, finds the ticket that the draft became."""
    current = draft()
    if current is None:
        return _already_sent()
    journey = journey_of(current)
    if not journey.may_visit("review"):
        return redirect(step_url(journey.resume()), HTTPStatus.SEE_OTHER)
    asked, report = services(), journey.report(current.id, current.together)
    standing = standing_of(report)
    if problem := _not_yet(promise_for(report, standing, zone_of(journey)).promise):
        return _page(current, journey, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        sent = submit(
            report,
            policy=asked.policy,
            tickets=asked.tickets,
            secrets=asked.secrets,
            mail_domain=asked.mail_domain,
            network=network(),
            now=now(),
            standing=standing,
            confirmed=request.form.getlist("confirm"),
        )
    except LiferingError as error:
        return _page(current, journey, problem=str(error), status=status_of(error))
    share_with_waiting(sent.ticket)
    record_search(problem_query(journey), "", "reported", where="journey")
    return keep_for_next_time(_to_ticket(sent.ticket, sent.key), journey, current.raw().get("questions", {}))


def _not_yet(promise: Promise) -> str:
    """Why the report is shown once more instead of being sent; "" when nothing speaks against it."""
    seen = request.form.get("shown")
    if seen is not None and seen != fingerprint(promise):
        return sentence("What we promise has changed since this page was shown. Look at it once more, then send.")
    if promise.accepted and unconfirmed(promise, request.form.getlist("confirm")):
        return sentence("Tick every statement below before you send.")
    return ""


def _already_sent() -> Response:
    key = session.get(DRAFT)
    ticket = services().tickets.of_draft(services().drafts.id_of(key)) if isinstance(key, str) else None
    if ticket is None:
        return redirect(url_for("known_problems.start"), HTTPStatus.SEE_OTHER)
    return _to_ticket(ticket, ticket_key(services().secrets, ticket))


def _to_ticket(ticket: Ticket, key: str) -> Response:
    return redirect(url_for("tickets.page", reference=ticket.reference, key=key), HTTPStatus.SEE_OTHER)


def _page(current: Draft, journey: Journey, *, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    report = journey.report(current.id)
    standing = standing_of(report)
    promise = promise_for(report, standing, zone_of(journey))
    confirmed = request.form.getlist("confirm")
    page = show(
        "review.html",
        title=sentence("Check your answers"),
        status=status,
        step="review",
        form=StepForm(),
        report=report,
        journey=journey,
        draft=current,
        zone=zone_of(journey),
        problem=problem,
        promise=promise,
        fingerprint=fingerprint(promise.promise),
        named_contact=named_contact_note(report, standing),
        confirmed=confirmed,
        wanting=request.method == "POST" and unconfirmed(promise.promise, confirmed),
    )
    return make_response(page)
