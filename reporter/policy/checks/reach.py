"""Whether what is promised comes at all: a thousand hours of a calendar with one hour a week take twenty years."""

from collections.abc import Iterator
from datetime import timedelta

from pydantic_core import PydanticCustomError

from reporter.policy.checks.times import COUNTED, TARGETS
from reporter.policy.document import Mistake, Place, places
from reporter.policy.model.calendars import read_hours, read_week
from reporter.policy.model.values import LONGEST, read_working_time

WEEK = timedelta(weeks=1)


def times_come_in_a_lifetime(data: dict[str, object]) -> Iterator[Mistake]:
    for place, time, code in _counted(data):
        try:
            week, day = _working(data, code)
            takes = read_working_time(time).of(day) / week
        except (PydanticCustomError, ZeroDivisionError):
            continue  # told by others
        if takes * WEEK.days > LONGEST.days:
            years = takes * WEEK.days / 365
            yield Mistake(place, f"takes {years:,.0f} years of the working time of `{code}`; 50 at most make a promise")


def _counted(data: dict[str, object]) -> Iterator[tuple[Place, object, str]]:
    """Where a working time stands, what is written there, and the code of its calendar."""
    inside = [(part, time) for part, times in COUNTED.items() for time in times]
    for part, pattern in [*((f"{targets}[]", "within") for targets in TARGETS), *inside]:
        for place, body in places(data, part):
            code = body.get("calendar") if isinstance(body, dict) else None
            for inner, time in places(body, pattern) if isinstance(code, str) else ():
                yield (*place, *inner), time, str(code)


def _working(data: dict[str, object], code: str) -> tuple[timedelta, timedelta]:
    """What a calendar works in a week, and in a business day. Nothing where it is no calendar."""
    calendars = data.get("calendars")
    calendar = calendars.get(code) if isinstance(calendars, dict) else None
    if not isinstance(calendar, dict):
        return timedelta(), timedelta()
    week = read_week(calendar.get("week"))
    lengths = [sum((frame.length for frame in frames), timedelta()) for frames in week.values()]
    day = read_hours(calendar["business_day"]) if "business_day" in calendar else max(lengths)
    return sum(lengths, timedelta()), day
