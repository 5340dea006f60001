"""The days on which a recurrence rule falls, with an end to the work whatever the rule says."""

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from reporter.errors import Refused
from reporter.policy.ical_rules import LATEST, Rule

MOST_STEPS = 400_000  # days looked at for one file: about half a second
WEEK = 7
MONTHS = range(1, 13)


class Work:
    """What may still be done for one file."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def step(self) -> None:
        """Raises Refused when too much was done."""
        self._left -= 1
        if self._left < 0:
            raise Refused(f"its rules take more than {MOST_STEPS:,} steps until {LATEST.year}; end them by UNTIL")


def occurrences(rule: Rule, start: date, work: Work) -> Iterator[date]:
    """The days of the rule from `start` (DTSTART) to its end or 2100, in order. Raises Refused after too much work."""
    rule = _as_it_began(rule, start)
    left = rule.times
    for period in _periods(rule, start, work):
        for day in _chosen(rule, [day for day in period if _fits(rule, day)]):
            if day < start:
                continue
            if day > rule.until or left == 0:
                return
            left = None if left is None else left - 1
            yield day


def _as_it_began(rule: Rule, start: date) -> Rule:
    """What the rule leaves open is as on its first day."""
    if rule.month_days or rule.year_days or rule.weekdays:
        return rule
    if rule.frequency == "YEARLY":
        return replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=(start.day,))
    return replace(rule, weekdays=((0, start.weekday()),)) if rule.frequency == "WEEKLY" else rule


def _periods(rule: Rule, start: date, work: Work) -> Iterator[Iterable[date]]:
    """The days of each year, month or week in which the rule can fall, in order, up to its end."""
    for number in count(0, rule.interval):
        work.step()
        if rule.frequency == "YEARLY":
            year = start.year + number
            if year > rule.until.year:
                return
            yield _days_of_months(rule, year, rule.months or MONTHS, work)
        elif rule.frequency == "MONTHLY":
            years, month = divmod(start.month - 1 + number, 12)
            if start.year + years > rule.until.year:
                return
            yield _days_of_months(rule, start.year + years, (month + 1,), work)
        else:
            weekly = rule.frequency == "WEEKLY"
            before = (start.weekday() - rule.week_begins) % WEEK if weekly else 0
            first = start.toordinal() - before + number * (WEEK if weekly else 1)
            if first > rule.until.toordinal():
                return
            yield _counted((date.fromordinal(first + day) for day in range(WEEK if weekly else 1)), work)


def _days_of_months(rule: Rule, year: int, months: Iterable[int], work: Work) -> Iterator[date]:
    for month in months:
        length = monthrange(year, month)[1]
        named = {day if day > 0 else length + 1 + day for day in rule.month_days}
        days = sorted(day for day in named if 1 <= day <= length) if named else range(1, length + 1)
        yield from _counted((date(year, month, day) for day in days), work)


def _counted(days: Iterable[date], work: Work) -> Iterator[date]:
    for day in days:
        work.step()
        yield day


def _chosen(rule: Rule, days: list[date]) -> list[date]:
    """Those of a period's days that BYSETPOS names."""
    if not rule.positions:
        return days
    return sorted({days[at - 1 if at > 0 else at] for at in rule.positions if abs(at) <= len(days)})


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.month_days and not {day.day, day.day - length - 1} & set(rule.month_days):
        return False
    year_day, year_length = day.timetuple().tm_yday, 365 + isleap(day.year)
    if rule.year_days and not {year_day, year_day - year_length - 1} & set(rule.year_days):
        return False
    if not rule.weekdays:
        return True
    in_month = rule.frequency == "MONTHLY" or bool(rule.months)
    at, of = (day.day, length) if in_month else (year_day, year_length)
    weekday = day.weekday()
    return not {(0, weekday), ((at - 1) // WEEK + 1, weekday), (-((of - at) // WEEK) - 1, weekday)}.isdisjoint(
        rule.weekdays
    )


def days_from(first: date, days: int) -> Iterator[date]:
    """So many days, one after the other."""
    for number in range(days):
        yield first + timedelta(days=number)
