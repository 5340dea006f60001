"""What review says to a requester whose standing changes the promise, over a strict policy."""

from datetime import datetime
from pathlib import Path

import pytest

from reporter.app import House
from reporter.config import Settings
from reporter.policy.customers import NO_CUSTOMERS
from tests.integration.web.conftest import with_services
from tests.integration.web.report import CONTACT, PROBLEM
from tests.integration.web.strictly import (
    TUESDAY_NOON,
    at_review,
    at_severity,
    replace_hash,
    strict_settings,
    the_ticket,
)
from tests.integration.web.visitor import Visitor
from tests.strict import strict_policy


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return strict_settings(tmp_path)


@pytest.fixture
def moment() -> datetime:
    return TUESDAY_NOON


def test_review_says_that_a_downgraded_organisation_gets_another_level_and_why(visitor: Visitor, house: House):
    page = at_review(visitor, email="boss@noisy.example").text

    assert "What is different for you" in page
    assert "The level of this report is 5 - Normal instead of 10 - Urgent" in page
    assert "Whoever abuses Urgent and High is answered as Normal." in page
    assert "Write to quality@northquay.example to object." in page
    assert "First answer by Wed 25 Nov" in page
    assert "wakes" not in page
    assert "Please confirm" not in page

    visitor.sends(form="/report/review")
    assert the_ticket(house).level == "normal"
    assert the_ticket(house).promise.changes == ("downgraded",)
    assert "5 - Normal" in visitor.text
    assert "instead of 10 - Urgent" in visitor.text


def test_without_a_contract_review_says_so_kindly_offers_other_ways_and_loses_nothing(visitor: Visitor, house: House):
    page = at_review(visitor, email="old@ended.example").text

    assert "We cannot take this report from you" in page
    assert "The contract for this address has ended." in page
    assert "Support needs a maintenance contract." in page
    assert "Nothing you typed is lost." in page
    assert PROBLEM["title"] in page
    assert "Hotline" in page
    assert "Send report" not in page
    assert "Ended Ltd" not in page  # whoever types an address learns nothing of its customer

    pressed = visitor.client.post("/report/review", data={"csrf_token": visitor.value("csrf_token")})
    assert pressed.status_code == 422
    assert house.storage.tickets.newest(1) == ()
    assert visitor.opens("/report/contact").value("email") == "old@ended.example"

    visitor.sends({**CONTACT, "email": "a@good.example", "contract": "yes"}, button="on")
    assert "Send report" in visitor.text


def test_where_the_policy_takes_such_reports_the_ticket_carries_no_promise(visitor: Visitor, house: House, app):
    with_services(app, policy=replace_hash(strict_policy(("ticket_without: false", "ticket_without: true")), house))
    page = at_review(visitor, "high", email="stranger@elsewhere.example").text
    assert "There is no contract for this address." in page
    assert "We answer as soon as we can, and promise no time." in page

    visitor.sends(form="/report/review")
    assert the_ticket(house).promise.first_answer_by is None
    assert "no time was promised" in visitor.text


def test_what_the_named_contact_alone_may_ask_for_is_not_taken_from_others(visitor: Visitor, house: House):
    page = at_review(visitor, "normal", kind="upgrade").text
    assert "Only the technical contact named in the contract may ask for this." in page
    assert "Upgrades go to the technical contact of the contract." in page

    visitor.opens("/report/contact").sends({"email": "chief@good.example"}, button="on").sends(form="/report/review")
    assert the_ticket(house).report.problem.problem_type == "upgrade"


def test_where_nobody_can_tell_who_the_named_contact_is_the_rule_is_said_and_the_report_taken(
    visitor: Visitor, house: House, app
):
    with_services(app, customers=NO_CUSTOMERS)
    page = at_review(visitor, "normal", kind="upgrade").text
    assert "Upgrades go to the technical contact of the contract." in page
    assert "What is different for you" not in page

    visitor.sends(form="/report/review")
    assert the_ticket(house).promise.contract == "claimed"


def test_the_question_about_a_contract_is_asked_and_must_be_answered(visitor: Visitor):
    at_severity(visitor).sends({"level": "normal"}, button="on")
    assert "Do you have a maintenance contract?" in visitor.text

    visitor.sends(CONTACT, button="on")
    assert visitor.mistakes() == {"#contract": "Say yes or no: Do you have a maintenance contract?"}
