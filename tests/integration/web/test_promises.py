"""The promise over a strict policy: for anyone when the level is chosen, for this requester at review."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reporter.app import House
from reporter.config import Settings
from reporter.policy.customers import NO_CUSTOMERS
from tests.integration.web.conftest import Clock, with_services
from tests.integration.web.report import CONTACT, PROBLEM, to_articles
from tests.integration.web.visitor import Visitor
from tests.strict import CUSTOMERS, strict_policy, strict_text

THREE_AT_NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STATEMENTS = ["Somebody can be reached at this number", "All of our site is concerned"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    policy, customers = tmp_path / "policy.yml", tmp_path / "customers.csv"
    policy.write_text(strict_text(), "utf-8")
    customers.write_text(CUSTOMERS, "utf-8")
    return Settings(_env_file=None, data=tmp_path / "var", policy=policy, customers=customers, disk_free_bytes=0)  # type: ignore[call-arg]


@pytest.fixture
def moment() -> datetime:
    return TUESDAY_NOON


def at_severity(visitor: Visitor, kind: str = "fault") -> Visitor:
    return to_articles(visitor, problem_type=kind).sends(form="/report/articles", button="on")


def at_review(visitor: Visitor, level: str = "urgent", email: str = "a@good.example", kind: str = "fault") -> Visitor:
    at_severity(visitor, kind).sends({"level": level}, button="on")
    return visitor.sends({**CONTACT, "email": email, "contract": "yes"}, button="on")


def the_ticket(house: House):
    (ticket,) = house.storage.tickets.newest(10)
    return ticket


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
    assert "All numbers have ceased to work" in to_severity_page(visitor)


def promises(visitor: Visitor) -> list[str]:
    """The promises that are not hidden."""
    sections = (e for e in visitor.page.iter("section") if e.get("data-lr-promise") and e.get("hidden") is None)
    return [" ".join("".join(section.itertext()).split()) for section in sections]


def to_severity_page(visitor: Visitor) -> str:
    return visitor.opens("/report/severity").text


def replace_hash(policy, house: House):
    return policy.model_copy(update={"hash": house.policy.hash})
