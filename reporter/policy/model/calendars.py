"""Weekly working hours in a zone, with the days on which they differ."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from reporter.policy.model.values import Code, Frozen, Sentence, quoted, read_working_time, wrong

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Weekday, ...] = get_args(Weekday)
FULL_DAY = timedelta(days=1)
_CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_FRAME = re.compile(rf"{_CLOCK} ?[-–] ?(?:{_CLOCK}|24:00)")


class Frame(Frozen):
    """Working time within one day, local to the calendar's zone; `end` 00:00 means midnight at the day's end."""

    start: time
    """Local time at which work begins."""
    end: time
    """Local time at which it ends; 00:00 is midnight at the day's end."""

    @property
    def length(self) -> timedelta:
        """By the wall clock."""
        begin = timedelta(hours=self.start.hour, minutes=self.start.minute)
        return (timedelta(hours=self.end.hour, minutes=self.end.minute) or FULL_DAY) - begin


Frames = tuple[Frame, ...]


def read_frames(value: object) -> list[Frame]:
    """`08:00-12:00` or a list of such, in order and apart; `closed` is no frame at all."""
    if value == "closed":
        return []
    frames: list[Frame] = []
    for written in value if isinstance(value, list | tuple) else [value]:
        frame = _frame(written)
        if frame is None:
            raise wrong(f"{quoted(written)} is no working time, expected such as `08:00-18:00`, or `closed`")
        if frame.length <= timedelta() or (frames and not _apart(frames[-1], frame)):
            raise wrong(
                f"`{written}` must begin after the one before it, and end later than it begins;"
                " time that goes past midnight is written on both days"
            )
        frames.append(frame)
    return frames


def read_week(value: object) -> dict[str, list[Frame]]:
    """`always`, or a mapping such as `mon-fri: ["08:00-18:00"]`. A day that is not named is a day off."""
    if value == "always":
        return {day: [Frame(start=time(0), end=time(0))] for day in DAYS}
    if not isinstance(value, dict):
        raise wrong('must be `always` or a mapping such as `mon-fri: ["08:00-18:00"]`')
    week: dict[str, list[Frame]] = {}
    for key, written in value.items():
        days = list(_days(str(key)))
        if not days:
            raise wrong(f"`{key}` is no day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri", within=str(key))
        if twice := [day for day in days if day in week]:
            raise wrong(f"names {', '.join(dict.fromkeys(twice))} a second time", within=str(key))
        week.update(dict.fromkeys(days, read_frames(written)))
    if not any(week.values()):
        raise wrong("has no working time at all")
    return week


def _frame(written: object) -> Frame | None:
    if isinstance(written, Frame):
        return written
    found = _FRAME.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return None
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    return Frame(start=time(hour, minute), end=time(end_hour, end_minute))


def _apart(before: Frame, after: Frame) -> bool:
    return before.end != time(0) and before.end <= after.start


def _days(key: str) -> Iterator[Weekday]:
    """`mon`, `mon-fri`, `mon, wed`: the days; none when the key is no such thing."""
    parts = [part.partition("-")[::2] for part in key.replace(" ", "").split(",")]
    if all(first in DAYS and (last or first) in DAYS for first, last in parts):
        for first, last in parts:
            yield from DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]


def write_frames(frames: Frames) -> list[str]:
    """As in the file."""
    return [f"{frame.start:%H:%M}-{frame.end:%H:%M}".replace("-00:00", "-24:00") for frame in frames]


_FRAMES_SCHEMA = {
    "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "examples": ["08:00-18:00", "closed"],
}
WrittenFrames = Annotated[
    Frames, BeforeValidator(read_frames), PlainSerializer(write_frames), WithJsonSchema(_FRAMES_SCHEMA)
]
WrittenWeek = Annotated[
    dict[Weekday, Frames],
    BeforeValidator(read_week),
    PlainSerializer(lambda week: {day: write_frames(frames) for day, frames in week.items()}),
    WithJsonSchema(
        {
            "oneOf": [
                {"const": "always"},
                {
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-z, -]+$"},
                    "additionalProperties": _FRAMES_SCHEMA,
                },
            ]
        }
    ),
]


def read_hours(value: object) -> timedelta:
    """`8 hours`: a day at most."""
    worked = value if isinstance(value, timedelta) else read_working_time(value).of(FULL_DAY * 2)
    if worked > FULL_DAY:
        raise wrong(f"is {quoted(value)}, expected hours or minutes, a day at most, such as `8 hours`")
    return worked


_MINUTES = PlainSerializer(lambda worked: f"{worked // timedelta(minutes=1)} minutes")


class Holidays(Frozen):
    """The days that are no ordinary working days, as the `holidays` package knows them and as files say."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """Two capital letters (ISO 3166-1), such as GB."""
    subdivision: Annotated[str, Field(pattern=r"^[A-Z0-9]{1,6}$")] | None = None
    """A part of the country (ISO 3166-2 without the country), such as ENG."""
    files: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.ics$")], ...] = ()
    """iCalendar files (RFC 5545) that stand beside the policy, such as closed.ics."""
    hours: WrittenFrames = ()
    """What is worked on such a day (a reduced schedule); nothing by default."""


class Calendar(Frozen):
    """Weekly working hours in a time zone, with the days on which they differ."""

    name: Sentence
    """What people call these hours, such as Office hours."""
    zone: str
    """Time zone of the hours, a name such as Europe/London (IANA)."""
    week: WrittenWeek
    """`always`, or hours by day: `mon-fri: ["08:00-12:00", "13:00-18:00"]`. A day that is not named is a day off."""
    holidays: Holidays | None = None
    """Days that are no ordinary working days."""
    days: Mapping[date, WrittenFrames] = Field(default={})
    """Single dates with their own hours, before all else: `2026-12-24: 08:00-12:00`, or `closed`."""
    business_day: (
        Annotated[
            timedelta,
            BeforeValidator(read_hours),
            _MINUTES,
            WithJsonSchema({"type": "string", "examples": ["8 hours"]}),
        ]
        | None
    ) = None
    """How much working time `1 business day` is; by default what every working day has."""
    code: SkipJsonSchema[Code] = Field(default="calendar", exclude=True)  # the key it stands under
    filed: SkipJsonSchema[tuple[tuple[date, str], ...]] = ()
    """The days and their names read from `holidays.files`; set by the loader."""

    def __hash__(self) -> int:
        return hash((self.code, self.zone))  # equal ones have equal hashes; pydantic's own cannot hash a mapping

    @property
    def day_length(self) -> timedelta:
        """The working time of one business day: as written, else what every working day has, else the longest."""
        return self.business_day or max(self.lengths)

    @cached_property
    def lengths(self) -> set[timedelta]:
        """How much working time the days of the week have, by the wall clock."""
        return {sum((frame.length for frame in frames), timedelta()) for frames in self.week.values() if frames}
