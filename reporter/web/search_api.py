"""`/api/search`: what the header's search box and the problem step ask; and what came of it, without a person."""

import gzip
import json
from functools import lru_cache
from http import HTTPStatus
from typing import get_args

from flask import Blueprint, Response, jsonify, make_response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from reporter.errors import Refused
from reporter.insights.ports import Outcome, SearchRecord
from reporter.web.current import network, now, services
from reporter.web.hits import answer_data, current_site, find
from search.retrieval.served import Unanswerable, as_json, read_request

api = Blueprint("search", __name__, url_prefix="/api")
LONGEST_OUTCOME = 4_000  # bytes of one outcome
LONGEST_LOCATION = 300
WORTH_COMPRESSING = 1_000  # bytes
FAST = 1  # gzip's quickest level
GZIP = b"\x1f\x8b"  # RFC 1952: what is compressed begins with it, and JSON never does


@api.get("/search")
def search() -> Response:
    asked, compressed = request.query_string, _takes_gzip(request.headers.get("Accept-Encoding", ""))
    recent, mine = current_site().recent, network()
    body = recent.get(asked, compressed=compressed, network=mine)
    if body is None:
        try:
            query, limit, way = read_request(request.args)
        except Unanswerable as error:
            return make_response(jsonify(error=str(error)), HTTPStatus.BAD_REQUEST)
        body = _body(answer_data(query, find(query, limit=limit, way=way)), compressed=compressed)
        recent.keep(query, body, asked, compressed=compressed, network=mine)
    return _sent(body)


@lru_cache(maxsize=64)
def _takes_gzip(accepted: str) -> bool:
    """By a header Accept-Encoding, of which browsers send few."""
    return parse_accept_header(accepted, Accept)["gzip"] > 0


def _body(told: dict[str, object], *, compressed: bool) -> bytes:
    """Hits are sent for every few keys: compressed a third of the bytes, for a tenth of a millisecond."""
    plain = as_json(told)
    return gzip.compress(plain, FAST) if compressed and len(plain) >= WORTH_COMPRESSING else plain


def _sent(body: bytes) -> Response:
    headers = {"Content-Type": "application/json", "Vary": "Accept-Encoding"}
    if body.startswith(GZIP):
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers)


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
