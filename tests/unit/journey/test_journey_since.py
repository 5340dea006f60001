from datetime import UTC, datetime

from reporter.journey.since import Since, read_since

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def since(day, clock="", zone="Europe/London"):
    found = read_since(day, clock, zone=zone, now=NOW)
    assert isinstance(found, Since)
    return found


def test_a_day_without_a_time_is_its_beginning_and_not_exact():
    assert since("2026-11-20", zone="Asia/Kathmandu") == Since(datetime(2026, 11, 19, 18, 15, tzinfo=UTC), exact=False)


def test_a_time_that_came_twice_is_the_first():
    assert since("2026-10-25", "01:30").moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_never_came_is_moved_on():
    assert since("2026-03-29", "01:30").moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_midnight_that_never_came_is_moved_on():
    assert since("2026-04-24", zone="Africa/Cairo").moment == datetime(2026, 4, 23, 22, 0, tzinfo=UTC)


def test_today_is_taken_where_it_is_already_tomorrow():
    late = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert isinstance(read_since("2026-11-24", "09:00", zone="Pacific/Auckland", now=late), Since)


def test_two_years_ago_is_just_young_enough():
    assert since("2024-11-23").moment.year == 2024
