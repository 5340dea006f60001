"""Calendars of every kind, and an oracle that looks at every minute: the rules of working time written down once more,
and differently."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from hypothesis import strategies as st

from reporter.policy.model.calendars import DAYS, Calendar, Frame, Holidays

MINUTE = timedelta(minutes=1)
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
         "Africa/Cairo", "Pacific/Apia", "Pacific/Auckland", "America/St_Johns", "UTC"]  # fmt: skip
# Changes of the clocks: spring and autumn, Casablanca's Ramadan, St John's at one minute past midnight, the day that
# Apia left out; and weeks with many holidays.
WEEKS = ["2026-03-27", "2026-10-23", "2026-02-13", "2026-04-03", "2011-12-28", "2026-03-06", "2026-10-30",
         "2026-06-01", "2010-11-05", "2026-12-23"]  # fmt: skip


@st.composite
def frames(draw, *, least: int = 2):
    """Up to three frames of a day, in order, on whole quarters of an hour; an end of 24:00 is midnight."""
    edges = draw(st.lists(st.integers(0, 96), min_size=least, max_size=6, unique=True).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Frame(start=time(a // 4, a % 4 * 15), end=time(b // 4 % 24, b % 4 * 15)) for a, b in pairs)


dates = st.builds(
    lambda week, day: date.fromisoformat(week) + timedelta(days=day), st.sampled_from(WEEKS), st.integers(-1, 9)
)
calendars = st.builds(
    Calendar,
    code=st.just("any"),
    name=st.just("Any"),
    zone=st.sampled_from(ZONES),
    week=st.dictionaries(st.sampled_from(DAYS), frames(), min_size=1),
    holidays=st.none() | st.builds(Holidays, country=st.sampled_from([None, "GB", "US", "NZ"]), hours=frames(least=0)),
    days=st.dictionaries(dates, frames(least=0), max_size=4),
    filed=st.lists(st.tuples(dates, st.just("Closed")), max_size=4, unique_by=lambda found: found[0]).map(tuple),
)
starts = st.builds(
    lambda day, minutes: datetime.fromisoformat(f"{day}T00:00Z") + timedelta(minutes=minutes),
    st.sampled_from(WEEKS),
    st.integers(0, 5 * 1440),
)


@cache
def holiday(country: str, day: date) -> bool:
    return day in holidays.country_holidays(country, years=day.year)


def frames_on(calendar: Calendar, day: date):
    if day in calendar.days:
        return calendar.days[day]
    ordinary = calendar.week.get(DAYS[day.weekday()], ())
    rule = calendar.holidays
    if rule is None or not ordinary:
        return ordinary
    is_holiday = day in dict(calendar.filed) or (rule.country is not None and holiday(rule.country, day))
    return rule.hours if is_holiday else ordinary


def minutes(calendar: Calendar, start: datetime) -> Iterator[tuple[datetime, bool]]:
    """Every minute from `start` on, and whether it is working time, by the wall clock of the zone."""
    zone, moment = ZoneInfo(calendar.zone), start
    known: dict[date, list[tuple[int, int]]] = {}
    while True:
        local = moment.astimezone(zone)
        day = local.date()
        if day not in known:
            edges = [
                [edge.hour * 60 + edge.minute for edge in (one.start, one.end)] for one in frames_on(calendar, day)
            ]
            known[day] = [(begin, end or 1440) for begin, end in edges]
        clock = local.hour * 60 + local.minute
        yield moment, any(begin <= clock < end for begin, end in known[day])
        moment += MINUTE


def working(calendar: Calendar, at: datetime) -> bool:
    return next(minutes(calendar, at))[1]


def due_by_minutes(start: datetime, within: int, calendar: Calendar) -> datetime:
    left = within
    for moment, works in minutes(calendar, start):
        left -= works
        if not left:
            return moment + MINUTE
    raise AssertionError


def worked_by_minutes(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    count = 0
    for moment, works in minutes(calendar, begin):
        if moment >= end:
            break
        count += works
    return count * MINUTE
