"""Days out of iCalendar files, and what is said of files that are none."""

import subprocess
import sys
from datetime import date

import pytest

from reporter.errors import Misconfigured
from reporter.policy.ical import read_ical


def file_of(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def days_of(*events: str) -> list[date]:
    return [day for day, _ in read_ical(file_of(*events), "closed.ics")]


def told(data: bytes) -> str:
    with pytest.raises(Misconfigured) as refused:
        read_ical(data, "closed.ics")
    assert str(refused.value).startswith("`closed.ics` cannot be read: ")
    return str(refused.value)


def test_an_all_day_event_is_a_day_with_its_name():
    data = file_of("DTSTART;VALUE=DATE:20261224|SUMMARY:Christmas Eve\\, from noon")
    assert read_ical(data, "closed.ics") == ((date(2026, 12, 24), "Christmas Eve, from noon"),)


def test_the_end_of_an_event_is_the_day_after_its_last():
    assert days_of("DTSTART:20261224|DTEND:20261227") == [date(2026, 12, day) for day in (24, 25, 26)]
    assert days_of("DTSTART:20261224|DURATION:P1W")[-1] == date(2026, 12, 30)
    assert days_of("DTSTART:20261224|DTEND:20261224") == [date(2026, 12, 24)]


def test_a_day_every_year_comes_until_2100():
    days = days_of("DTSTART:20200229|RRULE:FREQ=YEARLY")
    assert days[:2] == [date(2020, 2, 29), date(2024, 2, 29)]
    assert days[-1] == date(2096, 2, 29)


def test_a_rule_can_count_weekdays_of_a_month():
    rule = "DTSTART:20260525|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3"
    assert days_of(rule) == [date(2026, 5, 25), date(2027, 5, 31), date(2028, 5, 29)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=-1", ["2026-03-29", "2027-03-28", "2028-03-26"]),
        ("FREQ=YEARLY;BYYEARDAY=60,-1", ["2026-03-01", "2026-12-31", "2027-03-01"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=-1", ["2026-02-28", "2028-02-29", "2030-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYDAY=2TU,-1FR", ["2026-01-13", "2026-01-30", "2026-02-10"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-01-30", "2026-02-27", "2026-03-31"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", ["2026-01-11", "2026-01-12", "2026-01-25"]),
        ("FREQ=WEEKLY;BYDAY=SA;BYMONTH=7", ["2026-07-04", "2026-07-11", "2026-07-18"]),
        ("FREQ=DAILY;BYDAY=MO,FR", ["2026-01-02", "2026-01-05", "2026-01-09"]),
    ],
)
def test_a_rule_falls_on_the_days_of_a_calendar_on_the_wall(rule, days):
    assert [str(day) for day in days_of(f"DTSTART:20260101|RRULE:{rule};COUNT=3")] == days


def test_several_rules_and_days_add_up():
    event = "DTSTART:20260105|RRULE:FREQ=DAILY;COUNT=2|RRULE:FREQ=WEEKLY;COUNT=2|RDATE:20260301,20260302"
    assert [str(day)[5:] for day in days_of(event)] == ["01-05", "01-06", "01-12", "03-01", "03-02"]


def test_a_rule_ends_with_its_last_day():
    assert days_of("DTSTART:20260105|RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260202T000000Z") == [
        date(2026, 1, 5), date(2026, 1, 19), date(2026, 2, 2)]  # fmt: skip


def test_days_are_left_out_added_and_moved():
    rule = "UID:x|DTSTART:20260105|RRULE:FREQ=DAILY;COUNT=4|EXDATE:20260106,20260107|RDATE:20260201"
    moved = "UID:x|RECURRENCE-ID:20260108|DTSTART:20260301|SUMMARY:Moved"
    assert days_of(rule, moved) == [date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 1)]


def test_a_cancelled_event_is_no_holiday():
    assert days_of("DTSTART:20260105|STATUS:cancelled", "DTSTART:20260106") == [date(2026, 1, 6)]
    rule = "UID:x|DTSTART:20260105|RRULE:FREQ=DAILY;COUNT=2"
    assert days_of(rule, "UID:x|RECURRENCE-ID:20260105|DTSTART:20260105|STATUS:CANCELLED") == [date(2026, 1, 6)]


def test_long_lines_that_were_folded_are_put_together():
    event = b"DTSTART;VALUE\n =DATE:2026\n 0105\nSUMMARY:New\n  Year\n"
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + event + b"END:VEVENT\nEND:VCALENDAR"
    assert read_ical(data, "closed.ics") == ((date(2026, 1, 5), "New Year"),)


def test_a_day_without_a_name_is_called_as_the_file():
    assert read_ical(file_of("DTSTART:20260105"), "closed.ics") == ((date(2026, 1, 5), "closed"),)


def test_alarms_and_zones_are_passed_over():
    data = file_of("DTSTART:20260105|BEGIN:VALARM|TRIGGER:-PT5M|DURATION:PT5M|END:VALARM").replace(
        b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE\r\nDTSTART:16010101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT", 1
    )
    assert read_ical(data, "closed.ics")[0][0] == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("SUMMARY:Moving house", "at `Moving house`: the event has no DTSTART"),
        (
            "DTSTART:20261225T100000Z",
            "at `DTSTART:20261225T100000Z`: expected a day such as `20261225`, without a time",
        ),
        ("DTSTART;TZID=Europe/London:20261225T100000", "without a time"),
        ("DTSTART:20260105|EXDATE:20260106T100000", "at `EXDATE:20260106T100000`: expected a day"),
        ("DTSTART:20260230", "at `DTSTART:20260230`: Wrong date format 20260230"),
        ("DTSTART:20260105|DTEND:20260101", "at `closed 2026-01-05`: the event must take whole days, 1 to 400"),
        ("DTSTART:20260105|DTEND:20290101", "whole days, 1 to 400"),
        ("DTSTART:20260105|DURATION:PT8H", "whole days, 1 to 400"),
        (
            "DTSTART:20260105|RRULE:FREQ=SECONDLY",
            "at `closed 2026-01-05`: expected FREQ=YEARLY, MONTHLY, WEEKLY or DAILY",
        ),
        ("DTSTART:20260105|RRULE:COUNT=2", "expected FREQ=YEARLY"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONHT=5", "BYMONHT is not read with FREQ=YEARLY"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYEASTER=1", "BYEASTER is not read with FREQ=YEARLY"),
        ("DTSTART:20260105|RRULE:FREQ=WEEKLY;BYMONTHDAY=5", "BYMONTHDAY is not read with FREQ=WEEKLY"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONTH=13", "no day fits the rule"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "no day fits the rule"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYDAY=60MO", "this is not as RFC 5545 has it"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;INTERVAL=0", "INTERVAL is 1 to 40"),
        ("DTSTART:20260105|RRULE:FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 41), "a rule may have 40 values"),
        ("DTSTART:20260105|RRULE:FREQ=WEEKLY;BYDAY=1MO", "BYDAY counts weekdays (1MO) with YEARLY or MONTHLY only"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYDAY=1MO,TU", "and then each of them"),
        ("DTSTART:16010101|RRULE:FREQ=DAILY", "the rule begins before the year 1900"),
        ("DTSTART:20260105|RRULE:FREQ=DAILY", "more than 20,000 days"),
        ("what is this", "at `what is this`: Content line could not be parsed"),
    ],
)
def test_what_is_no_day_gets_a_sentence_with_its_place(event, sentence):
    assert sentence in told(file_of(event))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this is no iCalendar file, which is UTF-8 text and begins with `BEGIN:VCALENDAR`"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "this is no iCalendar file"),
        (file_of("DTSTART:20260105|SUMMARY:F\xeate").decode().encode("latin-1"), "which is UTF-8 text"),
        (b"<html>404</html>", "this is no iCalendar file"),
        (file_of("DTSTART:20260105")[:-17], "it ends before `END:VCALENDAR`, so a part of it is missing"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT", "at `END:VEVENT`: it ends what did not begin there"),
        (b"BEGIN:VCALENDAR\n" + b"x" * 300_000, "more than 250,000 bytes"),
        (file_of(*["DTSTART:20260105"] * 2_500), "7,500 lines"),
    ],
)
def test_what_is_no_calendar_gets_a_sentence(data, sentence):
    assert sentence in told(data)


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:19000101|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "DTSTART:19000101|RRULE:FREQ=WEEKLY;INTERVAL=26;BYMONTH=9",
        "DTSTART:20260105|RRULE:FREQ=YEARLY;COUNT=2",
    ],
)
def test_many_rules_that_seldom_fit_come_to_an_end(event):
    assert "the rules of the file take too long up to 2100; end them by UNTIL" in told(file_of(*[event] * 900))


def test_fifty_days_that_come_every_year_are_no_work_to_speak_of():
    assert len(days_of(*["DTSTART:20260105|RRULE:FREQ=YEARLY"] * 50)) == 75


def test_a_policy_without_files_imports_no_calendar_library():
    script = "import sys, reporter.policy.load; print({'icalendar', 'dateutil'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
