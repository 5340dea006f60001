"""Moments as logs, traces and tables write them."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

UNKNOWN_YEAR = 1  # as `Seen.at` promises
BELIEVED_YEARS = range(1970, 2101)
NOON = 12
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})[a-z]{{0,6}}\.?"
_PART = r"(?:[.,](?P<part>\d{1,9})|:(?P<milli>\d{3})(?!\d))?"
_CLOCK = rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d){_PART})?"
_ZONE = r"(?:[ \t]?(?P<zone>(?:UTC|GMT)?[+-]\d\d:?\d\d(?!\d)|Z\b|(?:UTC|GMT)(?![\w+-])))?"
_HALF = r"(?:[ \t]?(?P<half>[AaPp])\.?[Mm]\b)?"
_DATE = r"(?<!\d)(?P<one>\d{1,2})(?P<between>[/.-])(?P<two>\d{1,2})[/.-](?P<year>\d{4})"
_LATE_YEAR = r"(?:[ ](?P<late>\d{4})(?!\d))?"
_COMPACT = r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
_FORMS = (
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?:T|[ \t_,]{{1,3}}){_CLOCK}{_ZONE}"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[ /-]{_MONTH}[ /-](?P<year>\d{{4}})[ :T,]{{1,2}}{_CLOCK}{_ZONE}"),
    re.compile(
        rf"\b{_MONTH}[ ]{{1,2}}(?P<day>\d{{1,2}}),?(?:[ ](?P<year>\d{{4}}),?)?[ ]{{1,2}}{_CLOCK}{_ZONE}{_LATE_YEAR}"
    ),
    re.compile(rf"{_DATE},?[ T]{{1,2}}{_CLOCK}{_HALF}"),
    re.compile(rf"(?<!\d){_COMPACT}\.(?P<part>\d{{3,6}})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<epoch>1\d{9})\.(?P<part>\d{3,6})(?![\d.])"),
    re.compile(rf"(?<![\d:.])(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d){_PART}(?!:?\d)"),
)
_EPOCH = re.compile(r"(?P<epoch>1\d{9})(?:\.?(?P<part>\d{3}|\d{6}))?")
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_LIKELY = re.compile(r"\d:\d\d(?!\d)|\d{10}\.\d{3}")


def moment_in(text: str, *, day_first: bool | None = None) -> datetime | None:
    """The moment that a line of a log names, as `Seen.at`: UTC where it tells its zone, else naive; year 1 where it
    tells none. `day_first` settles 01/02/2026: where that is None and the text does not, the day stays unknown too."""
    if _LIKELY.search(text) is None:
        return None
    for form in _FORMS:
        found = form.search(text)
        if found is not None:
            with suppress(ValueError):  # 31 February, 25 o'clock
                return _read(found.groupdict(), day_first=day_first)
    return None


def moment_of(value: str, *, day_first: bool | None = None) -> datetime | None:
    """The moment that a whole cell of a table is; seconds since 1970 count too, and a day alone is its midnight."""
    value = value.strip()
    found = _EPOCH.fullmatch(value) or _DAY.fullmatch(value)
    if found is None:
        return moment_in(value, day_first=day_first)
    with suppress(ValueError):
        return _read(found.groupdict(), day_first=day_first)
    return None


def _read(parts: dict[str, str | None], *, day_first: bool | None) -> datetime:
    if parts.get("epoch"):
        return datetime.fromtimestamp(int(parts["epoch"] or 0), tz=UTC) + _fraction(parts)
    year, month, day = _date(parts, day_first=day_first)
    hour = int(parts.get("hour") or 0)
    if parts.get("half"):
        hour = hour % NOON + (NOON if (parts["half"] or "").lower() == "p" else 0)
    minute, second = int(parts.get("minute") or 0), min(int(parts.get("second") or 0), 59)  # a leap second
    clock = timedelta(hours=hour, minutes=minute, seconds=second) + _fraction(parts)
    if clock >= timedelta(days=1):
        raise ValueError
    at = datetime(year, month, day) + clock  # noqa: DTZ001 - naive is meant: the zone is unknown until `_zone` tells it
    zone = _zone(parts.get("zone") or "")
    return at if zone is None or year == UNKNOWN_YEAR else at.replace(tzinfo=zone).astimezone(UTC)


def _date(parts: dict[str, str | None], *, day_first: bool | None) -> tuple[int, int, int]:
    year = int(parts.get("year") or parts.get("late") or UNKNOWN_YEAR)
    if year != UNKNOWN_YEAR and year not in BELIEVED_YEARS:
        raise ValueError
    if parts.get("one"):
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        if one > NOON or parts["between"] == ".":
            day_first = True
        elif two > NOON or parts.get("half"):
            day_first = False
        if day_first is None:
            return UNKNOWN_YEAR, 1, 1
        return (year, two, one) if day_first else (year, one, two)
    month, day = parts.get("month") or "1", int(parts.get("day") or 1)
    number = int(month) if month.isdigit() else _MONTHS[month]
    if (year, number, day) == (UNKNOWN_YEAR, 2, 29):  # the year 1 has none
        return UNKNOWN_YEAR, 3, 1
    return year, number, day


def _fraction(parts: dict[str, str | None]) -> timedelta:
    digits = parts.get("part") or parts.get("milli") or "0"
    return timedelta(microseconds=int(digits[:6].ljust(6, "0")))


def _zone(told: str) -> timezone | None:
    if not told:
        return None
    told = told.lstrip("UTCGMZ")
    if not told:
        return UTC
    hours, minutes = int(told[1:3]), int(told[-2:])
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(away if told[0] == "+" else -away)
