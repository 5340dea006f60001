"""The one table from our errors to HTTP, and the pages that say them."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from reporter.errors import Conflict, LiferingError, LimitReached, Misconfigured, NotFound, Refused, Unavailable
from reporter.web.locale import sentence
from reporter.web.page import show

STATUS: tuple[tuple[type[LiferingError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (LimitReached, HTTPStatus.TOO_MANY_REQUESTS),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (Misconfigured, HTTPStatus.SERVICE_UNAVAILABLE),
    (Refused, HTTPStatus.UNPROCESSABLE_ENTITY),
)
A_MOMENT = 30  # seconds until a retry may find the part that did not answer
SENTENCES = {
    400: "This address or form could not be read. Go back and try again.",
    403: "This form could not be matched to your visit. Allow cookies for this site and send it again.",
    404: "There is no page at this address. The link may be old or incomplete.",
    405: "This address does not take that kind of request. Start from the first page of the report.",
    413: "What you sent is too large. Send fewer or smaller screenshots; what you typed before is kept.",
    429: "Too many requests from your network. Wait a little and try again, or ring us.",
    500: "Something broke on our side. What you typed before is kept; try again, or ring us.",
}
log = logging.getLogger("lifering.web")


def status_of(error: LiferingError) -> HTTPStatus:
    return next((status for kind, status in STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def install(app: Flask) -> None:
    app.register_error_handler(LiferingError, _ours)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: LiferingError) -> Response:
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s: %s", type(error).__name__, error)
    response = _say(str(error), status)
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", A_MOMENT))
    return response


def forged(_: CSRFError) -> Response:
    return _say(sentence(SENTENCES[403]), HTTPStatus.FORBIDDEN)


def _foreign_host(_: SecurityError) -> Response:
    """No page: its links would be made of a host name that is not ours."""
    response = make_response(sentence("This server does not answer for that host name."), HTTPStatus.BAD_REQUEST)
    response.mimetype = "text/plain"
    return response


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    response = _say(sentence(SENTENCES.get(code, error.description or SENTENCES[500])), HTTPStatus(code))
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())  # RFC 9110 section 15.5.6
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unexpected error in %s", request.endpoint, exc_info=error)
    return _say(sentence(SENTENCES[500]), HTTPStatus.INTERNAL_SERVER_ERROR)


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" or request.path.startswith("/api/")


def _say(text: str, status: HTTPStatus) -> Response:
    if wants_json():
        return make_response(jsonify(error=text), status)
    return make_response(show("error.html", title=sentence("Something went wrong"), text=text, status=int(status)))
