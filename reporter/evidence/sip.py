"""One SIP message out of a trace, read as leniently as engineers read them (RFC 3261 section 7; RFC 4475 for how odd
they get). Nothing here judges whether it would be a valid one."""

import re
from dataclasses import dataclass
from datetime import datetime

COMPACT = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
    "y": "identity",
}
"""Compact forms of header names (IANA, "Session Initiation Protocol (SIP) Parameters")."""

START_LINE = re.compile(
    r"SIP/2\.0[ \t]+(?P<status>[1-9]\d\d)(?!\d)[ \t]*(?P<phrase>[^\r\n]*)"
    r"|(?P<method>[A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]+(?P<uri>[^\s][^\r\n]{0,2000}?)[ \t]+SIP/2\.0[ \t]*(?=[\r\n]|\Z)"
)
"""Matches at the beginning of a request or a response."""
LONGEST_NUMBER = 9  # digits of a Content-Length that is believed
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")


@dataclass(frozen=True, slots=True)
class Message:
    """A request has a `method` and a `uri`, a response a `status` (100 to 999) and its `phrase`; what it has not is ""
    or 0. `headers`: (long name in small letters, value with folded lines joined), in order. `text`: all of it as it
    stood, what follows its Content-Length cut off."""

    text: str
    method: str
    uri: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str:
        """The first value of a header, by its long name in small letters; "" when there is none."""
        return next((value for known, value in self.headers if known == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for known, value in self.headers if known == name)

    @property
    def call_id(self) -> str:
        return self.header("call-id")

    @property
    def answered(self) -> str:
        """The method that CSeq names: of a response, the one it answers."""
        return self.header("cseq").rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message where and when a trace shows it. `at`: aware UTC where the trace tells the zone (captures always do),
    naive where it does not; in the year 1 where it tells the time of day alone; None where it tells nothing.
    `source` and `target`: `address:port` (`[v6]:port`), "" where unknown. `outgoing`: whether the machine that wrote
    the log sent it; None where the log does not say. `transport`: UDP, TCP, WS, TLS ... or ""."""

    message: Message
    at: datetime | None = None
    source: str = ""
    target: str = ""
    outgoing: bool | None = None
    transport: str = ""


def read_message(text: str) -> Message | None:
    """The message that begins at the start of `text`; None when none does, or it names no Call-ID.
    Line ends may be CRLF, LF or CR; what comes after the body that Content-Length announces is left out."""
    start = START_LINE.match(text)
    if start is None:
        return None
    blank = _BLANK.search(text, start.end())
    head_end, body_start = (blank.start(), blank.end()) if blank else (len(text), len(text))
    headers = _headers(text[start.end() : head_end])
    body_end = _body_end(text, body_start, headers)
    found = Message(
        text=text[:body_end],
        method=start["method"] or "",
        uri=start["uri"] or "",
        status=int(start["status"] or 0),
        phrase=(start["phrase"] or "").strip(),
        headers=headers,
        body=text[body_start:body_end],
    )
    return found if found.call_id else None


def _headers(block: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for line in _LINE_END.split(block):
        if line[:1] in {" ", "\t"} and found:  # folded: section 7.3.1
            name, value = found[-1]
            found[-1] = name, f"{value} {line.strip()}".strip()
            continue
        name, colon, value = line.partition(":")
        if colon:
            name = name.strip().lower()
            found.append((COMPACT.get(name, name), value.strip()))
    return tuple(found)


def _body_end(text: str, start: int, headers: tuple[tuple[str, str], ...]) -> int:
    """Content-Length counts bytes (section 20.14); a text of other letters than ASCII is measured as UTF-8."""
    told = next((value for name, value in headers if name == "content-length"), "")
    if not told.isascii() or not told.isdigit() or len(told) > LONGEST_NUMBER:
        return len(text)
    body = text[start:]
    if body.isascii():
        return start + min(int(told), len(body))
    return start + len(body.encode()[: int(told)].decode(errors="ignore"))
