"""A closed tab, a second tab, the back button, a lost connection: no word goes away and no ticket comes twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journey.pages import (
    KEPT,
    SEEN,
    TITLE,
    Articles,
    Conflict,
    Evidence,
    Problem,
    Severity,
    Ticket,
    to_articles,
    to_evidence,
    to_review,
)
from tests.e2e.journey.pictures import chosen
from tests.running import until

pytestmark = pytest.mark.e2e
AWAY = "net::ERR_INTERNET_DISCONNECTED"


def problem_of(visitor) -> Problem:
    return Problem(visitor.opens("/report/problem"))


def test_what_was_typed_is_there_after_the_tab_was_closed(visitor):
    problem = problem_of(visitor)
    problem.title.fill(TITLE)
    problem.seen.fill(SEEN)
    expect(problem.said).to_contain_text(KEPT)
    problem.page.close()

    again = problem_of(visitor)
    expect(again.title).to_have_value(TITLE)
    expect(again.seen).to_have_value(SEEN)


def test_what_was_typed_a_moment_ago_is_there_after_going_away(visitor):
    problem = problem_of(visitor)
    problem.seen.fill("the first words")
    expect(problem.said).to_contain_text(KEPT)
    problem.seen.fill(SEEN)
    problem.page.goto(visitor.url)

    page = visitor.context.new_page()
    until(lambda: _seen_again(page, visitor.url) == SEEN)


def _seen_again(page: Page, url: str) -> str:
    page.goto(f"{url}/report/problem")
    return Problem(page).seen.input_value()


def test_a_report_goes_on_in_another_browser_by_its_link(visit):
    severity = to_articles(problem_of(visit())).none_of_these()
    severity.follow("Go on later or on another device")
    link = severity.page.get_by_label("Private link to your unfinished report").input_value()

    page = visit(width=360).opens(link.partition("/report/")[1] + link.partition("/report/")[2])
    assert page.url.endswith("/report/severity")
    Severity(page).main.get_by_role("link", name="Back").click()
    Articles(page).main.get_by_role("link", name="Back").click()
    expect(Problem(page).title).to_have_value(TITLE)


def test_the_way_to_a_mistake_leaves_the_page_as_it_is(visitor):
    problem = problem_of(visitor)
    problem.page.wait_for_load_state("networkidle")  # Material has its sitemap: from now on it follows links
    problem.seen.fill(SEEN)
    problem.go_on_in_vain()
    asked = len(visitor.asked)
    problem.main.get_by_role("alert").get_by_role("link", name="Say in one line").click()
    expect(problem.title).to_be_focused()
    problem.page.wait_for_load_state("networkidle")
    assert [url for url in visitor.asked[asked:] if "/report/problem" in url] == []
    expect(problem.main.get_by_role("alert")).to_be_visible()
    expect(problem.title).to_be_focused()


def test_two_tabs_overwrite_nothing_without_asking(visitor):
    visitor.expected.append("status of 409 ")
    first, second = problem_of(visitor), problem_of(visitor)
    first.fill().go_on(Articles)
    second.fill(title="Typed in the other tab")
    second.press("Continue")

    conflict = Conflict(second.page)
    expect(conflict.main.get_by_role("row", name="The problem in one line")).to_contain_text(TITLE)
    conflict.press("Keep what I typed here")
    articles = Articles(conflict.page)
    articles.follow("Back")
    expect(Problem(articles.page).title).to_have_value("Typed in the other tab")


def test_the_back_button_finds_every_word_and_leads_on_again(visitor):
    evidence = to_evidence(problem_of(visitor))
    evidence.page.go_back()
    expect(Severity(evidence.page).promise()).to_be_visible()
    evidence.page.go_back()
    Articles(evidence.page)
    evidence.page.go_back()
    problem = Problem(evidence.page)
    expect(problem.title).to_have_value(TITLE)
    problem.title.fill("Told better")
    problem.go_on(Evidence)


def test_going_back_after_sending_makes_no_second_ticket_and_leads_to_the_first(visitor, house):
    requester = "back@customer.example"
    ticket = to_review(problem_of(visitor), requester).send()
    reference = ticket.reference
    ticket.page.go_back()

    assert Ticket(ticket.page).reference == reference
    house.mail(requester, reference)
    assert len(house.mails(requester, "HV-")) == 1


def test_sending_twice_makes_one_ticket(visitor, house):
    requester = "twice@customer.example"
    review = to_review(problem_of(visitor), requester)
    other = visitor.opens("/report/review")
    ticket = review.send()
    other.get_by_role("button", name="Send report").click()

    assert Ticket(other).reference == ticket.reference
    house.mail(requester, ticket.reference)
    assert len(house.mails(requester, "HV-")) == 1


def test_typing_goes_on_without_a_connection_and_is_kept_when_it_is_back(visitor):
    visitor.expected.append(AWAY)
    problem = problem_of(visitor)
    problem.title.fill(TITLE)
    expect(problem.said).to_contain_text(KEPT)
    visitor.context.set_offline(True)
    problem.seen.fill(SEEN)
    expect(problem.said).to_contain_text("no connection")
    problem.press("Continue")
    expect(problem.seen).to_have_value(SEEN)
    visitor.context.set_offline(False)
    expect(problem.said).to_contain_text(KEPT)
    problem.page.close()

    again = problem_of(visitor)
    expect(again.seen).to_have_value(SEEN)
    again.fill().go_on(Articles)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_removing_a_screenshot_keeps_what_was_typed_beside_it(visit, script):
    evidence = to_evidence(problem_of(visit(java_script_enabled=script)))
    evidence.chooser.set_input_files(chosen("wrong.png"))
    if not script:
        evidence.press("Upload and stay here")
    evidence.call_ids.fill("a84b4c76e66710@192.0.2.10")
    evidence.press("Remove wrong.png")

    expect(evidence.page.get_by_label("What does wrong.png show?")).to_have_count(0)
    expect(Evidence(evidence.page).call_ids).to_have_value("a84b4c76e66710@192.0.2.10")


def test_a_report_that_is_thrown_away_is_gone(visitor):
    review = to_review(problem_of(visitor))
    review.press("Throw this report away")
    expect(review.page).to_have_url(re.compile("/report/$"))
    expect(problem_of(visitor).title).to_have_value("")
