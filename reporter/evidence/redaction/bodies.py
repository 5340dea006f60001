"""The body of a SIP message, by its type and by what the message is for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reporter.evidence.redaction.descriptions import BEGINNING, described
from reporter.evidence.redaction.headers import general
from reporter.evidence.redaction.lines import LINE_END, by_line
from reporter.evidence.redaction.marks import Marks

_SIGNAL = re.compile(r"(?im)^([ \t]*Signal[ \t]*=[ \t]*)([^\r\n]+)")
_BOUNDARY = re.compile(r"(?i)boundary\s*=\s*\"?([^\";,\s]{1,100})")
_TYPE = re.compile(r"(?im)^(?:content-type|c)[ \t]*:[ \t]*([^\r\n]+(?:(?:\r\n|\n|\r)[ \t][^\r\n]+)*)")
_BLANK = re.compile(r"(?:\r\n|\n|\r){2}|\A(?:\r\n|\n|\r)")
_PLACES = re.compile(
    r"(?i)geopriv|civicaddr|<(?:[a-z]{1,20}:)?(?:pos|point|circle|polygon|location-info|relative-location)\b"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# fmt: off
_OF_PEOPLE = (
    "text/plain", "text/html", "message/cpim", "application/vnd.3gpp.sms", "application/im-iscomposing+xml",
    "application/isup", "application/qsig", "application/octet-stream", "image/", "audio/", "video/",
)
# fmt: on
_DEEPEST = 4  # multipart within multipart

Change = Callable[[str], str]


@dataclass(frozen=True)
class Kind:
    """The Content-Type with its parameters, and the method of the request or, of a response, that of CSeq."""

    told: str
    method: str
    depth: int = 0

    @property
    def bare(self) -> str:
        return self.told.partition(";")[0].strip().lower()


def body(text: str, kind: Kind, marks: Marks, other: Change) -> str:
    """`other`: what is done to a body of no known kind."""
    if not text.strip():
        return text
    boundary = _BOUNDARY.search(kind.told) if kind.bare.startswith("multipart/") and kind.depth < _DEEPEST else None
    if boundary:
        return _parts(text, f"--{boundary[1]}", kind, marks, other)
    if kind.bare == "application/sdp" or any(BEGINNING.match(line) for line in LINE_END.split(text[:200])):
        return by_line(text, lambda line: marks.once(line, described))
    if _PLACES.search(text):
        return marks.out("locations", text)
    if "dtmf" in kind.bare or (kind.method == "INFO" and _SIGNAL.search(text)):
        return _digits(text, marks)
    told = kind.method == "MESSAGE" or (kind.method == "INFO" and "media_control" not in kind.bare)
    whole = told or kind.bare.startswith(_OF_PEOPLE) or _CONTROL.search(text)
    return marks.out("bodies", text) if whole else other(text)


def _digits(text: str, marks: Marks) -> str:
    if _SIGNAL.search(text):
        return _SIGNAL.sub(lambda found: found[1] + marks.out("digits", found[2]), text)
    return marks.out("digits", text)


def _parts(text: str, boundary: str, kind: Kind, marks: Marks, other: Change) -> str:
    """Each part by its own type."""
    out = []
    for number, part in enumerate(re.split(f"({re.escape(boundary)}(?:--)?)", text)):
        blank = _BLANK.search(part) if number and number % 2 == 0 else None
        if blank is None:
            out.append(part if number % 2 else other(part))
            continue
        head, rest = part[: blank.end()], part[blank.end() :]
        told = _TYPE.search(head)
        out += (
            general(head, marks),
            body(rest, Kind(told[1] if told else "", kind.method, kind.depth + 1), marks, other),
        )
    return "".join(out)
