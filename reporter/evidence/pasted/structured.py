"""JSON: a log with one object on each line, call records, a HAR file."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from reporter.evidence.found import Record
from reporter.evidence.pasted.plain_values import is_call_id_name
from reporter.evidence.pasted.requests import ID_HEADERS, path_of
from reporter.evidence.pasted.tables import records_of
from reporter.evidence.reading import ApiRequest

MOST_DEEP = 8
MOST_VALUES = 2_000  # of one object
_LINE_NAMES = ("log", "message", "msg", "MESSAGE", "short_message", "full_message", "text", "line", "raw", "event")
_TIMES = ("@timestamp", "timestamp", "time", "ts", "date", "datetime", "startedDateTime", "__REALTIME_TIMESTAMP")
_METHODS = ("method", "http_method", "request_method", "verb", "httpMethod")
_PATHS = ("path", "url", "uri", "request_uri", "endpoint", "http_path", "route", "request_path")
_STATUSES = ("status", "status_code", "statusCode", "code", "response_code", "http_status")


@dataclass
class Structured:
    """`text`: what stays to be read as text, the log lines within JSON as lines. `form`: "" where nothing was JSON."""

    text: str
    form: str = ""
    records: list[Record] = field(default_factory=list)
    requests: list[ApiRequest] = field(default_factory=list)


def read_structured(text: str) -> Structured:
    """`text` with LF as line end; what is no JSON stays as it is."""
    whole = _parsed(text) if text.lstrip()[:1] in {"{", "["} else None
    if isinstance(whole, dict) and isinstance(whole.get("log"), dict) and "entries" in whole["log"]:
        return Structured(text="", form="HAR", requests=list(_har(whole["log"]["entries"])))
    found = Structured(text=text)
    if isinstance(whole, (dict, list)):
        objects = whole if isinstance(whole, list) else [whole]
        found.text = "\n".join(line for one in objects for line in _read(one, found))
        found.text = found.text or text
    elif '{"' in text or '{ "' in text:
        found.text = "\n".join(line for one in text.split("\n") for line in _line(one, found))
    if found.records:
        found.form = "JSON call records"
    elif found.text != text or found.requests:
        found.form = "JSON log"
    return found


def _parsed(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return None


def _line(line: str, found: Structured) -> Iterator[str]:
    place = line.find("{")
    if place < 0 or not line.endswith("}") or '"' not in line:
        yield line
        return
    value = _parsed(line[place:])
    if not isinstance(value, dict):
        yield line
        return
    yield from _read(value, found, line)


def _read(value: Any, found: Structured, written: str = "") -> Iterator[str]:
    """Puts aside what a whole object tells; yields the log lines that it holds, or the object as it was `written`."""
    flat = dict(_flat(value)) if isinstance(value, dict) else {}
    named = {name.rpartition("\0")[2]: one for name, one in flat.items()}
    records = list(records_of(named)) if any(is_call_id_name(name) for name in named) else []
    found.records += records
    request = _request(named)
    if request is not None:
        found.requests.append(request)
    at = next((named[name] for name in _TIMES if named.get(name)), "")
    texts = [one for one in flat.values() if "SIP/2.0" in one and "\n" in one] or [
        one for name in _LINE_NAMES if (one := named.get(name))
    ]
    for one in texts:
        yield from (at, one.rstrip("\n")) if "\n" in one.rstrip("\n") else (one.rstrip("\n"),)
    if not texts:
        yield written or json.dumps(value, ensure_ascii=False)


def _flat(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The plain values of an object: their path and what they are as text."""
    if isinstance(value, Mapping) and depth < MOST_DEEP:
        for key, one in list(value.items())[:MOST_VALUES]:
            yield from _flat(one, f"{name}\0{key}", depth + 1)
    elif isinstance(value, list) and depth < MOST_DEEP:
        for number, one in enumerate(value[:MOST_VALUES]):
            yield from _flat(one, f"{name}\0{number}", depth + 1)
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield name, str(value)


def _request(named: Mapping[str, str]) -> ApiRequest | None:
    """An exchange that one line of a JSON log tells."""
    small = {name.lower().replace("_", "-"): value for name, value in named.items()}
    method = next((named[name].upper() for name in _METHODS if named.get(name, "").isalpha()), "")
    path = next((named[name] for name in _PATHS if named.get(name, "").startswith(("/", "http"))), "")
    status = next((int(named[name]) for name in _STATUSES if _is_status(named.get(name, ""))), 0)
    if not (method and path):
        return None
    request_id = next((small[name] for name in ID_HEADERS if small.get(name)), "")
    at = next((named[name] for name in _TIMES if named.get(name)), "")
    return ApiRequest(method=method, path=path_of(path), status=status, request_id=request_id, at=at)


def _is_status(value: str) -> bool:
    return len(value) == 3 and value.isdigit() and value[0] in "12345"  # noqa: PLR2004 - an HTTP status


def _har(entries: Any) -> Iterator[ApiRequest]:
    """The exchanges of a HAR file (version 1.2)."""
    for entry in entries if isinstance(entries, list) else ():
        request, response = (_mapping(_mapping(entry).get(side)) for side in ("request", "response"))
        if not isinstance(request.get("url"), str):
            continue
        headers = [one for side in (response, request) for one in side.get("headers") or () if isinstance(one, dict)]
        told = {str(one.get("name", "")).lower(): str(one.get("value", "")) for one in reversed(headers)}
        status = response.get("status")
        yield ApiRequest(
            method=str(request.get("method", "")),
            path=path_of(request["url"]),
            status=status if isinstance(status, int) and 0 <= status < 1000 else 0,  # noqa: PLR2004
            request_id=next((told[name] for name in ID_HEADERS if told.get(name)), ""),
            at=str(_mapping(entry).get("startedDateTime", "")),
        )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
