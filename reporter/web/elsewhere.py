"""An answer showed that the requester may be in the wrong place: where to go, and the way on if there is one."""

from flask import Blueprint, make_response, redirect, url_for
from werkzeug import Response

from reporter.journey.steps import STEPS
from reporter.web.current import draft, journey_of
from reporter.web.journey import step_url
from reporter.web.locale import sentence
from reporter.web.page import show
from reporter.web.step_views import zone_of
from reporter.web.ways import offer_of

pages = Blueprint("elsewhere", __name__)


@pages.get(f"/<any({','.join(step.key for step in STEPS)}):step>/elsewhere")
def where(step: str) -> Response:
    """Shown once after the step that led here; nothing is stored of it."""
    current = draft()
    journey = journey_of(current)
    away = journey.exits(step)
    if not away or not journey.may_visit(step):
        return redirect(step_url(journey.resume()))
    ends = any(one.ends for one in away)
    page = show(
        "elsewhere.html",
        title=sentence("You may be in the wrong place"),
        step=step,
        journey=journey,
        draft=current,
        zone=zone_of(journey),
        ways=[(one, offer_of(one.channel)) for one in away],
        ends=ends,
        on=step_url(journey.after(step)),
        back=url_for("journey.step", step=step),
    )
    return make_response(page)
