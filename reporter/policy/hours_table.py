"""What is worked on each day, worked out once. Days are days of UTC, counted from 1970, and moments are microseconds
from there: so whole days are skipped by their sums, and the day on which clocks are changed is like any other.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from reporter.errors import Misconfigured
from reporter.policy.holidays_of import national
from reporter.policy.model.calendars import DAYS, Calendar, Frame, Frames

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = EPOCH.date().toordinal()
LAST = date(2400, 1, 1).toordinal() - FIRST
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
MOST_KEPT = 20_000  # days: 55 years, about 5 MB
Span = tuple[int, int]


class Day(NamedTuple):
    """The working time of one day of UTC: spans in order and apart, though they may touch, and their sum."""

    spans: tuple[Span, ...]
    total: int

    def before(self, moment: int) -> int:
        """How much of it is over at that moment."""
        over = 0
        for begin, end in self.spans:
            if moment <= begin:
                break
            over += min(end, moment) - begin
        return over


def micro(moment: datetime) -> int:
    """An aware moment as microseconds."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(microseconds: int) -> datetime:
    """In UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


@lru_cache(maxsize=256)
def table_of(calendar: Calendar) -> "Table":
    """Equal calendars share one."""
    return Table(calendar)


class Table:
    """Safe for several threads: at worst a day is worked out twice."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._week = [_spans(calendar.week.get(name, ())) for name in DAYS]
        self._single = {day.toordinal(): _spans(frames) for day, frames in calendar.days.items()}
        self._reduced = _spans(calendar.holidays.hours) if calendar.holidays else ()
        self._filed = dict(calendar.filed)
        self._kept: dict[int, Day] = {}
        self._offsets: dict[int, int] = {}

    def day(self, number: int) -> Day:
        """Raises Misconfigured after the year 2400, which only a calendar with next to no working time gets to."""
        return self._kept.get(number) or self._worked_out(number)

    def days(self, number: int) -> Iterator[Day]:
        """One and all that follow, as `day` gives them."""
        while True:
            yield self.day(number)
            number += 1

    def worked(self, begin: int, end: int) -> int:
        """The working time between two moments, `end` not before `begin`."""
        first, last = begin // DAY, end // DAY
        over = self.day(last).before(end) - self.day(first).before(begin)
        for number in range(first, last):
            over += self.day(number).total
        return over

    def due(self, moment: int, within: int) -> int:
        """When so much more has been worked, which must be more than nothing."""
        number = moment // DAY
        day = self.day(number)
        left = within + day.before(moment)
        while left > day.total:
            left -= day.total
            number += 1
            day = self.day(number)
        for begin, end in day.spans:
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise AssertionError  # the spans of a day add up to its sum

    def holiday(self, day: date) -> str | None:
        """The name of the holiday that this local date is; None too where the policy gives the date its own hours."""
        holidays = self._calendar.holidays
        if holidays is None or day.toordinal() in self._single:
            return None
        if day in self._filed or not holidays.country:
            return self._filed.get(day)
        return national(holidays.country, holidays.subdivision, day.year).get(day)

    def works_on(self, day: date) -> bool:
        """Whether the week has working time on this local date, holiday or not."""
        return bool(self._week[day.weekday()])

    def _worked_out(self, number: int) -> Day:
        if number > LAST:
            raise Misconfigured(f"The calendar `{self._calendar.code}` has too little working time for this promise.")
        if len(self._kept) > MOST_KEPT:
            self._kept, self._offsets = {}, {}
        begin, end = number * DAY, (number + 1) * DAY
        offset, later = self._offset(begin), self._offset(end)
        if offset == later:
            spans = tuple(self._within(begin, end, offset))
        else:
            change = self._change(begin, end)
            spans = (*self._within(begin, change, offset), *self._within(change, end, later))
        found = self._kept[number] = Day(spans, sum(end - begin for begin, end in spans))
        return found

    def _within(self, begin: int, end: int, offset: int) -> Iterator[Span]:
        """The working time between two moments while local time is UTC plus `offset`."""
        begin, end = begin + offset, end + offset
        for number in range(begin // DAY, (end - 1) // DAY + 1):
            midnight = number * DAY
            for opens, closes in self._on(FIRST + number):
                first, last = max(midnight + opens, begin), min(midnight + closes, end)
                if first < last:
                    yield first - offset, last - offset

    def _on(self, ordinal: int) -> tuple[Span, ...]:
        """The spans of a local date, from its midnight, by its wall clock."""
        if ordinal in self._single:
            return self._single[ordinal]
        ordinary = self._week[(ordinal - 1) % 7]
        if ordinary and self._calendar.holidays and self.holiday(date.fromordinal(ordinal)):
            return self._reduced
        return ordinary

    def _change(self, before: int, after: int) -> int:
        """When clocks are changed between two moments, which happens once a day at most, at a whole second."""
        old = self._offset(before)
        while after - before > SECOND:
            middle = (before + after) // 2 // SECOND * SECOND
            if self._offset_at(middle) == old:
                before = middle
            else:
                after = middle
        return after

    def _offset(self, moment: int) -> int:
        known = self._offsets.get(moment)
        if known is None:
            known = self._offsets[moment] = self._offset_at(moment)
        return known

    def _offset_at(self, moment: int) -> int:
        offset = moment_of(moment).astimezone(self._zone).utcoffset()
        assert offset is not None
        return offset // MICROSECOND


def _spans(frames: Frames) -> tuple[Span, ...]:
    return tuple((begin, begin + frame.length // MICROSECOND) for frame in frames for begin in [_since_midnight(frame)])


def _since_midnight(frame: Frame) -> int:
    return (frame.start.hour * 60 + frame.start.minute) * 60 * SECOND
