"""What each field refuses, and that the sentence says how to mend it."""

import pytest


@pytest.mark.parametrize(
    ("step", "field"),
    [
        *(("problem", field) for field in ("problem_type", "title", "seen", "since_date", "zone")),
        ("articles", "choice"),
        ("severity", "ticked"),
        ("evidence", "call_ids"),
        *(("contact", field) for field in ("name", "email", "zone")),
    ],
)
def test_a_required_field_left_empty_is_the_only_mistake(mistakes, step, field):
    assert list(mistakes(step, **{field: " \t\u202e"})) == [field]


@pytest.mark.parametrize(
    ("step", "field"),
    [("problem", "since_time"), ("evidence", "missing_reason"), ("contact", "phone"), ("contact", "customer")],
)
def test_an_optional_field_may_stay_empty(mistakes, step, field):
    assert mistakes(step, **{field: ""}) == {}


@pytest.mark.parametrize(
    ("step", "field", "value", "told"),
    [
        ("problem", "problem_type", "gone", "no longer in the list"),
        ("problem", "title", "No", "at least 4 characters"),
        ("problem", "title", "x" * 151, "This has 151 characters, and 150 fit"),
        ("problem", "seen", "x" * 20_001, "20,001 characters, and 20,000 fit"),
        ("problem", "zone", "Europe/Lodnon", "no time zone “Europe/Lodnon”"),
        ("problem", "zone", "../../etc/passwd", "no time zone"),
        ("problem", "since_date", "yesterday", "such as 2026-11-23"),
        ("problem", "since_date", "2026-02-31", "such as 2026-11-23"),
        ("problem", "since_date", "0001-01-01", "more than two years ago"),
        ("problem", "since_date", "2024-11-20", "more than two years ago"),
        ("problem", "since_date", "9999-12-31", "still to come"),
        ("problem", "since_date", "2026-11-24", "still to come"),
        ("problem", "since_time", "13:06", "still to come in the zone Europe/Berlin"),
        ("problem", "since_time", "25:00", "such as 09:30"),
        ("articles", "choice", "maybe", "go on with the report"),
        ("severity", "ticked", "0123456789ab", "have changed in the meantime"),
        ("evidence", "call_ids", "ok@host\nthe call this morning", "No Call-ID: “the call this morning”."),
        ("evidence", "call_ids", "a b\nc d\ne f\ng h\ni j", "“a b”, “c d”, “e f” (+2)"),
        ("evidence", "call_ids", "\n".join(f"{n}@host" for n in range(51)), "These are 51 Call-IDs; 50 at most"),
        ("contact", "name", "x" * 101, "101 characters"),
        ("contact", "phone", "call me", "in digits"),
        ("contact", "zone", "Mars/Olympus", "no time zone"),
    ],
)
def test_a_value_that_will_not_do_is_told_how_to_mend_it(mistakes, step, field, value, told):
    found = mistakes(step, **{field: value})
    assert list(found) == [field]
    assert told in found[field]


def test_none_of_these_and_a_statement_exclude_each_other(journey, whole):
    whole["severity"] = {"ticked": ("none", *whole["severity"]["ticked"])}
    (mistake,) = journey(whole).mistakes("severity")
    assert "not both" in mistake.text


def test_a_field_the_page_does_not_have_is_refused(mistakes):
    assert mistakes("contact", admin="yes") == {"admin": "This page has no field “admin”."}


def test_a_field_sent_twice_is_asked_once_more(journey, whole):
    whole["contact"]["email"] = ("a@b.example", "c@d.example")
    assert [mistake.field for mistake in journey(whole).mistakes("contact")] == ["email"]


def test_a_clock_up_to_five_minutes_ahead_is_believed(mistakes):
    assert mistakes("problem", since_time="13:05") == {}


@pytest.mark.parametrize("written", ["9:15", "09:15", "09.15", "09:15:30", "09:15:30.250"])
def test_a_time_may_be_written_as_people_and_browsers_write_it(mistakes, written):
    assert mistakes("problem", since_time=written) == {}
