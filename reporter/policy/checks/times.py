"""Zones, days, holidays, and what is promised in working time."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from reporter.policy.document import Mistake, places
from reporter.policy.holidays_of import known
from reporter.policy.model.calendars import read_week
from reporter.policy.model.values import read_working_time
from reporter.policy.nearest import did_you_mean
from reporter.policy.zones import is_zone, zone_names

TARGETS = ("severities[].first_answer", "severities[].solution")
COUNTED = {"closing": ("after", "chase[].after", "reopen"), "escalation": ("ladder[].after",)}
"""The parts with a calendar in which these of their times are counted."""
_PLACE = re.compile(r"[A-Z0-9]{1,6}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _zones_exist(data: dict[str, object]) -> Iterator[Mistake]:
    for place, value in places(data, "calendars.*.zone"):
        if isinstance(value, str) and not is_zone(value):
            near = did_you_mean(value, sorted(zone_names()))
            yield Mistake(place, f"there is no time zone `{value}`, expected a name such as Europe/London{near}")


def _days_are_dates(data: dict[str, object]) -> Iterator[Mistake]:
    for place, _ in places(data, "calendars.*.days.*"):
        if not _is_date(str(place[-1])):
            yield Mistake(place, f"`{place[-1]}` is no day, expected such as 2026-12-24")


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _holidays_are_known(data: dict[str, object]) -> Iterator[Mistake]:
    for place, holidays in places(data, "calendars.*.holidays"):
        country, part = (_text(holidays, key) for key in ("country", "subdivision"))
        if part and not country:
            yield Mistake(
                (*place, "subdivision"), "is a part of a country: `country` is missing, such as `country: GB`"
            )
        elif country and (sentence := known(country)):
            yield Mistake((*place, "country"), sentence)
        elif country and part and (sentence := known(country, part)):
            yield Mistake((*place, "subdivision"), sentence)


def _text(body: object, key: str) -> str | None:
    """What stands there, when it has the form of the names of countries and their parts."""
    value = body.get(key) if isinstance(body, dict) else None
    return value if isinstance(value, str) and _PLACE.fullmatch(value) else None


def _one_target_holds_for_the_rest(data: dict[str, object]) -> Iterator[Mistake]:
    """Targets are tried in their order: all but the last say when they hold, and the last always does."""
    for pattern in TARGETS:
        for place, written in places(data, pattern):
            *others, last = list(places(written, "[]")) or [((), None)]
            for inner, target in others:
                if isinstance(target, dict) and "reported_in" not in target:
                    yield Mistake((*place, *inner), "needs `reported_in`: only the last target holds for all the rest")
            if isinstance(last[1], dict) and "reported_in" in last[1]:
                here = (*place, *last[0], "reported_in")
                yield Mistake(here, "the last target holds for all the rest: leave this out, or add one after it")


def _a_business_day_has_one_length(data: dict[str, object]) -> Iterator[Mistake]:
    """Told once for a calendar, where it is mended."""
    told: set[str] = set()
    for written, time, code in _counted(data):
        lengths = _lengths(data, code) if code not in told and _is_in_business_days(time) else set()
        if len(lengths) > 1:
            told.add(code)
            hours = ", ".join(f"{length / timedelta(hours=1):g} hours" for length in sorted(lengths))
            needs = f"needs `business_day`, such as `business_day: {hours.split(', ')[-1]}`"
            yield Mistake(("calendars", code), f"{needs}: `{written}` counts in it, and its days differ ({hours})")


def _counted(data: dict[str, object]) -> Iterator[tuple[str, object, str]]:
    """How each working time stands in the file, the time itself, and its calendar."""
    inside = [(part, time) for part, times in COUNTED.items() for time in times]
    for part, pattern in [*((f"{targets}[]", "within") for targets in TARGETS), *inside]:
        for _, body in places(data, part):
            code = body.get("calendar") if isinstance(body, dict) else None
            for _, time in places(body, pattern) if isinstance(code, str) else ():
                yield f"{pattern.split('.')[-1]}: {time}", time, str(code)


def _is_in_business_days(time: object) -> bool:
    try:
        return read_working_time(time).unit == "business day"
    except PydanticCustomError:
        return False


def _lengths(data: dict[str, object], code: str) -> set[timedelta]:
    """How much working time the days of a calendar's week have; none when it has its length of a day or is no week."""
    calendars = data.get("calendars")
    calendar = calendars.get(code) if isinstance(calendars, dict) else None
    if not isinstance(calendar, dict) or "business_day" in calendar:
        return set()
    try:
        week = read_week(calendar.get("week"))
    except PydanticCustomError:
        return set()
    return {sum((frame.length for frame in frames), timedelta()) for frames in week.values() if frames}


CHECKS_OF_TIMES = (
    _zones_exist,
    _days_are_dates,
    _holidays_are_known,
    _one_target_holds_for_the_rest,
    _a_business_day_has_one_length,
)
