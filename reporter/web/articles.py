"""The articles step: what was read and searched goes with the report; "this solved it" ends it."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import Blueprint, abort, make_response, redirect, request
from werkzeug import Response

from reporter.errors import Conflict
from reporter.journey.answers import ProblemAnswer
from reporter.journey.articles import is_location
from reporter.journey.journey import Journey
from reporter.journey.ports import Draft
from reporter.web.current import draft, journey_of, now, services
from reporter.web.locale import sentence
from reporter.web.page import article_url, show
from reporter.web.search_api import record_search

pages = Blueprint("articles", __name__)
LONGEST_SEARCH = 2_000  # characters of the problem that are asked for
MOST_KEPT = 50  # articles and searches that go with a report


def problem_query(journey: Journey) -> str:
    """The problem in the requester's own words, as a question to the knowledge base."""
    problem = journey.answer("problem")
    return f"{problem.title}\n{problem.seen}"[:LONGEST_SEARCH] if isinstance(problem, ProblemAnswer) else ""


def articles_raw(current: Draft | None, sent: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The step's answer: going on, with everything read and searched so far."""
    stored = current.raw().get("articles", {}) if current else {}
    searched = [
        *stored.get("searched", ()),
        *(text[:LONGEST_SEARCH] for text in sent.get("searched", ()) if text.strip()),
    ]
    return {
        "choice": ("continue",),
        "read": tuple(stored.get("read", ())),
        "searched": tuple(dict.fromkeys(searched))[-MOST_KEPT:],
    }


def note_origin(current: Draft) -> None:
    """Remember the article the requester came from, once."""
    origin = request.values.get("from", "")
    if origin and is_location(origin):
        _note(current, "read", origin)


def note_gap(current: Draft, query: str) -> None:
    """Remember what was asked in vain, and count it once however often the page is shown."""
    if query.strip() and _note(current, "searched", query[:LONGEST_SEARCH]):
        record_search(query, "", "none", where="journey")


def _note(current: Draft, kind: str, value: str) -> bool:
    """Whether it is new."""
    stored = current.steps.get("articles")
    raw = dict(stored.raw) if stored else {}
    noted = raw.get(kind, ())
    if value in noted or len(noted) >= MOST_KEPT:
        return False
    raw[kind] = (*noted, value)
    try:
        services().drafts.keep(
            current.id,
            "articles",
            raw,
            revision=stored.revision if stored else 0,
            now=now(),
            expires=current.expires,
        )
    except Conflict:
        return False  # two articles opened in the same moment: one of them is enough to inform the engineer
    return True


@pages.get("/articles/read")
def read() -> Response:
    """Open an article out of the journey and remember that it was read."""
    location = request.args.get("to")
    if location is None or not is_location(location):
        abort(HTTPStatus.NOT_FOUND)
    current = draft()
    if current:
        _note(current, "read", location)
        record_search(problem_query(journey_of(current)), location, "opened", where="journey")
    return redirect(article_url(location))


@pages.post("/solved")
def solved() -> Response:
    """Deflection: the requester says that an article solved it. The draft stays, in case it did not."""
    location = request.form["location"]
    current = draft()
    if current is None or not is_location(location):
        abort(HTTPStatus.NOT_FOUND)
    record_search(problem_query(journey_of(current)), location, "solved", where="journey")
    return make_response(
        show("solved.html", title=sentence("Good that it is solved"), draft=current, location=location)
    )
