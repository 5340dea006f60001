"""Working time by known dates; the general case is held against a minute-by-minute count in tests/property."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reporter.errors import Misconfigured
from reporter.policy.hours import closed_because, due, holidays_from, is_open, next_opening
from reporter.policy.model import Calendar, Frame, Holidays
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


def test_a_holiday_is_not_worked_and_says_its_name():
    with_holidays = OFFICE.model_copy(update={"holidays": Holidays(country="GB", subdivision="ENG")})
    assert due(london(2026, 12, 24, 17, 0), timedelta(hours=2), with_holidays) == london(2026, 12, 29, 9, 0)
    assert closed_because(with_holidays, london(2026, 12, 25, 10, 0)) == "Christmas Day"
    assert closed_because(with_holidays, london(2026, 12, 24, 20, 0)) is None


def test_a_reduced_schedule_holds_on_holidays_that_are_working_days():
    hours = (Frame(start=time(10), end=time(12)),)
    reduced = OFFICE.model_copy(update={"holidays": Holidays(country="GB", subdivision="ENG", hours=hours)})
    assert next_opening(reduced, london(2026, 12, 24, 18, 0)) == london(2026, 12, 25, 10, 0)
    assert closed_because(reduced, london(2026, 12, 25, 11, 0)) is None
    assert closed_because(reduced, london(2026, 12, 25, 12, 0)) == "Christmas Day"
    assert not is_open(reduced, london(2027, 12, 25, 11, 0))  # a Saturday


def test_a_date_with_its_own_hours_comes_before_its_holiday():
    own = {date(2026, 12, 25): (Frame(start=time(9), end=time(10)),), date(2026, 12, 24): ()}
    calendar = OFFICE.model_copy(update={"holidays": Holidays(country="GB"), "days": own})
    assert is_open(calendar, london(2026, 12, 25, 9, 30))
    assert not is_open(calendar, london(2026, 12, 24, 9, 30))
    assert closed_because(calendar, london(2026, 12, 25, 12, 0)) is None


def test_a_holiday_out_of_a_file_has_the_name_that_stands_there():
    filed = ((date(2026, 12, 24), "Christmas party"), (date(2026, 12, 26), "Never told, it is a Saturday"))
    calendar = OFFICE.model_copy(update={"holidays": Holidays(country="GB"), "filed": filed})
    assert closed_because(calendar, london(2026, 12, 24, 9, 0)) == "Christmas party"
    assert holidays_from(calendar, date(2026, 12, 20), 8) == (
        (date(2026, 12, 24), "Christmas party"), (date(2026, 12, 25), "Christmas Day"))  # fmt: skip


def test_a_holiday_is_a_date_where_the_calendar_is_at_home():
    auckland = Calendar(
        code="nz", name="NZ", zone="Pacific/Auckland", week=OFFICE.week, holidays=Holidays(country="NZ")
    )
    assert closed_because(auckland, datetime(2026, 12, 24, 22, 0, tzinfo=UTC)) == "Christmas Day"


def test_a_promise_that_never_ends_is_told_and_not_counted_for_ever():
    with pytest.raises(Misconfigured, match="`night` has too little working time"):
        due(london(2026, 1, 1), timedelta(days=365 * 50), NIGHTS)
