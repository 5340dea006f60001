"""Rules against the days of a calendar, and files that lie."""

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reporter.errors import Misconfigured
from reporter.policy.ical import read_ical

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@example.org\r
DTSTART;VALUE=DATE:20260501\r
DTEND;VALUE=DATE:20260503\r
RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO,-1FR;UNTIL=20500101\r
EXDATE;VALUE=DATE:20270501,20280501\r
SUMMARY:Spring\\, by the sea\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261231\r
DURATION:P1D\r
SUMMARY:The last\r
  day\r
END:VEVENT\r
END:VCALENDAR\r
"""
scraps = st.sampled_from([b"\r\n", b"\n ", b":", b";", b",", b'"', b"\\", b"=", b"BEGIN:VEVENT\r\n",
                          b"END:VCALENDAR\r\n", b"9999", b"-1", b"0", b"\xff", b"\xc3\xa9", b"DAILY", b"SECONDLY",
                          b"\x00", b"RRULE:", b"\r\nRRULE:FREQ=DAILY\r\n", b"T000000Z"])  # fmt: skip


def signed(highest: int):
    return st.integers(-highest, highest).filter(bool)


def numbers(strategy):
    return st.lists(strategy, min_size=1, max_size=3).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw) -> str:
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = {"FREQ": frequency}
    weekday = st.sampled_from(DAYS)
    counted = st.builds(lambda number, day: f"{number}{day}", signed(5), weekday)
    offered = {
        "INTERVAL": st.integers(1, 7),
        "BYMONTH": numbers(st.integers(1, 12)),
        "BYDAY": st.one_of(numbers(weekday), numbers(counted))
        if frequency in {"YEARLY", "MONTHLY"}
        else numbers(weekday),
        "BYSETPOS": numbers(signed(6)),
        "WKST": weekday,
    }
    if frequency != "WEEKLY":
        offered["BYMONTHDAY"] = numbers(signed(31))
    if frequency == "YEARLY":
        offered["BYYEARDAY"] = numbers(signed(366))
    for key in draw(st.sets(st.sampled_from(sorted(offered)), max_size=4)):
        parts[key] = str(draw(offered[key]))
    if draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 30)))
    else:
        parts["UNTIL"] = f"{draw(st.dates(date(2020, 1, 1), date(2045, 1, 1))):%Y%m%d}"
    return ";".join(f"{key}={value}" for key, value in parts.items())


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(0, 3000),
    st.sampled_from(["YEARLY", "WEEKLY", "DAILY"]),
    st.sets(st.integers(1, 12), min_size=1, max_size=4),
    st.sets(st.integers(0, 6), min_size=1, max_size=3),
)
def test_a_rule_of_months_and_weekdays_falls_on_each_day_that_is_so(start, length, frequency, months, weekdays):
    last = start + timedelta(days=length)
    rule = f"FREQ={frequency};UNTIL={last:%Y%m%d}"
    rule += f";BYMONTH={','.join(map(str, months))};BYDAY={','.join(DAYS[day] for day in weekdays)}"
    data = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{start:%Y%m%d}\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n"
    fitting = (start + timedelta(days=day) for day in range(length + 1))
    assert [day for day, _ in read_ical(data.encode(), "closed.ics")] == [
        day for day in fitting if day.month in months and day.weekday() in weekdays
    ]


def taken_or_told(data: bytes) -> None:
    try:
        days = read_ical(data, "closed.ics")
    except Misconfigured as error:
        told = str(error)
    else:
        assert list(days) == sorted(dict(days).items())
        assert all(name and 1990 <= day.year <= 2100 for day, name in days)
        return
    assert told.startswith("`closed.ics` cannot be read: ")
    assert len(told) < 400


@settings(deadline=None)
@given(st.binary())
@example(b"BEGIN:VCALENDAR")
@example(b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR")
def test_any_bytes_are_taken_or_told(data):
    taken_or_told(data)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.tuples(st.integers(0, len(FILE)), st.integers(0, 30), scraps), min_size=1, max_size=4))
def test_a_file_with_scraps_in_place_of_parts_is_taken_or_told(changes):
    data = FILE
    for at, length, scrap in changes:
        data = data[:at] + scrap + data[at + length :]
    taken_or_told(data)


properties = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"]
)


@settings(deadline=None, max_examples=200)
@given(properties, st.one_of(st.text(max_size=60), rules()))
def test_a_property_of_any_value_is_taken_or_told(name, value):
    taken_or_told(FILE.replace(b"END:VEVENT", f"{name}:{value}\r\nEND:VEVENT".encode("utf-8", "replace"), 1))
