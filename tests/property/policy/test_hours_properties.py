"""Working time against an oracle that looks at every minute."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.policy.hours import closed_because, due, is_open, next_opening, worked
from tests.property.policy.minutes import MINUTE, calendars, due_by_minutes, minutes, starts, worked_by_minutes, working


@settings(deadline=None, max_examples=200)
@given(calendars, starts, st.integers(1, 3_000))
def test_due_is_the_minute_that_counting_every_minute_finds(calendar, start, within):
    assert due(start, timedelta(minutes=within), calendar) == due_by_minutes(start, within, calendar)


@settings(deadline=None, max_examples=200)
@given(calendars, starts, st.integers(0, 6_000))
def test_what_was_worked_is_what_counting_every_minute_finds(calendar, start, later):
    end = start + timedelta(minutes=later)
    assert worked(calendar, start, end) == worked_by_minutes(calendar, start, end)


@settings(deadline=None)
@given(calendars, starts)
def test_the_next_opening_is_the_first_working_minute(calendar, start):
    assert next_opening(calendar, start) == next(moment for moment, works in minutes(calendar, start) if works)


@settings(deadline=None)
@given(calendars, starts)
def test_open_means_within_a_frame_of_the_wall_clock(calendar, start):
    assert is_open(calendar, start) == working(calendar, start)


@settings(deadline=None)
@given(calendars, starts, st.integers(0, 2_000), st.integers(0, 2_000))
def test_two_promises_one_after_the_other_are_one_promise(calendar, start, first, second):
    once = due(start, timedelta(minutes=first + second), calendar)
    assert due(due(start, timedelta(minutes=first), calendar), timedelta(minutes=second), calendar) == once


@settings(deadline=None)
@given(calendars, starts, st.integers(1, 2_000), st.integers(1, 600))
def test_who_reports_later_is_never_promised_an_earlier_answer(calendar, start, within, later):
    allowed = timedelta(minutes=within)
    assert due(start, allowed, calendar) <= due(start + timedelta(minutes=later), allowed, calendar)


@settings(deadline=None)
@given(calendars, starts, st.integers(0, 90_000), st.integers(0, 90_000))
def test_what_is_worked_in_two_stretches_is_worked_in_both_together(calendar, start, first, second):
    middle = start + first * MINUTE
    end = middle + second * MINUTE
    assert worked(calendar, start, end) == worked(calendar, start, middle) + worked(calendar, middle, end)


@settings(deadline=None)
@given(calendars, starts, st.integers(-90_000, 90_000))
def test_what_is_worked_is_never_less_than_nothing_nor_more_than_passed(calendar, start, later):
    assert timedelta() <= worked(calendar, start, start + later * MINUTE) <= max(timedelta(), later * MINUTE)


@settings(deadline=None)
@given(calendars, starts, st.integers(1, 20_000))
def test_until_it_is_due_just_what_was_allowed_is_worked(calendar, start, within):
    allowed = timedelta(minutes=within, seconds=7, microseconds=1)
    assert worked(calendar, start, due(start, allowed, calendar)) == allowed


@settings(deadline=None)
@given(calendars, starts, st.integers(1, 59), st.integers(1, 600))
def test_seconds_are_kept(calendar, start, seconds, within):
    allowed = timedelta(minutes=within)
    on_the_minute = due(start, allowed, calendar)
    assert timedelta() <= due(start + timedelta(seconds=seconds), allowed, calendar) - on_the_minute


@settings(deadline=None)
@given(calendars, starts)
def test_only_what_is_closed_has_a_holiday_for_a_reason(calendar, start):
    assert closed_because(calendar, start) is None or not working(calendar, start)
