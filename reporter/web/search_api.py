"""`/api/search`: what the header's search box and the problem step ask; and what came of it, without a person."""

import gzip
import json
from http import HTTPStatus
from typing import get_args

from flask import Blueprint, Response, jsonify, make_response, request

from reporter.errors import Refused
from reporter.insights.ports import Outcome, SearchRecord
from reporter.web.current import now, services
from reporter.web.hits import answer_data, find
from search.served import Unanswerable, read_request

api = Blueprint("search", __name__, url_prefix="/api")
LONGEST_OUTCOME = 4_000  # bytes of one outcome
LONGEST_LOCATION = 300
WORTH_COMPRESSING = 1_000  # bytes
FAST = 1  # gzip's quickest level


@api.get("/search")
def search() -> Response:
    try:
        query, limit, way = read_request(request.args)
    except Unanswerable as error:
        return make_response(jsonify(error=str(error)), HTTPStatus.BAD_REQUEST)
    return jsonify(answer_data(query, find(query, limit=limit, way=way)))


@api.after_request
def compress(response: Response) -> Response:
    """Hits are sent for every few keys: a third of the bytes for a fifth of a millisecond."""
    response.vary.add("Accept-Encoding")
    data = response.get_data()
    if len(data) >= WORTH_COMPRESSING and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(data, FAST))
        response.headers["Content-Encoding"] = "gzip"
    return response


@api.post("/search/outcome")
def outcome() -> tuple[str, int]:
    """Sent by a beacon when a search has come to its end. No cookie is read and no address kept."""
    record_search(*_outcome_of(request.get_data(cache=False)[: LONGEST_OUTCOME + 1]), where="header")
    return "", HTTPStatus.NO_CONTENT


def _outcome_of(body: bytes) -> tuple[str, str, Outcome]:
    try:
        found = json.loads(body) if len(body) <= LONGEST_OUTCOME else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("outcome") not in get_args(Outcome):
        raise Refused("An outcome is JSON with q, location and one of " + ", ".join(get_args(Outcome)) + ".")
    return str(found.get("q", "")), str(found.get("location", "")), found["outcome"]


def record_search(query: str, location: str, result: Outcome, *, where: str) -> None:
    """Count what was asked and what came of it. What could name a person is scrubbed before it is written."""
    record = SearchRecord(query[:LONGEST_OUTCOME], where, result, location[:LONGEST_LOCATION], now().date())
    services().insights.record([record])
