"""The days that an iCalendar file names (RFC 5545): all-day events, once or by a rule.

Of the format only what makes a day a holiday is read. An event with a time of day is refused, not passed over, for
who wrote it expects that it closes something. Limits come before work, and a file that lies gets a sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from reporter.errors import Misconfigured, Refused
from reporter.policy.ical_days import Work, occurrences
from reporter.policy.ical_lines import ContentLine, events_in
from reporter.policy.ical_rules import EARLIEST, LATEST, Rule, read_date, read_rule

EARLIEST_START = 1900  # the year in which a rule may begin
MOST_DAYS = 20_000  # of the whole file, repeated events counted with each of their days
LONGEST_EVENT = 400  # days
LONGEST_NAME = 120  # characters
_ESCAPED = re.compile(r"\\([\\;,Nn])")
_DURATION = re.compile(r"\+?P([0-9]{1,3})([DW])")
_COMMAS_AT_MOST = 2_000


@dataclass
class Event:
    """One VEVENT; `number` is the line where it begins. `replaces`: it stands for that day of the event of its UID."""

    number: int
    start: date | None = None
    end: date | None = None
    length: timedelta = timedelta(days=1)
    name: str = ""
    rule: Rule | None = None
    more: tuple[date, ...] = ()
    without: set[date] = field(default_factory=set)
    uid: str = ""
    replaces: date | None = None
    cancelled: bool = False


def read_ical(data: bytes, name: str) -> tuple[tuple[date, str], ...]:
    """The days of the file and their names, in order, each day once, from 1990 to 2100.
    Raises Misconfigured with one sentence: which file, which line, what is wrong."""
    try:
        events = [_event(lines) for lines in events_in(data)]
        return tuple(sorted(_days_of(events, fallback=name.removesuffix(".ics")).items()))
    except Refused as error:
        raise Misconfigured(f"`{name}` cannot be read: {error}") from error


def _event(lines: list[ContentLine]) -> Event:
    event = Event(lines[0].number)
    for line in lines:
        if reader := _READERS.get(line.name):
            _at(line.number, reader, event, line.value)
    if event.start is None:
        raise Refused(f"line {event.number} begins an event without DTSTART")
    if event.end is not None:
        event.length = max(timedelta(days=1), event.end - event.start)  # some write the first day as the end
        if event.end < event.start:
            raise Refused(f"line {event.number} begins an event that ends before it starts")
    if not timedelta() < event.length <= timedelta(days=LONGEST_EVENT):
        raise Refused(f"line {event.number} begins an event of more than {LONGEST_EVENT} days, or of none")
    return event


def _at(number: int, read: Callable[[Event, str], None], event: Event, value: str) -> None:
    try:
        read(event, value)
    except Refused as error:
        raise Refused(f"line {number}: {error}") from error


def _read_start(event: Event, value: str) -> None:
    event.start = read_date(value, "DTSTART")


def _read_end(event: Event, value: str) -> None:
    event.end = read_date(value, "DTEND")


def _read_length(event: Event, value: str) -> None:
    found = _DURATION.fullmatch(value)
    if not found:
        raise Refused(f"DURATION is `{value[:40]}`, expected whole days such as `P1D`")
    event.length = timedelta(days=int(found[1]) * (7 if found[2] == "W" else 1))


def _read_name(event: Event, value: str) -> None:
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "Nn" else found[1], value)
    event.name = " ".join("".join(letter if letter.isprintable() else " " for letter in plain).split())[:LONGEST_NAME]


def _read_rule(event: Event, value: str) -> None:
    if event.rule:
        raise Refused("a second RRULE; write a second event")
    event.rule = read_rule(value)


def _read_more(event: Event, value: str) -> None:
    event.more += _dates(value, "RDATE")


def _read_without(event: Event, value: str) -> None:
    event.without.update(_dates(value, "EXDATE"))


def _read_uid(event: Event, value: str) -> None:
    event.uid = value


def _read_replaces(event: Event, value: str) -> None:
    event.replaces = read_date(value, "RECURRENCE-ID")


def _read_status(event: Event, value: str) -> None:
    event.cancelled = value.upper() == "CANCELLED"


_READERS: dict[str, Callable[[Event, str], None]] = {
    "DTSTART": _read_start,
    "DTEND": _read_end,
    "DURATION": _read_length,
    "SUMMARY": _read_name,
    "RRULE": _read_rule,
    "RDATE": _read_more,
    "EXDATE": _read_without,
    "UID": _read_uid,
    "RECURRENCE-ID": _read_replaces,
    "STATUS": _read_status,
}


def _dates(value: str, what: str) -> tuple[date, ...]:
    if value.count(",") > _COMMAS_AT_MOST:
        raise Refused(f"{what} has more than {_COMMAS_AT_MOST:,} days")
    return tuple(read_date(part.strip(), what) for part in value.split(","))


def _days_of(events: list[Event], *, fallback: str) -> dict[date, str]:
    """The first event that names a day gives it its name."""
    replaced = {(event.uid, event.replaces) for event in events if event.replaces}
    days: dict[date, str] = {}
    work, named = Work(), 0
    for event in (event for event in events if not event.cancelled):
        for first in _comes(event, work):
            if event.replaces is None and (event.uid, first) in replaced:
                continue
            named += event.length.days
            if named > MOST_DAYS:
                raise Refused(f"it names more than {MOST_DAYS:,} days until {LATEST.year}; end its rules by UNTIL")
            for on in (first + timedelta(days=day) for day in range(event.length.days)):
                if EARLIEST <= on <= LATEST:
                    days.setdefault(on, event.name or fallback)
    return days


def _comes(event: Event, work: Work) -> Iterator[date]:
    """The first day of an event, each time it comes."""
    assert event.start is not None
    if event.rule and event.start.year < EARLIEST_START:
        raise Refused(f"line {event.number} begins a rule before the year {EARLIEST_START}; let it begin later")
    by_rule = occurrences(event.rule, event.start, work) if event.rule else (event.start,)
    for days in (by_rule, event.more):
        yield from (day for day in days if day not in event.without and day <= LATEST)
