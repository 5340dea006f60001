"""Several problems of one requester in a real browser, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.e2e.journey.pages import CALL_IDS, NOBODY, Articles, Contact, Evidence, Problem, Review
from tests.e2e.journey.test_looks import SMALL, THUMB, violations

pytestmark = pytest.mark.e2e
TWO = "Callers hear silence on every call. Another problem: the October invoice charges us twice."
SECOND = "The October invoice charges us twice"


def fits(page) -> list[str]:
    """What is wrong with the look of the page as it stands."""
    small = page.evaluate(SMALL, THUMB)
    return violations(page) + small + (["too wide"] if page.evaluate("document.body.scrollWidth > innerWidth") else [])


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_with_two_problems_becomes_two_tickets_that_name_each_other(visit, house, scripts):
    visitor = visit(width=360, java_script_enabled=scripts)
    problem = Problem(visitor.opens("/report/problem")).fill()
    problem.seen.fill(TWO)
    articles = problem.go_on(Articles)
    expect(articles.main.get_by_role("heading", name="This reads like 2 problems")).to_be_visible()

    articles.press("Split into separate reports")
    first = Problem(articles.page)
    expect(first.seen).to_have_value("Callers hear silence on every call.")
    severity = first.go_on(Articles).none_of_these().tick(NOBODY)
    evidence = severity.go_on(Evidence)
    evidence.call_ids.fill(CALL_IDS)
    ticket = evidence.go_on(Contact).fill("several@customer.example").go_on(Review).send()
    reference = ticket.reference
    ticket.press("Go on with it")

    second = Problem(ticket.page)
    expect(second.title).to_have_value(SECOND)
    second.page.get_by_role("radio", name="Invoices and call records").check()
    second.go_on(Articles).none_of_these().tick(NOBODY).press("Continue")
    sent = Review(second.page).send()

    expect(sent.main.get_by_role("link", name=reference)).to_be_visible()
    told = house.mail("support@harbourvoice.example", sent.reference).get_body(("plain",))
    assert f"May be connected with {reference}." in told.get_content()


def test_one_press_keeps_what_is_typed_and_opens_a_page_for_the_next_problem(visit):
    page = visit().opens("/report/problem")
    problem = Problem(page).fill()

    problem.press("I have another problem too")

    expect(problem.title).to_have_value("")
    problem.main.get_by_role("button", name="Callers cannot hear us").click()
    Articles(page)
    page.goto(page.url.replace("articles", "problem"))
    expect(Problem(page).title).to_have_value("Callers cannot hear us on incoming calls")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (360, "light"), (1280, "light")])
def test_the_offer_the_other_drafts_and_the_next_one_are_accessible_and_fit(visit, width, scheme):
    visitor = visit(width=width, color_scheme=scheme)
    page = visitor.opens("/report/problem")
    problem = Problem(page).fill()
    problem.seen.fill(TWO)
    articles = problem.go_on(Articles)
    assert fits(page) == []

    articles.press("Split into separate reports")
    problem = Problem(page)
    assert fits(page) == []

    evidence = problem.go_on(Articles).none_of_these().tick(NOBODY).go_on(Evidence)
    review = evidence.fill().go_on(Contact).fill(f"looks-{width}-{scheme}@customer.example").go_on(Review)
    assert fits(page) == []
    review.send()
    assert fits(page) == []
