"""iCalendar's text as content lines (RFC 5545, section 3.1), and the properties of each event in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporter.errors import Refused

LARGEST = 512_000  # bytes
MOST_EVENTS = 2_000
MOST_NESTED = 8
EVENT = ("VCALENDAR", "VEVENT")
_LINE = re.compile(r'((?:[^":]|"[^"]*")*):(.*)')
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")


@dataclass(frozen=True)
class ContentLine:
    """`number` is its first line in the file, from 1; `name` in capitals."""

    number: int
    name: str
    value: str


def events_in(data: bytes) -> Iterator[list[ContentLine]]:
    """The lines of every VEVENT of the calendar, beginning with BEGIN; what stands around them and within (alarms) is
    passed over. Raises Refused for what is no whole iCalendar file."""
    event: list[ContentLine] = []
    seen = 0
    for line, within in _nested(_content_lines(_text_of(data))):
        if within != EVENT:
            continue
        if line.name == "BEGIN" and event:
            yield event
        if line.name == "BEGIN":
            event, seen = [], seen + 1
        if seen > MOST_EVENTS:
            raise Refused(f"the file has more than {MOST_EVENTS:,} events")
        event.append(line)
    if event:
        yield event


def _nested(lines: Iterable[ContentLine]) -> Iterator[tuple[ContentLine, tuple[str, ...]]]:
    """Each line but the ENDs, with the parts it stands in; a BEGIN stands in its own part."""
    within: tuple[str, ...] = ()
    for line in lines:
        part = line.value.upper()
        if line.name == "END":
            if not within or within[-1] != part:
                raise Refused(f"line {line.number} ends `{line.value[:40]}`, which did not begin there")
            within = within[:-1]
            continue
        if line.name == "BEGIN":
            within = (*within, part)
        if len(within) > MOST_NESTED:
            raise Refused(f"line {line.number} begins a part within more than {MOST_NESTED} others")
        yield line, within
    if within:
        raise Refused(f"the file ends before `END:{within[-1][:40]}`, so a part of it is missing")


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused(f"the file has more than {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("the file is not UTF-8 text, so it is no iCalendar file") from error
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise Refused("this is no iCalendar file, which begins with `BEGIN:VCALENDAR`")
    return text


def _content_lines(text: str) -> Iterator[ContentLine]:
    for number, line in _unfolded(re.split(r"\r\n|\n|\r", text)):
        found = _LINE.fullmatch(line)
        name = found[1].partition(";")[0] if found else ""
        if not found or not _NAME.fullmatch(name):
            raise Refused(f"line {number} is none of iCalendar, expected such as `SUMMARY:New Year`")
        yield ContentLine(number, name.upper(), found[2].strip())


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line with those that go on with it (they begin with a space), and the number of the first."""
    first, parts = 0, [""]
    for number, line in enumerate(lines, 1):
        if line[:1] in {" ", "\t"} and line.strip():
            parts.append(line[1:])
            continue
        if whole := "".join(parts).strip():
            yield first, whole
        first, parts = number, [line]
    if whole := "".join(parts).strip():
        yield first, whole
