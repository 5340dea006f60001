"""Another tab wrote in between: both texts are shown, and the requester says which one stands."""

from http import HTTPStatus

from flask import make_response
from werkzeug import Response

from reporter.journey.answers import Raw
from reporter.journey.ports import StoredStep
from reporter.web.current import reread_draft, services
from reporter.web.forms import StepForm, form_for
from reporter.web.locale import sentence
from reporter.web.page import show


def show_both(step: str, typed: Raw) -> Response:
    """The step as typed here beside what is stored."""
    current = reread_draft()
    stored = current.steps[step] if current and step in current.steps else StoredStep({}, 0)
    form = form_for(step, services().policy)
    form.show_raw(typed)
    form.revision.data = str(stored.revision)
    page = show(
        "conflict.html",
        title=sentence("Changed in another window"),
        status=HTTPStatus.CONFLICT,
        step=step,
        form=form,
        rows=_both(form, typed, stored),
    )
    return make_response(page)


def _both(form: StepForm, typed: Raw, stored: StoredStep) -> list[tuple[str, str, str]]:
    """(label, typed here, stored) of every field that differs."""
    pairs = [
        (f.label.text, "\n".join(typed.get(f.name, ())), "\n".join(stored.raw.get(f.name, ()))) for f in form.answers()
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]
