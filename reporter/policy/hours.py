"""Working time. A moment is working time when the wall clock of the calendar's zone then stands within a frame;
what is counted are minutes that really pass. So an hour that comes twice counts twice, and one that is skipped never.

Moments come in aware, in any zone, and go out in UTC. A calendar has some working time: the loader sees to it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from reporter.policy.model.calendars import DAYS, Calendar, Frame

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
Span = tuple[datetime, datetime]


def is_open(calendar: Calendar, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(calendar.zone)).replace(tzinfo=None)
    return any(begin <= local < end for begin, end in _frames_on(calendar, local))


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first working moment from `at` on: `at` itself while it is working time."""
    return next(begin for begin, _ in working_spans(calendar, at))


def due(start: datetime, within: timedelta, calendar: Calendar) -> datetime:
    """The moment at which `within` of working time has passed since `start`.
    Used up exactly at the end of a working day, it is that end and not the next morning."""
    left = within
    moment = start.astimezone(UTC)
    for begin, end in working_spans(calendar, start):
        if left <= timedelta():
            break
        moment = min(end, begin + left)
        left -= moment - begin
    return moment


def working_spans(calendar: Calendar, start: datetime) -> Iterator[Span]:
    """Working time from `start` on, as spans in UTC, in order, without end. Neighbours may touch."""
    zone = ZoneInfo(calendar.zone)
    moment = start.astimezone(UTC)
    while True:
        for begin, end in _same_offset(moment, moment + DAY, zone):
            yield from _spans_within(calendar, begin, end, _offset(begin, zone))
        moment += DAY


def _same_offset(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Span]:
    """A day of UTC cut where the zone's clocks are changed, which happens once a day at most."""
    if _offset(begin, zone) == _offset(end, zone):
        yield begin, end
        return
    before, after = begin, end
    while after - before > SECOND:
        middle = before + (after - before) / 2
        if _offset(middle, zone) == _offset(begin, zone):
            before = middle
        else:
            after = middle
    change = after.replace(microsecond=0)  # clocks are changed at a whole second
    yield begin, change
    yield change, end


def _spans_within(calendar: Calendar, begin: datetime, end: datetime, offset: timedelta) -> Iterator[Span]:
    """The working time between two moments in UTC while local time is UTC plus `offset`."""
    local_begin, local_end = ((moment + offset).replace(tzinfo=None) for moment in (begin, end))
    day = local_begin
    while day.date() <= local_end.date():
        for opens, closes in _frames_on(calendar, day):
            first, last = max(opens, local_begin), min(closes, local_end)
            if first < last:
                yield first.replace(tzinfo=UTC) - offset, last.replace(tzinfo=UTC) - offset
        day += DAY


def _frames_on(calendar: Calendar, local: datetime) -> Iterator[Span]:
    """The frames of a local day, by its wall clock."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    frames: tuple[Frame, ...] = calendar.week.get(DAYS[local.weekday()], ())
    for frame in frames:
        begin = midnight + timedelta(hours=frame.start.hour, minutes=frame.start.minute)
        length = timedelta(hours=frame.end.hour, minutes=frame.end.minute)
        yield begin, midnight + (length or DAY)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset
