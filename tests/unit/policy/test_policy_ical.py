"""Days out of iCalendar files, and what is said of files that are none."""

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


def test_a_rule_ends_with_its_last_day():
    assert days_of("DTSTART:20260105|RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260202T000000Z") == [
        date(2026, 1, 5), date(2026, 1, 19), date(2026, 2, 2)]  # fmt: skip


def test_days_are_left_out_added_and_moved():
    rule = "UID:x|DTSTART:20260105|RRULE:FREQ=DAILY;COUNT=4|EXDATE:20260106,20260107|RDATE:20260201"
    moved = "UID:x|RECURRENCE-ID:20260108|DTSTART:20260301|SUMMARY:Moved"
    assert days_of(rule, moved) == [date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 1)]


def test_a_cancelled_event_is_no_holiday():
    assert days_of("DTSTART:20260105|STATUS:CANCELLED", "DTSTART:20260106") == [date(2026, 1, 6)]


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
        ("SUMMARY:x", "line 4 begins an event without DTSTART"),
        ("DTSTART:20261225T100000Z", "line 5: DTSTART is `20261225T100000Z`, expected a day such as `20261225`"),
        ("DTSTART:20260230", "line 5: DTSTART is `20260230`, and there is no such day"),
        ("DTSTART:20260105|DTEND:20260101", "ends before it starts"),
        ("DTSTART:20260105|DTEND:20290101", "more than 400 days"),
        ("DTSTART:20260105|DURATION:PT8H", "line 6: DURATION is `PT8H`, expected whole days"),
        ("DTSTART:20260105|RRULE:FREQ=SECONDLY", "line 6: RRULE has `FREQ=SECONDLY`, expected YEARLY"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONHT=5", "`BYMONHT`, which is not read here; did you mean `BYMONTH`?"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONTH=13", "`13` in BYMONTH, expected 1 to 12"),
        ("DTSTART:20260105|RRULE:FREQ=YEARLY;INTERVAL=0", "`INTERVAL=0`"),
        ("DTSTART:20260105|RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101", "both COUNT and UNTIL"),
        ("DTSTART:20260105|RRULE:FREQ=WEEKLY;BYDAY=1MO", "which FREQ=WEEKLY cannot"),
        ("DTSTART:16010101|RRULE:FREQ=DAILY", "line 4 begins a rule before the year 1900"),
        ("DTSTART:20260105|RRULE:FREQ=DAILY", "more than 20,000 days"),
        ("what is this", "line 5 is none of iCalendar"),
    ],
)
def test_what_is_no_day_gets_a_sentence_with_its_line(event, sentence):
    assert sentence in told(file_of(event))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this is no iCalendar file, which begins with `BEGIN:VCALENDAR`"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8 text"),
        (b"<html>404</html>", "this is no iCalendar file"),
        (file_of("DTSTART:20260105")[:-17], "the file ends before `END:VCALENDAR`"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT", "line 2 ends `VEVENT`, which did not begin there"),
        (b"BEGIN:VCALENDAR\n" * 9, "line 9 begins a part within more than 8 others"),
        (b"BEGIN:VCALENDAR\n" + b"x" * 600_000, "more than 512,000 bytes"),
        (file_of(*["DTSTART:20260105"] * 2_001), "more than 2,000 events"),
    ],
)
def test_what_is_no_calendar_gets_a_sentence(data, sentence):
    assert sentence in told(data)


def test_rules_that_no_day_fits_come_to_an_end():
    never = "DTSTART:19000101|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    assert "more than 400,000 steps" in told(file_of(*[never] * 50))
    assert days_of(never) == []
