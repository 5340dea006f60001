"""Sharpen: three levels, what belongs to each, and how soon each is answered."""

from datetime import UTC, datetime

import pytest

from reporter.journey.severity import NO_LEVEL
from reporter.policy.promise import explain, first_answer_by
from tests.requirements.pages import beside_level, label_of, promised
from tests.requirements.walking import send, walk

FRIDAY_NOON = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # 12:00 in New York
FRIDAY_NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # 22:00 in New York
CLOCKS_GO_BACK = datetime(2026, 10, 30, 19, 0, tzinfo=UTC)  # Friday 15:00 EDT, before the Sunday of the change


@pytest.mark.row("003-03")
def test_the_levels_are_chosen_by_number_and_name(severity_step, sharpen):
    page = severity_step("sharpen")

    levels = [label_of(page, f"level-{code}") for code in ("urgent", "high", "normal")]
    assert levels == ["10 - Urgent", "7 - High", "5 - Normal"]


@pytest.mark.parametrize(
    ("level", "example"),
    [
        pytest.param("urgent", "No inbound call reaches any of our numbers, or", marks=pytest.mark.row("003-05")),
        pytest.param("urgent", "Nobody who uses Sharpen Q gets calls", marks=pytest.mark.row("003-06")),
        pytest.param("urgent", "I cannot reach the portal, but other sites", marks=pytest.mark.row("003-07")),
        pytest.param("high", "One inbound number fails, or several", marks=pytest.mark.row("003-08")),
        pytest.param("high", "One outbound call failed, or several", marks=pytest.mark.row("003-09")),
        pytest.param("high", "No fax goes out or comes in", marks=pytest.mark.row("003-10")),
        pytest.param("high", "presence for calls stands still for everyone", marks=pytest.mark.row("003-11")),
        pytest.param("high", "Calls are bad all the time", marks=pytest.mark.row("003-12")),
        pytest.param("high", "One user of Sharpen Q cannot take calls, or several", marks=pytest.mark.row("003-13")),
        pytest.param("normal", "A call sounded poor, or calls to one", marks=pytest.mark.row("003-14")),
        pytest.param("normal", "Presence for calls stands still for one extension", marks=pytest.mark.row("003-15")),
        pytest.param("normal", "stuck, while calls flow as they should", marks=pytest.mark.row("003-16")),
        pytest.param("normal", "One extension has trouble", marks=pytest.mark.row("003-17")),
        pytest.param("normal", "I need a phone provisioned", marks=pytest.mark.row("003-18")),
        pytest.param("normal", "I cannot get into a conference bridge", marks=pytest.mark.row("003-19")),
        pytest.param("normal", "I have a question about sales or service", marks=pytest.mark.row("003-20")),
    ],
)  # fmt: skip
def test_an_example_stands_beside_its_level_and_no_other(severity_step, sharpen, level, example):
    page = severity_step("sharpen")

    assert [each.code for each in sharpen.severities if example in beside_level(page, each.code)] == [level]


@pytest.mark.row("003-04")
def test_examples_stand_beside_every_choice(severity_step, sharpen):
    page = severity_step("sharpen")

    for level in sharpen.severities:
        assert all(example.text in beside_level(page, level.code) for example in level.examples)
        assert len(level.examples) >= 3


@pytest.mark.row("003-21")
def test_none_of_these_can_be_chosen_and_is_normal(visit, sharpen):
    visitor = send(visit("sharpen"), sharpen, severity={"level": NO_LEVEL})

    assert "5 - Normal" in visitor.text
    assert visitor.path.startswith("/tickets/SH-")


@pytest.mark.row("003-33")
def test_the_requester_chooses_and_is_asked_to_keep_to_the_levels(severity_step, sharpen):
    page = severity_step("sharpen")

    assert "Please choose as the levels say." in page.text
    assert [e.get("value") for e in page.page.iter("input") if e.get("name") == "level"] == [
        "urgent", "high", "normal", NO_LEVEL,
    ]  # fmt: skip


