"""Working time by known dates; the general case is held against a minute-by-minute count in tests/property."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reporter.policy.hours import due, is_open, next_opening
from reporter.policy.model import Calendar, Frame
from reporter.policy.promise import first_answer_by

LONDON = ZoneInfo("Europe/London")
OFFICE = Calendar(
    code="office",
    name="Office",
    zone="Europe/London",
    week={day: (Frame(start=time(8), end=time(18)),) for day in ("mon", "tue", "wed", "thu", "fri")},
)
NIGHTS = Calendar(code="night", name="Nights", zone="Europe/London", week={"sun": (Frame(start=time(0), end=time(3)),)})


def london(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=LONDON, fold=fold)


def test_hours_left_on_friday_go_on_on_monday():
    assert due(london(2026, 11, 20, 16, 0), timedelta(hours=4), OFFICE) == london(2026, 11, 23, 10, 0)


def test_time_used_up_at_closing_ends_at_closing():
    assert due(london(2026, 11, 20, 14, 0), timedelta(hours=4), OFFICE) == london(2026, 11, 20, 18, 0)


def test_a_report_at_night_counts_from_the_opening():
    assert due(london(2026, 11, 21, 3, 0), timedelta(minutes=30), OFFICE) == london(2026, 11, 23, 8, 30)


def test_a_day_that_ends_at_midnight_goes_on_at_once():
    always = Calendar(
        code="always", name="Always", zone="Europe/London",
        week={day: (Frame(start=time(0), end=time(0)),) for day in OFFICE.week} | {
            day: (Frame(start=time(0), end=time(0)),) for day in ("sat", "sun")},
    )  # fmt: skip
    start = datetime(2026, 10, 24, 23, 50, 30, tzinfo=UTC)
    assert due(start, timedelta(hours=30), always) == start + timedelta(hours=30)


def test_the_hour_that_is_skipped_is_not_working_time():
    assert due(london(2026, 3, 29, 0, 30), timedelta(hours=1), NIGHTS) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert due(london(2026, 3, 29, 0, 0), timedelta(hours=3), NIGHTS) == london(2026, 4, 5, 1, 0)


def test_the_hour_that_comes_twice_counts_twice():
    assert due(london(2026, 10, 25, 0, 0), timedelta(hours=4), NIGHTS) == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)


def test_opening_is_inclusive_and_closing_is_not():
    assert is_open(OFFICE, london(2026, 11, 20, 8, 0))
    assert not is_open(OFFICE, london(2026, 11, 20, 18, 0))


def test_the_next_opening_is_now_while_open():
    assert next_opening(OFFICE, london(2026, 11, 20, 9, 15)) == london(2026, 11, 20, 9, 15)
    assert next_opening(OFFICE, london(2026, 11, 20, 18, 0)) == london(2026, 11, 23, 8, 0)


def test_summer_time_is_counted_by_the_wall_clock():
    assert next_opening(OFFICE, london(2026, 3, 27, 18, 0)) == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


def test_the_promise_runs_in_the_calendar_of_its_level(policy):
    saturday = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    assert first_answer_by(policy, "critical", saturday) == saturday + timedelta(minutes=30)
    assert first_answer_by(policy, "important", saturday) == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert first_answer_by(policy, "minor", saturday).tzinfo is UTC
