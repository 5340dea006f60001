"""Questions and answers as they travel between a browser and whoever serves the search."""

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple, get_args

from search.retrieval.hits import Answer, Hit
from search.retrieval.passage import Passage, with_marks
from search.retrieval.query import MOST_HITS
from search.retrieval.question import Way
from search.retrieval.reasons import read_as

LONGEST_QUERY = 100_000  # characters; more is refused, and the search itself takes only the first words
WAYS: tuple[Way, ...] = get_args(Way)
_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)

Why = Callable[[Hit, Mapping[str, str]], str]
"""A sentence why the hit was found, "" where its passage tells; the mapping is as `read_as` gives it."""


class Unanswerable(Exception):
    """A request that is none. `str(error)` is a sentence for whoever sent it."""


class Request(NamedTuple):
    query: str
    limit: int
    way: Way


def read_request(given: Mapping[str, str]) -> Request:
    """`q`, and if they are there `limit` and `way`. Raises Unanswerable."""
    query, limit, asked = given.get("q", ""), given.get("limit", "10"), given.get("way", "question")
    if len(query) > LONGEST_QUERY:
        raise Unanswerable(f"The query is longer than {LONGEST_QUERY} characters.")
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:9]) <= MOST_HITS:
        raise Unanswerable(f"limit must be a number from 1 to {MOST_HITS}.")
    way = next((known for known in WAYS if known == asked), None)
    if not way:
        raise Unanswerable(f"way must be one of {', '.join(WAYS)}.")
    return Request(query, int(limit), way)


def answer_data(query: str, answer: Answer, *, why: Why) -> dict[str, object]:
    """JSON-ready: the hits; what the query was surely meant to say (or null), and by which words (typed: meant);
    whether anything fits it."""
    mended = read_as(query, answer)
    hits = [_hit_data(hit, why(hit, mended)) for hit in answer.hits]
    return {"query": query, "meant": answer.meant, "mended": mended, "fits": answer.fits, "hits": hits}


def as_json(told: Mapping[str, object]) -> bytes:
    """Compact, in ASCII: any character may be in it, also halves of surrogates."""
    return _JSON.encode(told).encode("ascii")


def passage_html(passage: Passage) -> str:
    """The passage as HTML: every character escaped, matched words in Material's own mark."""
    return with_marks(tuple(map(escape, passage)), "<mark data-md-highlight>{}</mark>".format)


def _hit_data(hit: Hit, reason: str) -> dict[str, object]:
    """`passage` is safe HTML, every other value is plain text."""
    return {
        "location": hit.location,
        "page_location": hit.page_location,
        "title": hit.title,
        "page_title": hit.page_title,
        "passage": passage_html(hit.passage),
        "score": round(hit.score, 3),
        "terms": list(hit.terms),
        "in_title": list(hit.in_title),
        "by": hit.by,
        "why": reason,
    }
