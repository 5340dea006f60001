"""Working time against an oracle that looks at every minute."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.policy.hours import due, is_open, next_opening
from reporter.policy.model.calendars import DAYS, Calendar, Frame

MINUTE = timedelta(minutes=1)
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
         "Africa/Cairo", "Pacific/Apia", "Pacific/Auckland", "America/St_Johns", "UTC"]  # fmt: skip
# Changes of the clocks: spring and autumn, Casablanca's Ramadan, and the day that Apia left out.
DAYS_OF_CHANGE = ["2026-03-27", "2026-10-23", "2026-02-13", "2026-04-03", "2011-12-28", "2026-03-06", "2026-10-30",
                  "2026-06-01"]  # fmt: skip


@st.composite
def frames(draw):
    """Up to three frames of a day, in order, on whole quarters of an hour; an end of 24:00 is midnight."""
    edges = draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Frame(start=time(a // 4, a % 4 * 15), end=time(b // 4 % 24, b % 4 * 15)) for a, b in pairs)


calendars = st.builds(
    Calendar,
    code=st.just("any"),
    name=st.just("Any"),
    zone=st.sampled_from(ZONES),
    week=st.dictionaries(st.sampled_from(DAYS), frames(), min_size=1),
)
starts = st.builds(
    lambda day, minutes: datetime.fromisoformat(f"{day}T00:00Z") + timedelta(minutes=minutes),
    st.sampled_from(DAYS_OF_CHANGE),
    st.integers(0, 5 * 1440),
)


def working(calendar: Calendar, at: datetime) -> bool:
    """By the wall clock of the zone, written down once more and differently."""
    local = at.astimezone(ZoneInfo(calendar.zone))
    clock = local.hour * 60 + local.minute
    for frame in calendar.week.get(DAYS[local.weekday()], ()):
        begin, end = (edge.hour * 60 + edge.minute for edge in (frame.start, frame.end))
        if begin <= clock < (end or 1440):
            return True
    return False


def due_by_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    moment, left = start, minutes
    while left:
        left -= working(calendar, moment)
        moment += MINUTE
    return moment


@settings(deadline=None, max_examples=150)
@given(calendars, starts, st.integers(1, 3_000))
def test_due_is_the_minute_that_counting_every_minute_finds(calendar, start, minutes):
    assert due(start, timedelta(minutes=minutes), calendar) == due_by_minutes(start, minutes, calendar)


@settings(deadline=None)
@given(calendars, starts)
def test_the_next_opening_is_the_first_working_minute(calendar, start):
    moment = start
    while not working(calendar, moment):
        moment += MINUTE
    assert next_opening(calendar, start) == moment


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
def test_who_reports_later_is_never_promised_an_earlier_answer(calendar, start, minutes, later):
    within = timedelta(minutes=minutes)
    assert due(start, within, calendar) <= due(start + timedelta(minutes=later), within, calendar)


@settings(deadline=None)
@given(calendars, starts, st.integers(1, 59), st.integers(1, 600))
def test_seconds_are_kept(calendar, start, seconds, minutes):
    within = timedelta(minutes=minutes)
    on_the_minute = due(start, within, calendar)
    assert timedelta() <= due(start + timedelta(seconds=seconds), within, calendar) - on_the_minute
