"""One SIP message out of a trace, read as leniently as engineers read them (RFC 3261 section 7; RFC 4475 for how odd
they get). Nothing here judges whether it would be a valid one."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

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
_TOLD = re.compile(r"\n(?=[CcIiLl \t])(?:(?:(call-id|i)|content-length|l)[ \t]*:([^\r\n]*)|([ \t]))", re.IGNORECASE)


class Message(NamedTuple):
    """A request has a `method` and a `uri`, a response a `status` (100 to 999; 0 where it says another number) and its
    `phrase`; what it has not is "" or 0. `text`: all of it as it stood, what follows its Content-Length cut off.
    `more_call_ids`: those it names beside the first, which is not allowed, and seen. `head`, `body_at`: where the
    headers and the body begin; `line_end`: what each line before it ends in, "" where they differ. (A named tuple, and
    its headers read when they are asked for, because a large capture holds fifty thousand.)"""

    text: str
    method: str
    uri: str
    status: int
    phrase: str
    call_id: str
    more_call_ids: tuple[str, ...]
    head: int
    body_at: int
    line_end: str

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """(long name in small letters, value with folded lines joined), in order."""
        return _headers(self.text[self.head : self.body_at], self.line_end)

    @property
    def body(self) -> str:
        return self.text[self.body_at :]

    def header(self, name: str) -> str:
        """The first value of a header, by its long name in small letters; "" when there is none."""
        if self.line_end:
            line = _line_of(name).search(self.text, self.head, self.body_at)
            if line is None:
                return ""
            after = line.end() + len(self.line_end)
            if self.text[after : after + 1] not in _FOLD:
                return line[1].strip()
        for known, value in self.headers:
            if known == name:
                return value
        return ""

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for known, value in self.headers if known == name)

    @property
    def answered(self) -> str:
        """The method that CSeq names: of a response, the one it answers."""
        return self.header("cseq").rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message where and when a trace shows it. `at`: aware UTC where the trace tells the zone (captures always do),
    naive where it does not; in the year 1 where it tells no year, on its first day where it tells no day either; None
    where it tells nothing. `source` and `target`: `address:port` (`[v6]:port`), "" where unknown. `outgoing`: whether
    the machine that wrote the log sent it; None where the log does not say. `transport`: UDP, TCP, WS ... or ""."""

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
    head = start.end()
    body_at, line_end = _body_at(text, head)
    call_ids, length = _told(text, head, body_at, line_end)
    if not call_ids:
        return None
    if not whole and length:
        text = text[: _end(text, body_at, length)]
    status, phrase, method, uri = start.groups()
    return Message(
        text,
        method or "",
        uri or "",
        int(status) if status and _STATUS.fullmatch(status) else 0,
        phrase.strip() if phrase else "",
        call_ids[0],
        tuple(dict.fromkeys(call_ids))[1:],
        head,
        body_at,
        line_end,
    )


def by_call_id(message: Message) -> tuple[Message, ...]:
    """The message; one that names several Call-IDs once for each of them, with that alone."""
    if not message.more_call_ids:
        return (message,)
    call_ids = message.call_id, *message.more_call_ids
    return tuple(message._replace(call_id=call_id, more_call_ids=()) for call_id in call_ids)


def _body_at(text: str, head: int) -> tuple[int, str]:
    """Where the blank line ends, and what the lines before it end in; "" where that differs from line to line."""
    for line_end in ("\r\n", "\n"):
        end = text.find(line_end * 2, head)
        if end < 0:  # else far quicker than the pattern, and nearly always right
            continue
        if text.count("\n", head, end) == text.count(line_end, head, end) and (
            text.count("\r", head, end) == text.count("\r\n", head, end) * (line_end == "\r\n")
        ):
            return end + 2 * len(line_end), line_end
    blank = _BLANK.search(text, head)
    return blank.end() if blank else len(text), ""


def _told(text: str, head: int, body_at: int, line_end: str) -> tuple[list[str], str]:
    """The Call-IDs, and the first Content-Length. They are asked of each message of a large trace, the other headers
    of few: so all headers are read only where folded lines or odd line ends may hide something."""
    found = _TOLD.findall(text, head, body_at) if line_end else [("", "", " ")]
    call_ids: list[str] = []
    length = ""
    for name, value, fold in found:
        if fold:
            headers = _headers(text[head:body_at], line_end)
            call_ids = [value for name, value in headers if name == "call-id" and value]
            return call_ids, next((value for name, value in headers if name == "content-length"), "")
        if not name:
            length = length or value.strip()
        elif value := value.strip():
            call_ids.append(value)
    return call_ids, length


@lru_cache(maxsize=64)
def _line_of(name: str) -> re.Pattern[str]:
    """Finds the line of a header among lines that all end alike."""
    compact = (short for short, long in COMPACT.items() if long == name)
    return re.compile(rf"\n(?:{'|'.join(map(re.escape, (name, *compact)))})[ \t]*:([^\r\n]*)", re.IGNORECASE)


@lru_cache(maxsize=16)  # one header after the other is asked of the same message
def _headers(block: str, line_end: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    folded: list[str] = []
    colon = ""  # of the line that a folded one goes on
    for line in block.split(line_end) if line_end else _LINE_END.split(block):
        if found and line[:1] in _FOLD:  # section 7.3.1
            if colon:
                folded.append(line.strip())
            continue
        if folded:
            _unfold(found, folded)
        name, colon, value = line.partition(":")
        if colon:
            name = name.strip().lower()
            found.append((COMPACT.get(name, name), value.strip()))
    if folded:
        _unfold(found, folded)
    return tuple(found)


def _unfold(found: list[tuple[str, str]], folded: list[str]) -> None:
    name, value = found[-1]
    found[-1] = name, " ".join(filter(None, [value, *folded]))
    folded.clear()


def _end(text: str, body_at: int, length: str) -> int:
    """Content-Length counts bytes (section 20.14); a text of other letters than ASCII is measured as UTF-8."""
    if not length.isascii() or not length.isdigit() or len(length) > LONGEST_NUMBER:
        return len(text)
    if text.isascii():
        return min(body_at + int(length), len(text))
    return body_at + len(text[body_at:].encode()[: int(length)].decode(errors="ignore"))
