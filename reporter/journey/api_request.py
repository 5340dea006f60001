"""A request to an API that went wrong, as typed: its id, method, path and status."""

import re

from reporter.evidence.reading import ApiRequest
from reporter.journey.answers import Mistake
from reporter.journey.fields import Field, Typed
from reporter.journey.secrets import without_secrets

FIELDS = (
    Field("request_id", longest=200),
    Field("request_method", longest=20),
    Field("request_path", longest=2_000),
    Field("request_status"),
)
MOST_REQUESTS = 20
"""Kept of a report."""

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_METHOD = re.compile(r"[A-Za-z]{2,20}")
_STATUS = re.compile(r"[1-5][0-9][0-9](?![0-9])")


def read_request(typed: Typed) -> ApiRequest | None:
    """What was typed; None where nothing was, or it has mistakes. Of an address the path alone is taken: what follows
    `?` may hold keys, and those within it are taken out. A status may stand with its
    words (`429 Too Many Requests`)."""
    mistakes = len(typed.mistakes)
    request_id, method, path, status = (typed.one(field.name) for field in FIELDS)
    if not (request_id or method or path or status):
        return None
    path = without_secrets(re.split("[?#]", _ORIGIN.sub("", path, count=1))[0])
    code = _STATUS.match(status)
    if method and not _METHOD.fullmatch(method):
        typed.wrong(Mistake("request_method", "Write the method as one word, such as GET or POST."))
    if status and not code:
        typed.wrong(Mistake("request_status", "Write the status as the number that came back, such as 429."))
    if not (request_id or path):
        typed.wrong(Mistake("request_path", "Give the path of the request, such as /v1/calls, or its id."))
    if len(typed.mistakes) > mistakes:
        return None
    return ApiRequest(method=method.upper(), path=path, status=int(code[0]) if code else 0, request_id=request_id)
