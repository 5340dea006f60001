"""The steps of the journey: one generic handler for all of them. What a step shows besides its form: step_views.py."""

from http import HTTPStatus

from flask import Blueprint, abort, jsonify, make_response, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug import Response

from reporter.errors import Conflict, LiferingError, LimitReached, Unavailable
from reporter.journey.answers import Mistake
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft, StoredStep
from reporter.journey.steps import STEPS
from reporter.web.articles import articles_raw, note_origin
from reporter.web.beside import other_drafts
from reporter.web.conflict import show_both
from reporter.web.current import DRAFT, begin_draft, draft, forget_draft, journey_of, now, reread_draft, services
from reporter.web.errors import SENTENCES, forged, status_of
from reporter.web.forms import form_for, raw_of
from reporter.web.locale import moment, sentence
from reporter.web.page import public_link, show
from reporter.web.step_views import step_values, zone_of
from reporter.web.traces import accept_traces, settle_traces
from reporter.web.uploads import accept_uploads, describe_files

pages = Blueprint("journey", __name__)
KEYS = tuple(step.key for step in STEPS)
APART = ("screenshots", "traces")  # files: no field of a form, each beside its own box
Typed = dict[str, tuple[str, ...]]


@pages.get(f"/<any({','.join(KEYS)}):step>")
def step(step: str) -> Response:
    current = draft()
    journey = journey_of(current)
    if not _reachable(journey, step):
        return redirect(step_url(journey.resume()))
    stored = current.steps.get(step) if current else None
    return _page(step, journey, current, typed=dict(stored.raw) if stored else {}, revision=_revision(stored))


