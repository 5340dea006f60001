"""When a problem began: a local date and perhaps a time, in a zone, as a moment in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reporter.journey.answers import Doubt, Mistake

SLACK = timedelta(minutes=5)  # clocks differ
OLDEST = timedelta(days=731)


@dataclass(frozen=True)
class Since:
    """`moment` is UTC; `exact` False: only the day was given, and the moment is the day's beginning.
    `doubt`: what the zone's clocks did at that time, see `read_since`."""

    moment: datetime
    exact: bool
    doubt: Doubt = ""


def read_since(day: str, clock: str, *, zone: str, now: datetime) -> Since | Mistake:
    """`day` YYYY-MM-DD, `clock` HH:MM or "", `zone` an existing IANA zone, `now` aware.
    A local time that came twice (clocks put back) is the first; one that was skipped (put forward) is moved on."""
    date_given = _date(day)
    if date_given is None:
        return Mistake(
            "since_date", "Give the day as year-month-day, such as {example}.", {"example": f"{now:%Y-%m-%d}"}
        )
    time_given = read_clock(clock)
    if time_given is None:
        return Mistake("since_time", "Give the time as hours:minutes, such as 09:30, or leave it empty.")
    if date_given < (now - OLDEST).date():
        return Mistake("since_date", "That is more than two years ago. Give the day on which you noticed it last.")
    local_zone, latest = ZoneInfo(zone), now + SLACK
    if date_given > latest.astimezone(local_zone).date():
        return Mistake("since_date", "That day is still to come. Give the day on which it began.")
    local = datetime.combine(date_given, time_given, local_zone)
    moment = local.astimezone(UTC)
    if moment > latest:
        return Mistake(
            "since_time", "That time is still to come in the zone {zone}. Give when it began.", {"zone": zone}
        )
    return Since(moment, exact=bool(clock), doubt=_doubt(local) if clock else "")


def read_clock(text: str) -> time | None:
    """Hours and minutes, the day's beginning for ""; None when it is no time. Browsers may add seconds."""
    if not text:
        return time(0)
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?", text)
    return time(int(found[1]), int(found[2])) if found else None


def _doubt(local: datetime) -> Doubt:
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return "twice" if first > second else "skipped"


def _date(text: str) -> date | None:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:  # the 31st of February
        return None
