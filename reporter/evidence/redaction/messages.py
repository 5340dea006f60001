"""One SIP message without what must not leave: its lines, their order and their oddities stay."""

import re

from reporter.evidence.redaction.bodies import Change, Kind, body
from reporter.evidence.redaction.headers import general, header
from reporter.evidence.redaction.lines import length_to_tell, length_told
from reporter.evidence.redaction.marks import Marks
from reporter.evidence.sip import COMPACT

_BEFORE = re.compile(r"[\r\n]*")
_BLANK = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")
_FIELD = re.compile(r"[^\r\n]*(?:(?:\r\n|\n|\r)[ \t][^\r\n]*)*(?:\r\n|\n|\r|\Z)")
_ENDS = re.compile(r"(?:\r\n|\n|\r)*\Z")
_NAME = re.compile(r"\s*([^\s:]{1,80})\s*:")
_REQUEST = re.compile(r"(\S+[ \t]+)(.*?)([ \t]+SIP/\S+[ \t]*)", re.DOTALL)
_RESPONSE = re.compile(r"SIP/\S*[ \t]+\d+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")


def message(text: str, marks: Marks, other: Change) -> str:
    """Of one message, whole or cut short, well-formed or not. `other`: what is done to a body of no known kind."""
    start = _BEFORE.match(text)
    first = start.end() if start else 0
    blank = _BLANK.search(text, first)
    head, rest = (text[: blank.end()], text[blank.end() :]) if blank else (text, "")
    fields = [found for found in _FIELD.findall(head[first:]) if found]
    named = [(_name(field), field) for field in fields[1:]]
    known = {name: _value(field) for name, field in reversed(named)}
    marks.call_ids.update(_value(field) for name, field in named if name == "call-id")
    method = _method(fields[0] if fields else "", known.get("cseq", ""))
    made = body(rest, Kind(known.get("content-type", ""), method), marks, other)
    out = [text[:first], marks.once(fields[0], _start_line) if fields else ""]
    for name, field in named:
        length = length_to_tell(_value(field), rest, made) if name == "content-length" else None
        out.append(marks.once(field, _field) if length is None else length_told(field, length))
    return "".join(out) + made


def _method(start: str, cseq: str) -> str:
    first = start.split(maxsplit=1)[:1]
    method = first[0] if first and not first[0].startswith("SIP/") else cseq.rpartition(" ")[2]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), method).upper()


def _name(field: str) -> str:
    found = _NAME.match(field)
    name = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), found[1]).lower() if found else ""
    return COMPACT.get(name, name)


def _value(field: str) -> str:
    return " ".join(field.partition(":")[2].split())


def _start_line(line: str, marks: Marks) -> str:
    found = _REQUEST.match(line)
    response = _RESPONSE.match(line)
    if response or found is None:
        start = response.end() if response else 0
        return line[:start] + general(line[start:], marks)
    return found[1] + general(found[2], marks) + found[3] + line[found.end() :]


def _field(field: str, marks: Marks) -> str:
    name = _name(field)
    if not name:
        return general(field, marks)
    end = _ENDS.search(field)
    cut = end.start() if end else len(field)
    colon = field.index(":") + 1
    made = header(name, field[colon:cut], marks)
    return general(field, marks) if made is None else f"{field[:colon]}{made}{field[cut:]}"
