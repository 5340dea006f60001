"""From the friendly form of the file (calendars by code, `mon-fri`, "4 hours") to the form of the model."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import time, timedelta
from typing import Any, get_args

from reporter.policy.document import Mistake, Place
from reporter.policy.model import Weekday

DAYS: tuple[Weekday, ...] = get_args(Weekday)
UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "year": timedelta(days=365),
}
LONGEST = timedelta(days=365 * 50)
ALL_DAY = {"start": time(0), "end": time(0)}
DURATIONS: tuple[tuple[Place, tuple[str, ...]], ...] = (
    (("severities", "*", "first_answer", "within"), ("minute", "hour")),
    (("retention", "*"), ("hour", "day", "week", "year")),
)


def places(data: object, pattern: Place, found: Place = ()) -> Iterator[tuple[Place, object]]:
    """Each value whose place fits the pattern, where "*" is any key or number. What has another form is passed over."""
    if len(found) == len(pattern):
        yield found, data
        return
    step = pattern[len(found)]
    if isinstance(data, dict):
        for key in data if step == "*" else [step]:
            if key in data:
                yield from places(data[key], pattern, (*found, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            if step in {"*", number}:
                yield from places(item, pattern, (*found, number))


def shape(data: dict[str, object]) -> tuple[dict[str, object], list[Mistake]]:
    """The model's form, with what could not be read left as it was, and why it could not."""
    mistakes: list[Mistake] = []
    shaped = deepcopy(data)
    for place, value in places(data, ("severities", "*", "examples", "*")):
        if isinstance(value, str):
            _put(shaped, place, {"text": value})
    for pattern, units in DURATIONS:
        for place, value in places(data, pattern):
            duration, problem = read_duration(value, units)
            if problem:
                mistakes.append(Mistake(place, problem))
            _put(shaped, place, duration or value)
    calendars = data.get("calendars")
    if isinstance(calendars, dict):
        shaped["calendars"] = [_calendar(code, body, mistakes) for code, body in calendars.items()]
    elif "calendars" in data:
        mistakes.append(Mistake(("calendars",), "must be a mapping: a code, a colon, and below it name, zone and week"))
    return shaped, mistakes


def _put(data: object, place: Place, value: object) -> None:
    """Another value at a place that exists."""
    *above, last = place
    inner: Any = data
    for step in above:
        inner = inner[step]
    inner[last] = value


def read_duration(value: object, units: tuple[str, ...]) -> tuple[timedelta | None, str]:
    """`30 minutes`, `1 year`: the duration, or None and what is wrong with it."""
    expected = f"a number and one of {', '.join(unit + 's' for unit in units)}"
    found = re.fullmatch(r"([0-9]{1,6}) ?([a-z]+?)s?", value) if isinstance(value, str) else None
    if not found or found[2] not in UNITS:
        return None, f"is {_quoted(value)}, expected {expected}, such as `4 {units[-1]}s`"
    if found[2] not in units:
        return None, f"is {_quoted(value)}, expected {expected} (a working {found[2]} has no fixed length)"
    duration = int(found[1]) * UNITS[found[2]]
    if not timedelta() < duration <= LONGEST:
        return None, f"is {_quoted(value)}, expected more than nothing and at most 50 years"
    return duration, ""


def _quoted(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else "not text"


def _calendar(code: str, body: object, mistakes: list[Mistake]) -> object:
    place: Place = ("calendars", code)
    if not isinstance(body, dict):
        mistakes.append(Mistake(place, "must be a mapping with name, zone and week"))
        return body
    if "code" in body:
        mistakes.append(Mistake((*place, "code"), f"is not written here: the calendar's code is `{code}`"))
    shaped = {**body, "code": code}
    if "week" in body:
        shaped["week"] = _week(body["week"], (*place, "week"), mistakes)
    return shaped


def _week(value: object, place: Place, mistakes: list[Mistake]) -> dict[str, list[dict[str, time]]]:
    if value == "always":
        return {day: [ALL_DAY] for day in DAYS}
    if not isinstance(value, dict):
        mistakes.append(Mistake(place, 'must be `always` or a mapping such as `mon-fri: ["08:00-18:00"]`'))
        return {}
    week: dict[str, list[dict[str, time]]] = {}
    for key, frames in value.items():
        days = _days(key)
        if not days:
            mistakes.append(Mistake((*place, key), "is no day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri"))
        if twice := [day for day in days if day in week]:
            mistakes.append(Mistake((*place, key), f"names {', '.join(twice)} a second time"))
        read = _frames(frames, (*place, key), mistakes)
        week.update(dict.fromkeys(days, read))
    if value and not any(week.values()) and not mistakes:
        mistakes.append(Mistake(place, "has no working time at all"))
    return week


def _days(key: str) -> tuple[Weekday, ...]:
    """`mon`, `mon-fri`, `mon, wed`: the days, or none when the key is no such thing."""
    days: tuple[Weekday, ...] = ()
    for part in key.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            return ()
        days += DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]
    return days if len(set(days)) == len(days) else ()


def _frames(value: object, place: Place, mistakes: list[Mistake]) -> list[dict[str, time]]:
    frames: list[dict[str, time]] = []
    ended = time(0)
    for written in value if isinstance(value, list) else [value]:
        frame = _frame(written)
        if frame is None:
            mistakes.append(Mistake(place, f"{_quoted(written)} is no working time, expected such as `08:00-18:00`"))
        elif _ends_before(frame, ended) or (frames and ended == time(0)):
            mistakes.append(
                Mistake(
                    place,
                    f"`{written}` must begin after the one before it, and end later than it begins;"
                    " time that goes past midnight is written on both days",
                )
            )
        else:
            frames.append(frame)
            ended = frame["end"]
    return frames


def _frame(written: object) -> dict[str, time] | None:
    clock = r"([01][0-9]|2[0-3]):([0-5][0-9])"
    found = re.fullmatch(rf"{clock} ?[-–] ?(?:{clock}|24:00)", written) if isinstance(written, str) else None
    if not found:
        return None
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    return {"start": time(hour, minute), "end": time(end_hour, end_minute)}


def _ends_before(frame: dict[str, time], ended: time) -> bool:
    """Whether the frame begins before the last one ended, or ends before it begins (an end of 00:00 is midnight)."""
    return frame["start"] < ended or (frame["end"] != time(0) and frame["end"] <= frame["start"])
