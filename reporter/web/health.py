"""For machines: alive, ready, and the sitemap in the words of the host that was asked."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, make_response, request

from reporter.errors import LiferingError, Unavailable
from reporter.web.current import now, services
from reporter.web.hits import current_site, searcher

probes = Blueprint("health", __name__)
SILENT = timedelta(minutes=1)  # a round takes well under a second, and a picture at most half a minute
LATE = timedelta(minutes=5)  # a due message older than this means that nobody delivers


@probes.get("/healthz")
def alive() -> Response:
    return jsonify(alive=True)


@probes.get("/readyz")
def ready() -> Response:
    """200 when reports can be taken and delivered; 503 with the parts that are not. Says nothing of any ticket. A
    policy that is refused takes nobody's report away: the last good one goes on, and the part says since when.
    """
    checks: dict[str, Callable[[], str]] = {
        "database": _database,
        "index": _index,
        "outbox": _outbox,
        "worker": _worker,
        "policy": _policy,
    }
    parts = {name: _part(check) for name, check in checks.items()}
    if refused := services().in_use.refused:
        parts["policy"]["refused_since"] = refused.since.isoformat(timespec="seconds")
    good = all(part["ready"] for part in parts.values())
    return make_response(jsonify(ready=good, parts=parts), HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE)


@probes.get("/sitemap.xml")
def sitemap() -> Response:
    """Instant navigation takes only pages whose address is in the sitemap, so it must name the host in use."""
    site = services().site()
    if site is None:
        abort(HTTPStatus.NOT_FOUND)
    response = make_response(site.sitemap(request.host_url))
    response.mimetype = "application/xml"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _part(check: Callable[[], str]) -> dict[str, object]:
    try:
        return {"ready": True, "says": check()}
    except LiferingError as error:
        return {"ready": False, "says": str(error)}


def _database() -> str:
    services().database_ready()
    return "answers"


def _index() -> str:
    if problem := current_site().search_problem:
        raise Unavailable(problem)
    return f"{searcher().facts.sections} sections"


def _outbox() -> str:
    health = services().outbox.health(now=now())
    if health.parked:
        raise Unavailable(f"{health.parked} messages are parked: see `lifering doctor`")
    if health.oldest and now() - health.oldest > LATE:
        raise Unavailable(
            f"the oldest message has waited since {health.oldest:%Y-%m-%d %H:%M} UTC: is the worker running?"
        )
    return f"{health.pending} waiting"


def _policy() -> str:
    in_use = services().in_use
    if in_use.refused is None:
        return f"loaded {in_use.policy.hash[:12]}"
    return (
        f"goes on with {in_use.policy.hash[:12]}; what the file holds is refused since "
        f"{in_use.refused.since:%Y-%m-%d %H:%M} UTC, see `lifering doctor`: {in_use.refused.mistakes[0]}"
    )


def _worker() -> str:
    seen = services().worker_seen()
    if seen is None or now() - seen > SILENT:
        raise Unavailable("the worker is not running: nothing is delivered")
    return "works"