@pages.post(f"/<any({','.join(KEYS)}):step>")
def answer(step: str) -> Response:
    """Keep what was typed, whatever it is worth; then say what is wrong with it, or go on."""
    typed = typed_in(step)
    try:
        current = keep_typed(step, typed)
        mistakes = _uploads_of(step, current)
    except Conflict:
        return show_both(step, typed)
    except (LimitReached, Unavailable) as error:
        return again(step, typed, str(error), status_of(error))
    journey = journey_of(reread_draft())
    staying = request.form.get("go") == "stay" or "remove" in request.form
    mistakes += [] if staying else list(journey.mistakes(step))
    away = () if staying else journey.exits(step)
    if any(one.ends for one in away):  # then nobody need mend anything here
        return redirect(url_for("elsewhere.where", step=step), HTTPStatus.SEE_OTHER)
    if mistakes:
        return _page(
            step,
            journey,
            draft(),
            typed=typed,
            revision=_kept(step),
            mistakes=mistakes,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    after = step_url(step if staying else journey.after(step))
    return redirect(url_for("elsewhere.where", step=step) if away else after, HTTPStatus.SEE_OTHER)


@pages.post(f"/<any({','.join(KEYS)}):step>/keep")
def keep(step: str) -> Response:
    """What the page sends by itself while somebody types. Nothing is judged."""
    try:
        current = keep_typed(step, typed_in(step))
    except LiferingError as error:
        return make_response(jsonify(error=str(error)), status_of(error))
    expires = moment(current.expires, zone_of(journey_of(current)))
    return jsonify(revision=_kept(step), said=sentence("Everything you typed is kept until {moment}.", moment=expires))


@pages.errorhandler(CSRFError)
def not_matched(error: CSRFError) -> Response:
    """A form from another site, or a session that ended while somebody typed: then no word may be lost."""
    if request.endpoint != "journey.answer" or not request.view_args:
        return forged(error)
    step = request.view_args["step"]
    return again(step, typed_in(step), SENTENCES[HTTPStatus.FORBIDDEN], HTTPStatus.FORBIDDEN)


@pages.get("/resume/<key>")
def resume(key: str) -> Response:
    """Go on with a draft on this or another device, by its private link."""
    if services().drafts.open(key, now=now()) is None:
        abort(HTTPStatus.NOT_FOUND)
    session[DRAFT] = key
    session.permanent = True
    reread_draft()
    return redirect(step_url(journey_of(draft()).resume()))


@pages.get("/pause")
def pause() -> Response:
    """The private link to this draft, and until when it holds."""
    current = draft()
    if current is None:
        return redirect(url_for("known_problems.start"))
    link = public_link("journey.resume", key=session[DRAFT])
    others = [(one.title, public_link("journey.resume", key=one.key)) for one in other_drafts()]
    return make_response(
        show(
            "pause.html",
            title=sentence("Go on later"),
            link=link,
            others=others,
            draft=current,
            zone=zone_of(journey_of(current)),
        )
    )


@pages.post("/discard")
def discard() -> Response:
    current = draft()
    if current:
        services().drafts.discard(current.id)
    forget_draft()
    return redirect(url_for("known_problems.start"), HTTPStatus.SEE_OTHER)


def typed_in(step: str) -> Typed:
    """What this request's form holds for the step."""
    sent = request.form.to_dict(flat=False)
    if step == "articles":
        return articles_raw(draft(), sent)
    return raw_of(form_for(step, services().policy), sent)


def again(step: str, typed: Typed, problem: str, status: HTTPStatus) -> Response:
    """The step once more with everything that was typed, and why it was not taken."""
    current = draft()
    stored = current.steps.get(step) if current else None
    return _page(
        step,
        journey_of(current),
        current,
        typed=typed,
        revision=_revision(stored),
        mistakes=[Mistake("", "{reason}", {"reason": problem})],
        status=status,
    )


def step_url(key: str) -> str:
    return url_for("review.check") if key == "review" else url_for("journey.step", step=key)


def _reachable(journey: Journey, step: str) -> bool:
    return any(known.key == step for known in journey.steps) and journey.may_visit(step)


def keep_typed(step: str, typed: Typed) -> Draft:
    """Keep what was typed in the draft, a new one if need be. Raises Conflict, LimitReached, Unavailable."""
    current = begin_draft() if step == KEYS[0] else draft()
    if current is None:
        current = begin_draft()  # the draft expired while the page was open: nothing typed here is lost
    note_origin(current)
    session.modified = True  # the cookie lives as long as the draft, whose end has just moved
    services().drafts.keep(
        current.id,
        step,
        typed,
        revision=_revision_shown(step, current),
        now=now(),
        expires=now() + services().policy.retention.drafts,
    )
    return current


def _revision_shown(step: str, current: Draft) -> int:
    """Nothing typed on the articles' page could be lost: what was read and searched meanwhile is gathered."""
    if step == "articles":
        return _revision(current.steps.get(step))
    revision = request.form.get("revision", "0")
    return int(revision) if revision.isascii() and revision.isdigit() else 0


def _uploads_of(step: str, current: Draft) -> list[Mistake]:
    if step not in {"problem", "evidence"}:
        return []
    if unwanted := request.form.get("remove"):
        services().files.remove(current.id, unwanted)
    describe_files(current)
    settle_traces(current)
    return [*accept_traces(current), *accept_uploads(current, request.files.getlist("screenshots"))]


def _revision(stored: StoredStep | None) -> int:
    return stored.revision if stored else 0


def _kept(step: str) -> int:
    current = reread_draft()
    return _revision(current.steps.get(step) if current else None)


def _page(
    key: str,
    journey: Journey,
    current: Draft | None,
    *,
    typed: Typed,
    revision: int,
    mistakes: list[Mistake] | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    form = form_for(key, services().policy)
    if typed:
        form.show_raw(typed)
    form.revision.data = str(revision)
    values = step_values(key, journey, current, typed, form)
    form.show_mistakes([m for m in mistakes or [] if m.field and m.field not in APART])
    title = sentence(next(known.title for known in STEPS if known.key == key))
    return make_response(
        show(
            f"steps/{key}.html",
            title=title,
            status=status,
            step=key,
            form=form,
            journey=journey,
            draft=current,
            zone=zone_of(journey),
            mistakes=mistakes or [],
            **values,
        )
    )
