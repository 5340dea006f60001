"""The ticket's own page, behind a link nobody can guess: what was sent, what was promised, what happens next."""

from http import HTTPStatus

from flask import Blueprint, abort, make_response, redirect, request, url_for
from werkzeug import Response

from reporter.delivery.desk import Desk
from reporter.delivery.evidence import given_at
from reporter.delivery.language import ENGLISH
from reporter.delivery.letter import as_text
from reporter.delivery.support import report
from reporter.errors import LimitReached, NotFound, Refused
from reporter.journey.answers import EvidenceFile
from reporter.tickets.commands import correct_address
from reporter.tickets.keys import opens
from reporter.tickets.reference import normalise
from reporter.tickets.ticket import Ticket
from reporter.web.beside import links_of, waiting_beside
from reporter.web.current import now, services
from reporter.web.errors import status_of
from reporter.web.forms import StepForm
from reporter.web.locale import sentence
from reporter.web.page import public_link, severity_title, show
from reporter.web.promises import changed
from reporter.web.uploads import picture

pages = Blueprint("tickets", __name__, url_prefix="/tickets/<reference>/<key>")


def opened(reference: str, key: str) -> Ticket:
    """The ticket, if the key opens it. Unknown and forbidden are one answer."""
    known = normalise(reference)
    ticket = services().tickets.by_reference(known) if known else None
    if ticket is None or not opens(ticket, key):
        raise NotFound(sentence("There is no ticket at this address. The link may be incomplete: copy it once more."))
    return ticket


@pages.get("")
def page(reference: str, key: str) -> Response:
    return _page(opened(reference, key), key)


@pages.post("/address")
def address(reference: str, key: str) -> Response:
    """Mend a mistyped address: the confirmation goes out once more."""
    ticket = opened(reference, key)
    typed = request.form.get("email", "")
    try:
        correct_address(
            ticket,
            typed,
            policy=services().policy,
            tickets=services().tickets,
            mail_domain=services().mail_domain,
            now=now(),
        )
    except (Refused, LimitReached) as error:
        return _page(ticket, key, typed=typed, problem=str(error), status=status_of(error))
    return redirect(url_for("tickets.page", reference=ticket.reference, key=key), HTTPStatus.SEE_OTHER)


@pages.get("/report.txt")
def download(reference: str, key: str) -> Response:
    """Everything that was sent, as text."""
    ticket = opened(reference, key)
    settings, policy = services().settings, services().policy_of(ticket.report.policy_hash)
    desk = Desk(policy, settings.public_url, settings.report_path, ENGLISH)
    given = given_at(services().files.of_ticket(ticket.id), now())
    connected = [other.reference for other in services().tickets.connected(ticket)]
    response = make_response(as_text(report(ticket, key, given, desk, connected)))
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = f'attachment; filename="{ticket.reference}.txt"'
    return response


@pages.get("/screenshots/<file_id>")
def screenshot(reference: str, key: str, file_id: str) -> Response:
    return picture(services().files.read(_file(opened(reference, key), file_id).clean))


@pages.get("/thumbnails/<file_id>")
def thumbnail(reference: str, key: str, file_id: str) -> Response:
    return picture(services().files.read(_file(opened(reference, key), file_id).thumbnail))


def _file(ticket: Ticket, file_id: str) -> EvidenceFile:
    found = [f for f in services().files.of_ticket(ticket.id) if f.id == file_id and f.clean]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    return found[0]


def _page(ticket: Ticket, key: str, *, typed: str = "", problem: str = "", status: int = HTTPStatus.OK) -> Response:
    policy = services().policy_of(ticket.report.policy_hash)
    zone = ticket.report.contact.zone
    connected = services().tickets.connected(ticket)
    page = show(
        "ticket.html",
        title=sentence("Ticket {reference}", reference=ticket.reference),
        status=status,
        policy=policy,
        ticket=ticket,
        key=key,
        report=ticket.report,
        files=services().files.of_ticket(ticket.id),
        status_shown=next((s for s in policy.statuses if s.code == ticket.status), None),
        level=next((s for s in policy.severities if s.code == ticket.level), None),
        changes=[
            changed(kind, severity_title(ticket.level, policy), severity_title(ticket.report.severity.level, policy))
            for kind in ticket.promise.changes
        ],
        kind=next((k for k in policy.problem_types if k.code == ticket.report.problem.problem_type), None),
        zone=zone,
        connected=links_of(connected),
        waiting=waiting_beside(ticket),
        form=StepForm(),
        typed=typed or ticket.email,
        problem=problem,
        link=public_link("tickets.page", reference=ticket.reference, key=key),
    )
    return make_response(page)
