"""Recurrence rules of whole days as text (RFC 5545, section 3.3.10): what is read of them, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from reporter.errors import Refused
from reporter.policy.nearest import did_you_mean

Frequency = Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS", "WKST")
TIMES = {"BYHOUR", "BYMINUTE", "BYSECOND"}  # ignored where DTSTART is a date, says the RFC
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST_REPEATS = 100_000
_ORDINAL = re.compile(r"([+-]?[0-9]{1,3})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True)
class Rule:
    """Empty parts say nothing. `weekdays` are (which one, 0 for each of them; 0 for Monday)."""

    frequency: Frequency
    interval: int = 1
    times: int | None = None
    until: date = LATEST
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_begins: int = 0


def read_rule(text: str) -> Rule:
    """Raises Refused with what is wrong, as a sentence without its end that follows a colon."""
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Refused(f"RRULE has `FREQ={frequency}`, expected YEARLY, MONTHLY, WEEKLY or DAILY")
    if "COUNT" in parts and "UNTIL" in parts:
        raise Refused("RRULE has both COUNT and UNTIL; one of them ends it")
    rule = Rule(
        frequency=frequency,
        interval=_number(parts, "INTERVAL", 1),
        times=_number(parts, "COUNT", 1) if "COUNT" in parts else None,
        until=min(LATEST, read_date(parts["UNTIL"][:8], "UNTIL")) if "UNTIL" in parts else LATEST,
        months=tuple(sorted(set(_numbers(parts, "BYMONTH", 12, negative=False)))),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        year_days=_numbers(parts, "BYYEARDAY", 366),
        weekdays=tuple(_weekdays(parts.get("BYDAY", ""))),
        positions=_numbers(parts, "BYSETPOS", 366),
        week_begins=_week_begins(parts),
    )
    _refuse_what_does_not_go_together(rule)
    return rule


def read_date(text: str, what: str) -> date:
    """`20261225`. Raises Refused."""
    if re.fullmatch(r"[0-9]{8}", text):
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as error:
            raise Refused(f"{what} is `{text}`, and there is no such day") from error
    raise Refused(f"{what} is `{text[:40]}`, expected a day such as `20261225`")


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.upper().strip(";").split(";"):
        key, _, value = part.partition("=")
        if key in TIMES:
            continue
        if key not in PARTS:
            raise Refused(f"RRULE has `{key[:40]}`, which is not read here{did_you_mean(key, PARTS)}")
        if key in parts:
            raise Refused(f"RRULE has {key} twice")
        parts[key] = value
    return parts


def _number(parts: dict[str, str], key: str, default: int) -> int:
    text = parts.get(key, str(default))
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 0 < int(text) <= MOST_REPEATS:
        raise Refused(f"RRULE has `{key}={text[:40]}`, expected 1 to {MOST_REPEATS:,}")
    return int(text)


def _numbers(parts: dict[str, str], key: str, highest: int, *, negative: bool = True) -> tuple[int, ...]:
    written = parts[key].split(",") if key in parts else []
    for text in written:
        if not re.fullmatch(r"[+-]?[0-9]{1,3}", text) or not 0 < abs(int(text)) <= highest:
            raise Refused(f"RRULE has `{text[:40]}` in {key}, expected 1 to {highest}")
        if int(text) < 0 and not negative:
            raise Refused(f"RRULE has `{text}` in {key}, expected 1 to {highest}")
    return tuple(int(text) for text in written)


def _weekdays(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split(",") if text else []:
        found = _ORDINAL.fullmatch(part)
        if not found or (found[1] and not 0 < abs(int(found[1])) <= 53):  # noqa: PLR2004 - weeks of a year
            raise Refused(f"RRULE has `{part[:40]}` in BYDAY, expected such as MO, 1MO or -1FR")
        yield int(found[1] or 0), WEEKDAYS.index(found[2])


def _week_begins(parts: dict[str, str]) -> int:
    day = parts.get("WKST", "MO")
    if day not in WEEKDAYS:
        raise Refused(f"RRULE has `WKST={day[:40]}`, expected one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(day)


def _refuse_what_does_not_go_together(rule: Rule) -> None:
    if rule.frequency in {"WEEKLY", "DAILY"} and any(which for which, _ in rule.weekdays):
        raise Refused(f"RRULE counts weekdays in BYDAY, which FREQ={rule.frequency} cannot")
    if rule.frequency == "WEEKLY" and rule.month_days:
        raise Refused("RRULE has BYMONTHDAY, which FREQ=WEEKLY cannot have")
    if rule.frequency != "YEARLY" and rule.year_days:
        raise Refused(f"RRULE has BYYEARDAY, which FREQ={rule.frequency} cannot have")
