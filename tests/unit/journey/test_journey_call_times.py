"""When a bad call was, so that it cannot be misread."""

from datetime import UTC, datetime

import pytest

from reporter.journey.answers import Moment
from reporter.journey.call_times import both_sides, doubt_of
from tests.unit.journey.asking import answer_of, asking, mistakes_of, need

WHEN = {"time_date": "2026-11-23", "time_time": "09:15", "time_zone": "Europe/Berlin"}


def moment_of(**typed):
    return answer_of(asking(need("times"), **{**WHEN, **typed})).moment


def told_of(**typed):
    return mistakes_of(asking(need("times"), **{**WHEN, **typed}))


def test_a_day_a_time_and_a_zone_are_a_moment_with_what_was_said_of_the_call():
    moment = moment_of(time_number="from 1001 to +44 20 7946 0123")
    assert moment == Moment(datetime(2026, 11, 23, 8, 15, tzinfo=UTC), "Europe/Berlin", "from 1001 to +44 20 7946 0123")
    assert doubt_of(moment) is None


def test_a_zone_alone_says_nothing():
    assert moment_of(time_date="", time_time="") is None


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"time_date": ""}, "time_date", "Give the day of that call."),
        ({"time_date": "", "time_time": "", "time_number": "1001"}, "time_date", "Give the day of that call."),
        ({"time_date": "2026-02-31"}, "time_date", "Give the day as year-month-day, such as 2026-11-23."),
        ({"time_date": "2026-11-24"}, "time_date", "That day is still to come. Give the day on which it began."),
        ({"time_date": "2020-11-24"}, "time_date", "That is more than two years ago."),
        ({"time_time": ""}, "time_time", "Give the time of that call as hours:minutes, such as 09:30."),
        ({"time_time": "9 o'clock"}, "time_time", "Give the time of that call as hours:minutes, such as 09:30."),
        ({"time_time": "14:00"}, "time_time", "That time is still to come in the zone Europe/Berlin."),
        ({"time_zone": ""}, "time_zone", "Choose the time zone of the time you give."),
        ({"time_zone": "Mars/Base"}, "time_zone", "There is no time zone “Mars/Base”. Choose one from the list."),
    ],
)
def test_what_is_no_moment_that_has_been_is_told(typed, field, told):
    assert told_of(**typed)[field].startswith(told)


def test_a_wrong_time_is_told_once_though_times_are_required():
    assert list(mistakes_of(asking(need("times", required=True), **WHEN | {"time_time": "25:00"}))) == ["time_time"]


@pytest.mark.parametrize(
    ("day", "clock", "utc", "doubt"),
    [("2026-10-25", "02:30", 0, "twice"), ("2026-03-29", "02:30", 1, "skipped"), ("2026-10-25", "03:30", 2, "")],
)
def test_a_time_at_which_the_clocks_were_changed_is_told(day, clock, utc, doubt):
    moment = moment_of(time_date=day, time_time=clock)
    assert (moment.at.hour, moment.doubt) == (utc, doubt)
    note = doubt_of(moment)
    assert (note is not None and "Europe/Berlin" in note.text.format(**note.values)) == bool(doubt)


def test_a_moment_is_shown_on_every_clock_that_matters_and_on_each_once():
    at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    sides = both_sides(at, ("Asia/Tokyo", "UTC", "Europe/London", "Asia/Tokyo"))
    assert [(zone, f"{local:%a %H:%M}") for zone, local in sides] == [
        ("Asia/Tokyo", "Tue 08:30"),
        ("UTC", "Mon 23:30"),
        ("Europe/London", "Mon 23:30"),
    ]
    assert all(local == at for _, local in sides)
