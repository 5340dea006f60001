"""The days that an iCalendar file names (RFC 5545): all-day events, once or by a rule, from 1990 to 2100.

`icalendar` takes lines and values apart, `dateutil` steps through rules. Where parts begin and end is seen here, for
the package's reader of whole calendars drops a part that does not end and builds zones, which nothing here needs. An
event with a time is refused, not passed over: who wrote it expects that it closes something. Limits come before work.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar.parser import Contentlines
from icalendar.prop import vDDDLists, vDuration, vRecur

from reporter.errors import Misconfigured, Refused
from reporter.policy.source import LARGEST

MOST_LINES = 7_500
MOST_DAYS = 20_000  # of the whole file, repeated events counted with each of their days
MOST_VALUES = 40  # of one rule
MOST_WORK, OF_A_RULE = 1_750_000, 3_000  # days of a yearly rule stepped through (0.2 s); to take a rule up is as many
ONE, MOST = timedelta(days=1), timedelta(days=400)  # of an event
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
FIRST_YEAR = 1900  # in which a rule may begin
_LATER = timedelta(days=19 * 146_097)  # dates repeat after 400 years, and dateutil looks for days up to the year 9999
_ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY"}
_FREQUENCIES: dict[str, tuple[set[str], int]] = {  # what else a rule may have; a day's work beside a yearly rule's
    "YEARLY": ({"BYMONTHDAY", "BYYEARDAY", "BYSETPOS"}, 1),
    "MONTHLY": ({"BYMONTHDAY", "BYSETPOS"}, 2),
    "WEEKLY": (set(), 8),
    "DAILY": (set(), 20),
}
_Event = dict[str, list[Any]]  # a property's values, as icalendar reads them


def read_ical(data: bytes, name: str) -> tuple[tuple[date, str], ...]:
    """The days of the file and their names, in order, each day once, named by the first event that has it.
    Raises Misconfigured with one sentence: which file, at what, what is wrong."""
    try:
        days = _days_of(list(_events(_text(data))), fallback=name.removesuffix(".ics"))
    except Refused as error:
        raise Misconfigured(f"`{name}` cannot be read: {error}") from error
    return tuple(sorted(days.items()))


def _text(data: bytes) -> str:
    if len(data) > LARGEST or data.count(b"\n") > MOST_LINES:
        raise Refused(f"it has more than {LARGEST:,} bytes or {MOST_LINES:,} lines")
    text = data.decode("utf-8-sig", "replace")
    if "\ufffd" in text or not text.upper().startswith("BEGIN:VCALENDAR"):
        raise Refused("this is no iCalendar file, which is UTF-8 text and begins with `BEGIN:VCALENDAR`")
    return text


def _events(text: str) -> Iterator[_Event]:
    within: list[str] = []
    event: _Event = defaultdict(list)
    for line in filter(None, Contentlines.from_ical(text)):
        with _at(line):
            name, _, value = line.parts()
            name, value = name.upper(), value.strip()
            if name == "END" and within[-1:] != [value.upper()]:
                raise Refused("it ends what did not begin there")
            if within == ["VCALENDAR", "VEVENT"] and name in _VALUES:
                event[name] += _VALUES[name](value)
        if name == "BEGIN":
            within.append(value.upper())
        elif name == "END" and within.pop() == "VEVENT" and within == ["VCALENDAR"]:
            yield event
            event = defaultdict(list)
    if within:
        raise Refused(f"it ends before `END:{_plain(within[-1], 40)}`, so a part of it is missing")


def _dates(value: str) -> list[date]:
    found: list[date] = vDDDLists.from_ical(value)
    if any(type(day) is not date for day in found):
        raise Refused("expected a day such as `20261225`, without a time")
    return found


_VALUES: dict[str, Callable[[str], list[Any]]] = {
    **dict.fromkeys(("DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"), _dates),
    **dict.fromkeys(("SUMMARY", "UID"), lambda value: [value]),
    "STATUS": lambda value: [value.upper()],
    "DURATION": lambda value: [vDuration.from_ical(value)],
    "RRULE": lambda value: [vRecur.from_ical(value)],
}


def _days_of(events: list[_Event], *, fallback: str) -> dict[date, str]:
    replaced: dict[str, set[date]] = defaultdict(set)
    for event in events:
        replaced["".join(event["UID"])].update(event["RECURRENCE-ID"])
    days: dict[date, str] = {}
    work, named = _Work(), 0
    for event in (event for event in events if "CANCELLED" not in event["STATUS"]):
        name = _plain(" ".join(event["SUMMARY"]), 120) or fallback
        with _at(" ".join(map(str, [name, *event["DTSTART"][:1]]))):
            length, start = _length(event), event["DTSTART"][0]
            left_out = {*event["EXDATE"], *(() if event["RECURRENCE-ID"] else replaced["".join(event["UID"])])}
            by_rules = [_by_rule(rule, start, work) for rule in event["RRULE"]] or [iter([start])]
            for first in (day for day in chain(*by_rules, event["RDATE"]) if day not in left_out and day <= LATEST):
                named += length
                if named > MOST_DAYS:
                    raise Refused(f"the file names more than {MOST_DAYS:,} days; end its rules by UNTIL")
                for on in (first + day * ONE for day in range(length)):
                    if EARLIEST <= on <= LATEST:
                        days.setdefault(on, name)
    return days


def _length(event: _Event) -> int:
    if not event["DTSTART"]:
        raise Refused("the event has no DTSTART")
    length = event["DURATION"][0] if event["DURATION"] else ONE
    if event["DTEND"]:
        length = event["DTEND"][0] - event["DTSTART"][0] or ONE  # some write the first day as the end
    if not ONE <= length <= MOST or length % ONE:
        raise Refused(f"the event must take whole days, 1 to {MOST.days}")
    return int(length.days)


class _Work:
    left = float(MOST_WORK)

    def spend(self, days: float) -> None:
        self.left -= days
        if self.left < 0:
            raise Refused(f"the rules of the file take too long up to {LATEST.year}; end them by UNTIL")


def _by_rule(rule: vRecur, start: date, work: _Work) -> Iterator[date]:
    """The days of the rule up to 2100, in order."""
    price = _price(rule)
    work.spend(OF_A_RULE)
    if start.year < FIRST_YEAR:
        raise Refused(f"the rule begins before the year {FIRST_YEAR}")
    last = min(LATEST.toordinal(), rule.pop("UNTIL", [LATEST])[0].toordinal())
    count = rule.pop("COUNT", [None])[0]
    found = rrulestr(rule.to_ical().decode(), dtstart=datetime.combine(start + _LATER, time()))
    number = 0
    for number, moment in enumerate(islice(found, count), 1):  # noqa: B007 - it is read after the loop
        day = (moment - _LATER).date()
        work.spend(price * (day - start).days)
        if day.toordinal() > last:
            return
        yield day
        start = day
    if not number:
        raise Refused("no day fits the rule")
    if number != count:
        work.spend(price * (date.max - _LATER - start).days)


def _price(rule: vRecur) -> float:
    """What it takes to step through a day of the rule. Raises Refused for a rule that is not read here."""
    frequency = str(rule.get("FREQ", [""])[0])
    if frequency not in _FREQUENCIES:
        raise Refused("expected FREQ=YEARLY, MONTHLY, WEEKLY or DAILY")
    more, price = _FREQUENCIES[frequency]
    if strange := sorted(set(rule) - _ALWAYS - more):
        raise Refused(f"{_plain(strange[0], 40)} is not read with FREQ={frequency}")
    interval: int = rule.get("INTERVAL", [1])[0]
    if not 1 <= interval <= MOST_VALUES or sum(map(len, rule.values())) > MOST_VALUES:
        raise Refused(f"a rule may have {MOST_VALUES} values, and INTERVAL is 1 to {MOST_VALUES}")
    counted = {bool(day.relative) for day in rule.get("BYDAY", [])}
    if len(counted) > 1 or (True in counted and frequency in {"WEEKLY", "DAILY"}):  # dateutil takes these otherwise
        raise Refused("BYDAY counts weekdays (1MO) with YEARLY or MONTHLY only, and then each of them")
    return price * (1 + len(rule.get("BYSETPOS", []))) / interval


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Whatever the packages raise becomes a sentence."""
    try:
        yield
    except Exception as error:
        told = str(error) if isinstance(error, Refused | ValueError) else "this is not as RFC 5545 has it"
        raise Refused(f"at `{_plain(place, 60)}`: {_plain(told, 160)}") from error


def _plain(text: str, longest: int) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:999]).split())[:longest]
