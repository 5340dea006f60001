"""One SIP message out of a trace, read as leniently as engineers read them (RFC 3261 section 7; RFC 4475 for how odd
they get). Nothing here judges whether it would be a valid one."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

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
    r"SIP/[0-9]\.[0-9][ \t]+(?P<status>[0-9]+)[ \t]*(?P<phrase>[^\r\n]*)"
    r"|(?P<method>[A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]+"
    r"(?P<uri>[^ \t\r\n]{1,2000}+"
    r"(?:[ \t]{1,99}+(?!SIP/[0-9]\.[0-9][ \t]{0,99}(?:[\r\n]|\Z))[^ \t\r\n]{1,2000}+){0,20}+)"
    r"[ \t]+SIP/[0-9]\.[0-9][ \t]*(?=[\r\n]|\Z)"
)
"""Matches at the beginning of a request or a response. Possessive, and bounded: hostile blanks cost no time."""
LONGEST_NUMBER = 9  # digits of a Content-Length that is believed
_STATUS = re.compile(r"[1-9][0-9][0-9]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")
_FOLD = frozenset(" \t")
_LONG_LINE = 400  # characters; longer ones are not remembered


@dataclass(frozen=True, slots=True)
class Message:
    """A request has a `method` and a `uri`, a response a `status` (100 to 999; 0 where it says another number) and its
    `phrase`; what it has not is "" or 0. `headers`: (long name in small letters, value with folded lines joined), in
    order. `text`: all of it as it stood, what follows its Content-Length cut off."""

    text: str
    method: str
    uri: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str:
        """The first value of a header, by its long name in small letters; "" when there is none."""
        for known, value in self.headers:
            if known == name:
                return value
        return ""

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


def read_message(text: str, *, whole: bool = False) -> Message | None:
    """The message that begins at the start of `text`; None when none does, or it names no Call-ID.
    Line ends may be CRLF, LF or CR; what comes after the body that Content-Length announces is left out, unless the
    text is said to be the `whole` message and nothing else."""
    start = START_LINE.match(text)
    if start is None:
        return None
    lines, body_start = _head(text, start.end())
    headers = _headers(lines)
    body_end = len(text) if whole else _body_end(text, body_start, headers)
    method, uri, status, phrase = start.group("method", "uri", "status", "phrase")
    found = Message(
        text=text[:body_end],
        method=method or "",
        uri=uri or "",
        status=int(status) if status and _STATUS.fullmatch(status) else 0,
        phrase=(phrase or "").strip(),
        headers=headers,
        body=text[body_start:body_end],
    )
    return found if found.call_id else None


def by_call_id(message: Message) -> tuple[Message, ...]:
    """The message as it is; one that names several Call-IDs (not allowed, and seen) once for each, with that alone."""
    call_ids = tuple(dict.fromkeys(filter(None, message.all("call-id"))))
    if len(call_ids) == 1:
        return (message,)
    others = tuple(header for header in message.headers if header[0] != "call-id")
    return tuple(replace(message, headers=(("call-id", call_id), *others)) for call_id in call_ids)


def _head(text: str, start: int) -> tuple[list[str], int]:
    """The lines up to the blank one, and where the body begins."""
    end = text.find("\r\n\r\n", start)
    if end >= 0:  # far quicker than the patterns, and nearly always right
        block = text[start:end]
        lines = block.split("\r\n")
        if block.count("\n") == block.count("\r") == len(lines) - 1:
            return lines, end + 4
    blank = _BLANK.search(text, start)
    end, body_start = blank.span() if blank else (len(text), len(text))
    return _LINE_END.split(text[start:end]), body_start


def _headers(lines: list[str]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    folded: list[str] = []
    for line in lines:
        if found and line[:1] in _FOLD:  # section 7.3.1
            folded.append(line.strip())
            continue
        if folded:
            _unfold(found, folded)
        header = _header(line) if len(line) <= _LONG_LINE else _read_header(line)
        if header:
            found.append(header)
    if folded:
        _unfold(found, folded)
    return tuple(found)


def _unfold(found: list[tuple[str, str]], folded: list[str]) -> None:
    name, value = found[-1]
    found[-1] = name, " ".join(filter(None, [value, *folded]))
    folded.clear()


def _read_header(line: str) -> tuple[str, str] | None:
    name, colon, value = line.partition(":")
    if not colon:
        return None
    name = name.strip().lower()
    return COMPACT.get(name, name), value.strip()


_header = lru_cache(maxsize=4096)(_read_header)  # the messages of a call say most things again, word by word


def _body_end(text: str, start: int, headers: tuple[tuple[str, str], ...]) -> int:
    """Content-Length counts bytes (section 20.14); a text of other letters than ASCII is measured as UTF-8."""
    told = ""
    for name, value in headers:
        if name == "content-length":
            told = value
            break
    if not told.isascii() or not told.isdigit() or len(told) > LONGEST_NUMBER:
        return len(text)
    if text.isascii():
        return min(start + int(told), len(text))
    return start + len(text[start:].encode()[: int(told)].decode(errors="ignore"))
