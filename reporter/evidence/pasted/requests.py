"""HTTP exchanges in a text: what `curl -v` prints, raw ones, lines of access logs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporter.evidence.reading import ApiRequest

ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-trace-id",
    "x-amzn-trace-id",
    "x-b3-traceid",
    "cf-ray",
    "traceparent",
    "trace-id",
    "requestid",
)
"""Names of headers that name a request, the most telling first."""
LONGEST_LINE = 4_000
_MARK = r"[ \t]*(?:[>|][ \t]{0,3}){0,4}"
_REQUEST = re.compile(
    _MARK + r"(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?P<path>/\S*|https?://\S+) HTTP/\d(?:\.\d)?[ \t]*$"
)
_STATUS = re.compile(_MARK + r"(?:<[ \t]{0,3})?HTTP/\d(?:\.\d)? (?P<status>[1-5]\d\d)(?!\d)")
_ACCESS = re.compile(
    r"\"(?P<method>[A-Z]{3,10}) (?P<path>/\S*|https?://\S+) HTTP/\d(?:\.\d)?\" (?P<status>[1-5]\d\d)(?!\d)"
)
_ACCESS_TIME = re.compile(r"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\]")
_ID = re.compile(
    _MARK + rf"(?:<[ \t]{{0,3}})?(?P<name>{'|'.join(ID_HEADERS)})[ \t]*:[ \t]*(?P<value>[^\s]{{4,200}})", re.IGNORECASE
)
_DATE = re.compile(_MARK + r"(?:<[ \t]{0,3})?date[ \t]*:[ \t]*(?P<value>[A-Z][a-z]{2}, [^\n]{10,40})", re.IGNORECASE)


@dataclass
class _Exchange:
    told: ApiRequest
    rank: int = len(ID_HEADERS)
    """How telling the name of the header was that `request_id` is from."""


def read_requests(lines: Sequence[str]) -> tuple[tuple[ApiRequest, ...], str]:
    """The exchanges in order, and the form of the text that they show, "" without any."""
    found: list[_Exchange] = []
    forms: dict[str, int] = {}
    for line in lines:
        if len(line) > LONGEST_LINE:
            continue
        if "HTTP/" in line:
            form = _exchange(line, found)
            if form:
                forms[form] = forms.get(form, 0) + 1
        elif ":" in line and ("-" in line or found):
            _detail(line, found)
    return tuple(one.told for one in found), max(forms, key=lambda form: forms[form], default="")


def path_of(target: str) -> str:
    """The path alone: no host, nobody's password, no query (which may hold a key)."""
    if "://" in target:
        rest = target.partition("://")[2]
        target = "/" + rest.partition("/")[2] if "/" in rest else "/"
    return target.partition("?")[0].partition("#")[0][:LONGEST_LINE]


def _exchange(line: str, found: list[_Exchange]) -> str:
    request = _REQUEST.match(line)
    if request is not None:
        found.append(_Exchange(ApiRequest(method=request["method"], path=path_of(request["path"]), status=0)))
        return "curl output" if line.startswith("> ") else "HTTP exchange"
    status = _STATUS.match(line)
    if status is not None:
        if found and not found[-1].told.status:
            found[-1].told = replace(found[-1].told, status=int(status["status"]))
        elif not found or found[-1].told.method == "":
            found.append(_Exchange(ApiRequest(method="", path="", status=int(status["status"]))))
        else:  # 100 Continue, a redirect followed: the last answer counts
            found[-1].told = replace(found[-1].told, status=int(status["status"]))
        return "curl output" if line.lstrip().startswith("<") else "HTTP exchange"
    access = _ACCESS.search(line)
    if access is None:
        return ""
    at = _ACCESS_TIME.search(line)
    found.append(
        _Exchange(
            ApiRequest(
                method=access["method"],
                path=path_of(access["path"]),
                status=int(access["status"]),
                at=at[1] if at else "",
            )
        )
    )
    return "access log"


def _detail(line: str, found: list[_Exchange]) -> None:
    """A header of the exchange that the lines before began; an id alone is one, too."""
    named = _ID.match(line)
    if named is None:
        date = _DATE.match(line) if found else None
        if date is not None and not found[-1].told.at:
            found[-1].told = replace(found[-1].told, at=date["value"].strip())
        return
    rank = ID_HEADERS.index(named["name"].lower())
    if not found:
        found.append(_Exchange(ApiRequest(method="", path="", status=0)))
    if rank < found[-1].rank:
        found[-1].told = replace(found[-1].told, request_id=named["value"])
        found[-1].rank = rank
