"""Answers that a requester keeps for the next report: in a signed cookie of their own browser, because they said so.
The server stores none of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface
from werkzeug import Response

from reporter.journey.answers import QuestionsAnswer, Raw
from reporter.journey.journey import Journey
from reporter.journey.questions import REMEMBER, YES, name_of
from reporter.web.current import draft, now, services
from reporter.web.forms import form_for, raw_of

pages = Blueprint("remembered", __name__)
COOKIE = "lifering-answers"
KEPT_FOR = timedelta(days=180)
LONGEST = 300  # characters of one answer; a longer one is no fact about an environment
MOST = 3_000  # characters of the cookie, of the 4,096 every browser takes


class _Signed(SecureCookieSessionInterface):
    salt = COOKIE  # so that neither cookie passes for the other


def remembered() -> dict[str, tuple[str, ...]]:
    """Field -> value as it was typed for an earlier report, of the questions that the policy still wants kept."""
    read, found = _signer().loads_unsafe(request.cookies.get(COOKIE, ""), max_age=int(KEPT_FOR.total_seconds()))
    if not read or not isinstance(found, dict):
        return {}
    names = [name_of(question) for question in services().policy.questions if question.remember]
    return {name: (found[name],) for name in names if isinstance(found.get(name), str)}


def keep_for_next_time(response: Response, journey: Journey, raw: Raw) -> Response:
    """With the answer to a report that was sent: keep what the requester wants kept, forget it if they no longer do."""
    answer = journey.answer("questions")
    if not isinstance(answer, QuestionsAnswer):
        return response
    if raw.get(REMEMBER) != (YES,):
        return _forgetting(response)
    given = {one.code for one in answer.answers}
    wanted = [name_of(one) for one in services().policy.questions if one.remember and one.code in given]
    typed = {name: raw[name][0] for name in wanted if name in raw}
    kept = {name: values[0] for name, values in remembered().items()} | typed
    _set(response, {name: value for name, value in kept.items() if len(value) <= LONGEST})
    return response


@pages.post("/questions/forget")
def forget() -> Response:
    """Clear what was filled in from an earlier report; what was typed beside it stays."""
    current, filled = draft(), remembered()
    if current:
        typed = raw_of(form_for("questions", services().policy), request.form.to_dict(flat=False))
        own = {name: values for name, values in typed.items() if values != filled.get(name) and name != REMEMBER}
        stored = current.steps.get("questions")
        services().drafts.keep(
            current.id,
            "questions",
            own,
            revision=stored.revision if stored else 0,
            now=now(),
            expires=current.expires,
        )
    return _forgetting(redirect(url_for("journey.step", step="questions"), 303))


def _signer() -> Any:
    signer = _Signed().get_signing_serializer(current_app)
    assert signer is not None  # there is always a key
    return signer


def _set(response: Response, kept: Mapping[str, str]) -> None:
    """As many of the answers as fit, the newest rather than the oldest."""
    names = list(kept)
    while len(text := _signer().dumps({name: kept[name] for name in names})) > MOST:
        names.pop(0)
    response.set_cookie(COOKIE, text, max_age=KEPT_FOR, path=_path(), httponly=True, samesite="Lax", secure=_secure())


def _forgetting(response: Response) -> Response:
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE, path=_path(), httponly=True, samesite="Lax", secure=_secure())
    return response


def _path() -> str:
    """The reporter alone: no article is asked for with it."""
    return url_for("known_problems.start")


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])
