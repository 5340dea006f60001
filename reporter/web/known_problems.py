"""The journey's front: known problems before any question; "this is my problem" joins one instead of reporting it."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug import Response

from reporter.errors import LimitReached, Refused
from reporter.evidence.call_ids import read_call_ids
from reporter.incidents.incident import Incident
from reporter.journey.contact import read_email
from reporter.web.current import carried, draft, forget_draft, network, now, services
from reporter.web.errors import status_of
from reporter.web.forms import StepForm
from reporter.web.locale import sentence
from reporter.web.page import show

pages = Blueprint("known_problems", __name__)


@pages.get("/")
def start() -> Response:
    """Open incidents and maintenance; an unknown service state is said, never shown as green."""
    return _page()


@pages.post("/afresh")
def afresh() -> Response:
    """Begin a new report beside an unfinished one, which stays reachable by its link until it expires."""
    forget_draft()
    return redirect(url_for("journey.step", step="problem", **carried()), HTTPStatus.SEE_OTHER)  # type: ignore[arg-type]


@pages.get("/join/<incident_id>")
def join_form(incident_id: str) -> Response:
    return _join_page(_open_incident(incident_id))


@pages.post("/join/<incident_id>")
def join(incident_id: str) -> Response:
    incident = _open_incident(incident_id)
    try:
        email, call_id = _typed_address(), _typed_call_id()
        joined = services().incidents.join(incident_id, email=email, call_id=call_id, network=network(), now=now())
    except (Refused, LimitReached) as error:
        return _join_page(incident, problem=str(error), status=status_of(error))
    page = show("joined.html", title=sentence("You are counted"), incident=joined, mailed=bool(email))
    return make_response(page)


def _typed_address() -> str:
    email = request.form.get("email", "").strip()
    if email and read_email(email) is None:
        raise Refused(sentence("“{email}” is not an e-mail address. It looks like name@example.com.", email=email[:80]))
    return email


def _typed_call_id() -> str:
    found = read_call_ids(request.form.get("call_id", ""))
    if found.bad:
        raise Refused(sentence("“{line}” is not a Call-ID. Copy it as it stands.", line=found.bad[0][:80]))
    return next(iter(found.ids), "")


def _open_incident(incident_id: str) -> Incident:
    for incident in services().incidents.board(now=now()).open:
        if incident.id == incident_id:
            return incident
    raise Refused(sentence("This incident is over. If it still hurts you, please report it."))


def _page() -> Response:
    board = services().incidents.board(now=now())
    page = show(
        "start.html",
        title=sentence("Report a problem"),
        board=board,
        draft=draft(),
        carried=carried(),
        form=StepForm(),
        zone=services().policy.zone,
    )
    return make_response(page)


def _join_page(incident: Incident, *, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    page = show(
        "join.html",
        title=sentence("This is my problem"),
        status=status,
        incident=incident,
        problem=problem,
        form=StepForm(),
        typed=request.form,
    )
    return make_response(page)
