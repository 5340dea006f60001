"""Working time. A moment is working time when the wall clock of the calendar's zone then stands within a frame;
what is counted are minutes that really pass. So an hour that comes twice counts twice, and one that is skipped never.

A holiday is a local date of the calendar's zone. Its own hours (`days`) come first, then holidays, then the week.
Moments come in aware, in any zone, and go out in UTC. A calendar has some working time: the loader sees to it.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from reporter.policy.hours_table import DAY, MICROSECOND, micro, moment_of, table_of
from reporter.policy.model.calendars import Calendar


def is_open(calendar: Calendar, at: datetime) -> bool:
    moment = micro(at)
    return any(begin <= moment < end for begin, end in table_of(calendar).day(moment // DAY).spans)


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first working moment from `at` on: `at` itself while it is working time."""
    moment = micro(at)
    days = table_of(calendar).days(moment // DAY)
    return moment_of(next(max(begin, moment) for day in days for begin, end in day.spans if end > moment))


def due(start: datetime, within: timedelta, calendar: Calendar) -> datetime:
    """The moment at which `within` of working time has passed since `start`.
    Used up exactly at the end of a working day, it is that end and not the next morning."""
    if within <= timedelta():
        return start.astimezone(UTC)
    return moment_of(table_of(calendar).due(micro(start), within // MICROSECOND))


def worked(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    """The working time between two moments; nothing when `end` is not the later one."""
    first, last = micro(begin), micro(end)
    if last <= first:
        return timedelta()
    return table_of(calendar).worked(first, last) * MICROSECOND


def closed_because(calendar: Calendar, at: datetime) -> str | None:
    """The name of the holiday that closes at `at` what the week would have open on that local date; else None."""
    table = table_of(calendar)
    day = at.astimezone(ZoneInfo(calendar.zone)).date()
    return table.holiday(day) if table.works_on(day) and not is_open(calendar, at) else None


def holidays_from(calendar: Calendar, first: date, days: int) -> tuple[tuple[date, str], ...]:
    """The holidays among so many local dates, with their names, that fall on days which the week has open."""
    table = table_of(calendar)
    dates = (first + timedelta(days=number) for number in range(days))
    return tuple((day, name) for day in dates if table.works_on(day) and (name := table.holiday(day)))
