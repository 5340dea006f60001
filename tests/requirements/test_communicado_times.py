"""Communicado: four levels, office hours on the Pacific coast, and what comes outside them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reporter.policy.hours import is_open
from reporter.policy.promise import first_answer_by
from tests.requirements.pages import beside_level, promised
from tests.requirements.walking import send, walk

PACIFIC = ZoneInfo("America/Los_Angeles")
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=PACIFIC)
FRIDAY_NIGHT = datetime(2026, 11, 20, 22, 0, tzinfo=PACIFIC)
HOURS = timedelta(hours=1)


@pytest.mark.row("004-15")
@pytest.mark.parametrize("day", [datetime(2026, 1, 14, tzinfo=PACIFIC), datetime(2026, 7, 15, tzinfo=PACIFIC)])
def test_the_office_is_open_from_half_past_six_to_half_past_five_on_the_pacific_in_winter_and_in_summer(
    communicado, day
):
    office = communicado.calendar("office")
    moments = [(6, 29), (6, 30), (17, 29), (17, 30)]

    assert [is_open(office, day.replace(hour=hour, minute=minute)) for hour, minute in moments] == [
        False, True, True, False,
    ]  # fmt: skip
    saturday = day + timedelta(days=(5 - day.weekday()) % 7, hours=12)
    assert not is_open(office, saturday)
    assert not is_open(office, saturday + timedelta(days=1))


@pytest.mark.row("004-16")
def test_a_national_holiday_is_as_after_hours(communicado):
    office = communicado.calendar("office")
    thanksgiving = datetime(2026, 11, 26, 10, 0, tzinfo=PACIFIC)

    assert not is_open(office, thanksgiving)
    assert is_open(office, thanksgiving - timedelta(days=1))
    assert first_answer_by(communicado, "system_down", thanksgiving) == thanksgiving + 4 * HOURS


@pytest.mark.row("004-40")
@pytest.mark.parametrize("level", ["system_down", "impaired"])
@pytest.mark.parametrize(
    "sent", [FRIDAY_NIGHT, datetime(2026, 11, 21, 13, 0, tzinfo=PACIFIC), datetime(2026, 11, 20, 6, 29, tzinfo=PACIFIC)]
)
def test_at_levels_one_and_two_an_engineer_calls_within_four_hours_at_night_and_at_weekends(communicado, level, sent):
    assert first_answer_by(communicado, level, sent) == sent + 4 * HOURS


@pytest.mark.row("004-38")
@pytest.mark.parametrize(
    ("level", "answered"),
    [
        ("minor", datetime(2026, 11, 23, 14, 30, tzinfo=PACIFIC)),  # eight hours from Monday, 06:30
        ("question", datetime(2026, 11, 24, 17, 30, tzinfo=PACIFIC)),
    ],
)
def test_what_comes_at_night_is_received_on_the_next_business_day(communicado, level, answered):
    assert first_answer_by(communicado, level, FRIDAY_NIGHT) == answered


@pytest.mark.row("004-39")
def test_and_it_is_ranked_by_the_level_it_was_sent_with(communicado):
    for sent in (FRIDAY_NIGHT, FRIDAY_MORNING):
        due = [first_answer_by(communicado, level.code, sent) for level in communicado.severities]
        assert due == sorted(due)
    minor, question = (first_answer_by(communicado, level, FRIDAY_NIGHT) for level in ("minor", "question"))
    assert minor < question


@pytest.mark.row("004-33")
def test_the_time_depends_on_the_level(communicado):
    due = [first_answer_by(communicado, level.code, FRIDAY_MORNING) for level in communicado.severities]

    assert due == sorted(set(due))


@pytest.mark.row("004-25", "004-34", "004-35")
@pytest.mark.parametrize("level", ["system_down", "question"])
def test_the_level_is_asked_at_first_contact_and_noted_with_the_ticket(visit, communicado, mails, level):
    shown = send(visit("communicado"), communicado, level=level)
    title = communicado.severity_of(level).title

    assert f"Level{title}" in shown.text
    support = mails("communicado")[0]
    assert title in support["Subject"]
    assert support["X-Lifering-Severity"] == level


@pytest.mark.row("004-48")
def test_each_level_says_how_support_is_reached_best(severity_step):
    page = severity_step("communicado")

    assert "Call us, option 2" in promised(page, "system_down")
    assert "Report it here, or by mail." in promised(page, "minor")
    assert "Look through the articles, then report it here." in promised(page, "question")


@pytest.mark.row("004-48")
def test_in_office_hours_the_telephone_is_best_when_the_system_is_down_and_at_night_the_report(
    visit, clock, communicado
):
    clock.at = FRIDAY_MORNING.astimezone(UTC)
    visitor = walk(visit("communicado"), communicado, "severity")
    assert "Best now: Telephone: (866) 489-8722 option 2" in promised(visitor, "system_down")
    assert "Best now: this report." in promised(visitor, "minor")

    clock.at = FRIDAY_NIGHT.astimezone(UTC)
    assert "Best now: this report." in promised(visitor.opens("/report/severity"), "system_down")


@pytest.mark.row("004-49")
def test_a_system_that_does_not_function_is_level_one(severity_step):
    page = severity_step("communicado")

    assert "Our system is not functioning" in beside_level(page, "system_down")
    assert "1 - System Down" in page.text


@pytest.mark.row("004-51")
def test_every_time_is_called_one_to_a_response_not_to_a_solution(severity_step, communicado):
    page = severity_step("communicado")

    for level in communicado.severities:
        assert "This is the time to a response, not to a solution." in promised(page, level.code)
