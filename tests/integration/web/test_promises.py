"""The promise over a strict policy: for anyone when the level is chosen, and as it is sent."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reporter.app import House
from reporter.config import Settings
from tests.integration.web.conftest import Clock, with_services
from tests.integration.web.report import CONTACT
from tests.integration.web.strictly import (
    STATEMENTS,
    TUESDAY_NOON,
    at_review,
    at_severity,
    promises,
    replace_hash,
    strict_settings,
    the_ticket,
)
from tests.integration.web.visitor import Visitor
from tests.strict import strict_policy

THREE_AT_NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return strict_settings(tmp_path)


@pytest.fixture
def moment() -> datetime:
    return TUESDAY_NOON


def test_examples_and_definitions_stand_beside_each_level_and_one_may_say_that_none_fits(visitor: Visitor):
    page = at_severity(visitor).text

    for level in strict_policy().severities:
        assert level.title in page
        assert level.description in page
        assert all(example.text in page for example in level.examples)
    for said in ("None of these fits", "Examples rule out misreading.", "Faults at the wrong level are reclassified."):
        assert said in page


def test_without_javascript_the_promise_of_the_chosen_level_is_shown_on_asking(visitor: Visitor):
    at_severity(visitor).sends({"level": "urgent"}, button="stay")

    (section,) = promises(visitor)
    assert "10 - Urgent" in section
    assert "Because you chose this level." in section
    assert "First answer by Tue 24 Nov, 12:30 GMT (in 30 minutes)" in section
    assert "These times are aims." in section
    assert "This wakes the engineer on call, at any hour." in section
    assert "Told at once: Duty desk, in the system." in section
    assert "Best now: Hotline: +44 20 7946 0555" in section
    assert "An engineer looks at it at once." in section
    assert "It waits for an engineer." in section
    assert "If we miss the time, we tell: The directors." in section
    assert all(statement in section for statement in STATEMENTS)
    assert {"tel:+442079460555", "https://northquay.example/chat"} <= set(visitor.links())


def test_none_of_these_fits_leads_to_the_level_the_policy_gives(visitor: Visitor, house: House):
    at_severity(visitor).sends({"level": "-"}, button="stay")
    (section,) = promises(visitor)
    assert "5 - Normal" in section
    assert "Because none of the examples fits." in section

    visitor.sends({"level": "-"}, button="on").sends(
        {**CONTACT, "email": "a@good.example", "contract": "yes"}, button="on"
    )
    visitor.sends(form="/report/review")
    ticket = the_ticket(house)
    assert (ticket.level, ticket.promise.because) == ("normal", "none_of_these")


def test_at_night_another_target_holds_others_are_told_and_only_urgent_may_ring(visitor: Visitor, clock: Clock):
    clock.at = THREE_AT_NIGHT
    at_severity(visitor).sends({"level": "urgent"}, button="stay")
    (urgent,) = promises(visitor)
    assert "First answer by Tue 24 Nov, 05:00 GMT (in 2 hours)" in urgent
    assert "Told at once: Engineer on call, by message." in urgent
    assert "Best now: Hotline" in urgent
    assert "now only for: 10 - Urgent" in visitor.text

    visitor.sends({"level": "high"}, button="stay")
    (high,) = promises(visitor)
    assert "Best now: this report." in high
    assert "Hotline" not in high
    assert "Chat" in high
    assert "somebody is there again Tue 24 Nov, 09:00 GMT" in high


def test_a_channel_at_a_path_of_the_site_is_linked_below_the_place_where_the_site_is_mounted(
    visitor: Visitor, app, house
):
    onsite = strict_policy(('"https://northquay.example/chat"', "/chat/"))
    with_services(app, policy=replace_hash(onsite, house))
    at_severity(visitor)

    mounted = visitor.client.get("/report/severity", environ_overrides={"SCRIPT_NAME": "/help"}).text
    assert 'href="/chat/"' in visitor.response.text
    assert 'href="/help/chat/"' in mounted


def test_statements_are_confirmed_before_sending_and_what_was_ticked_stays(visitor: Visitor, house: House):
    at_review(visitor).sends({"confirm": STATEMENTS[0]}, form="/report/review")

    assert visitor.status == 422
    assert visitor.mistakes() == {"#confirm": "Tick every statement below before you send."}
    assert visitor.value("confirm") == STATEMENTS[0]
    assert house.storage.tickets.newest(1) == ()

    visitor.sends({"confirm": STATEMENTS}, form="/report/review")
    assert the_ticket(house).promise.confirmed == tuple(STATEMENTS)
    assert "You confirmed" in visitor.text
    assert "An engineer looks at it at once." in visitor.text


def test_a_level_without_statements_is_sent_at_once(visitor: Visitor, house: House):
    at_review(visitor, "high").sends(form="/report/review")

    assert the_ticket(house).promise.confirmed == ()


def test_what_is_sent_is_what_the_review_showed(visitor: Visitor, house: House, clock: Clock):
    at_review(visitor)
    clock.at = datetime(2026, 11, 24, 17, 1, tzinfo=UTC)  # the office has closed: another target holds now

    visitor.sends({"confirm": STATEMENTS}, form="/report/review")
    assert visitor.status == 422
    assert "What we promise has changed since this page was shown." in visitor.text
    assert "First answer by Tue 24 Nov, 19:01 GMT" in visitor.text

    visitor.sends({"confirm": STATEMENTS}, form="/report/review")
    assert the_ticket(house).promise.first_answer_by == datetime(2026, 11, 24, 19, 1, tzinfo=UTC)


def test_every_mistake_of_a_draft_left_on_another_policy_is_asked_again(visitor: Visitor, house: House, app):
    at_review(visitor)
    derived = strict_policy(("choice: asked", "choice: derived"))
    with_services(app, policy=replace_hash(derived, house))

    assert visitor.opens("/report/review").response.location == "/report/severity"
    assert "All numbers have ceased to work" in visitor.opens("/report/severity").text