@pytest.mark.row("003-02")
def test_every_promised_time_is_called_an_aim_that_is_mostly_exceeded(severity_step, sharpen):
    page = severity_step("sharpen")

    for level in sharpen.severities:
        assert "We aim to reach them always, and mostly are quicker." in promised(page, level.code)


@pytest.mark.row("003-25")
@pytest.mark.parametrize("sent", [FRIDAY_NOON, FRIDAY_NIGHT])
def test_urgent_is_answered_in_half_an_hour_at_any_time(sharpen, sent):
    assert (first_answer_by(sharpen, "urgent", sent) - sent).total_seconds() == 30 * 60


@pytest.mark.row("003-26")
@pytest.mark.parametrize("sent", [FRIDAY_NOON, FRIDAY_NIGHT])
def test_high_is_answered_in_two_hours_by_the_clock(sharpen, sent):
    assert (first_answer_by(sharpen, "high", sent) - sent).total_seconds() == 2 * 60 * 60


@pytest.mark.row("003-27")
@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (FRIDAY_NOON, datetime(2026, 11, 20, 21, 0, tzinfo=UTC)),  # 16:00 the same day
        (FRIDAY_NIGHT, datetime(2026, 11, 23, 18, 0, tzinfo=UTC)),  # Monday 13:00
        (CLOCKS_GO_BACK, datetime(2026, 11, 2, 16, 0, tzinfo=UTC)),  # two hours on Friday, two on Monday, 11:00 EST
    ],
)
def test_normal_is_answered_in_four_hours_of_the_office(sharpen, sent, answered):
    assert first_answer_by(sharpen, "normal", sent) == answered


@pytest.mark.row("003-24")
def test_the_time_runs_from_the_moment_the_report_is_sent(visit, clock, sharpen):
    visitor = walk(visit("sharpen"), sharpen, "review", level="urgent")
    clock.at = clock.at.replace(hour=16, minute=10)  # forty minutes went by before it was sent

    visitor.sends(form="/report/review")
    visitor = visitor if visitor.path.startswith("/tickets/") else visitor.sends(form="/report/review")

    assert "First answer byFri 20 Nov, 17:40 CET" in visitor.text


@pytest.mark.row("003-34")
def test_what_happens_is_said_of_each_level(severity_step, sharpen):
    page = severity_step("sharpen")

    assert "get a message at any hour" in promised(page, "urgent")
    assert "Outside office hours engineers who are available get a message" in promised(page, "high")
    assert "duty staff sees to it in office hours" in promised(page, "normal")


def told(policy, level, sent):
    return [(notice.who, notice.how) for notice in explain(policy, level, now=sent).notified]


@pytest.mark.row("003-35")
@pytest.mark.parametrize("sent", [FRIDAY_NOON, FRIDAY_NIGHT])
def test_urgent_messages_the_engineers_at_any_hour(sharpen, sent):
    assert ("Available engineers", "message") in told(sharpen, "urgent", sent)


@pytest.mark.row("003-36")
def test_high_messages_the_engineers_outside_office_hours_alone(sharpen):
    assert ("Available engineers", "message") in told(sharpen, "high", FRIDAY_NIGHT)
    assert ("Available engineers", "message") not in told(sharpen, "high", FRIDAY_NOON)


@pytest.mark.row("003-37")
def test_normal_is_left_to_duty_staff_in_office_hours(sharpen):
    assert told(sharpen, "normal", FRIDAY_NOON) == [("Duty staff", "queue")]
    assert told(sharpen, "normal", FRIDAY_NIGHT) == []


@pytest.mark.row("003-45")
@pytest.mark.parametrize("sent", [FRIDAY_NOON, FRIDAY_NIGHT])
def test_ten_and_seven_tell_the_directors_and_five_does_not(sharpen, sent):
    assert [
        level.number for level in sharpen.severities if ("Directors", "message") in told(sharpen, level.code, sent)
    ] == [10, 7]


@pytest.mark.row("003-46")
@pytest.mark.parametrize("sent", [FRIDAY_NOON, FRIDAY_NIGHT])
def test_ten_alone_tells_the_managing_director(sharpen, sent):
    who = ("Managing Director", "message")
    assert [level.number for level in sharpen.severities if who in told(sharpen, level.code, sent)] == [10]
