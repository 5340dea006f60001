"""ConnexCS and the unnamed portal: what their pages say, made from the policy."""

from datetime import UTC, datetime, timedelta

import pytest

from reporter.policy.clock import solution
from reporter.policy.clock_terms import event, terms
from tests.integration.web.report import PROBLEM
from tests.requirements.pages import body_of

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.row("000-01")
def test_a_page_about_reporting_says_what_is_good_practice_and_leads_into_the_journey(article):
    page = article("connexcs", "support/reporting")
    said = body_of(page)

    assert said.startswith("Reporting a problem Tell us what goes wrong: we want to hear it.")
    assert "First identify the problem, then troubleshoot with the articles" in said
    assert "../../report/" in page.links()


@pytest.mark.row("000-02")
def test_before_any_question_stands_what_is_known_and_the_way_to_the_status_page(visit, clock, house, connexcs):
    page = visit("connexcs").opens("/report/")

    assert "Known problems" in page.text
    assert "The service state is unknown just now." in page.text
    assert "https://status.connexcs.com/" in page.links()
    assert not [field for field in page.page.iter("input") if field.get("type") not in {"hidden", "search"}]


@pytest.mark.row("000-06")
def test_whoever_has_several_problems_is_advised_to_call(visit, article):
    for said in (visit("connexcs").opens("/report/problem").text, body_of(article("connexcs", "support/reporting"))):
        assert "a call is better than a mail" in said
        assert "+44 20 7946 0801" in said


@pytest.mark.row("000-07")
def test_the_page_about_contact_lists_chat_tickets_and_telephone(article):
    said = body_of(article("connexcs", "support/contact"))

    assert said.index("Online chat.") < said.index("Ticket.") < said.index("Telephone: +44 20 7946 0801.")
    assert "Outside Mon–Sun 09:00–23:00 (Etc/GMT) only for: Critical." in said


@pytest.mark.row("000-08")
@pytest.mark.parametrize("path", ["audio", "support/reporting", "support/contact"])
def test_at_the_end_of_every_article_stands_the_way_to_the_chat(article, path):
    page = article("connexcs", path)

    assert "/chat/" in page.links()
    assert "Online chat" in body_of(page).rpartition("Still stuck?")[2]


@pytest.mark.row("000-12")
def test_a_link_from_elsewhere_opens_the_journey_with_what_was_looked_for(visit):
    page = visit("connexcs").opens("/report/problem?title=No+audio+after+transfer&from=audio/")

    assert page.value("title") == "No audio after transfer"
    assert PROBLEM["problem_type"] in [e.get("value") for e in page.page.iter("input") if e.get("type") == "radio"]


@pytest.mark.row("000-32")
def test_the_qualifications_of_the_staff_are_shown(article):
    assert "Our engineers are qualified: SSVVP, SSCA." in body_of(article("connexcs", "support/reporting"))


@pytest.mark.row("001-01")
def test_every_status_button_and_move_is_described_from_the_data_that_moves_tickets(article, portal):
    said = body_of(article("portal", "support/statuses"))

    for thing in (*portal.statuses, *portal.buttons):
        assert f"{thing.name} {thing.description}" in said
    assert "Escalated you press the button “Escalate” In work, Waiting for you, On hold, In detailed analysis" in said
    assert "Closed you press the button “Resolve this issue”" in said
    assert "and hear nothing for 3 business days, the ticket" in said


@pytest.mark.row("001-04")
def test_the_time_to_the_solution_stands_still_from_the_question_until_the_information_arrives(portal):
    events = [
        event(portal, "in_work", MONDAY, "reported", "requester", to=terms(portal, "all", MONDAY)),
        event(portal, "waiting_for_you", MONDAY + HOUR, "moved", "agent"),
    ]
    waiting = solution(events, MONDAY + 5 * HOUR)
    assert (waiting.used, waiting.paused_since, waiting.due_at) == (HOUR, MONDAY + HOUR, None)

    arrived = event(portal, "in_work", MONDAY + 5 * HOUR, "moved", "requester")
    went_on = solution([*events, arrived], MONDAY + 6 * HOUR)
    assert (went_on.used, went_on.paused_since) == (2 * HOUR, None)
    assert went_on.due_at == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)  # of 8 hours two are used, two more on Monday
