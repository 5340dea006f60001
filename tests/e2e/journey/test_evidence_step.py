"""The evidence step while somebody fills it in: what is needed lives, a browser is looked at, and it looks calm."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journey.pages import SOME, YESTERDAY, Articles, Contact, Evidence, Problem, Review, Shown
from tests.e2e.journey.pictures import chosen
from tests.e2e.journey.test_looks import SCHEMES, SMALL, THUMB, violations
from tests.integration.web.test_evidence_step import CURL
from tests.integration.web.test_traces import ONE, log

pytestmark = pytest.mark.e2e
KINDS = ("Calls fail or drop", "Portal", "API")
HOSTS = re.compile(r"https://(portal|sip)\.harbourvoice\.example")


def at_evidence(visitor, kind: str = "Calls fail or drop") -> Evidence:
    problem = Problem(visitor.opens("/report/problem")).fill(kind=kind)
    return problem.go_on(Articles).none_of_these().tick(SOME).go_on(Evidence)


def still_needed(step: Evidence) -> Locator:
    return step.main.get_by_role("region", name=re.compile("An engineer can start|What an engineer still needs"))


def part(step: Evidence, name: str) -> Locator:
    return step.main.get_by_role("region", name=name)


def looks(visitor, page: Page) -> None:
    """Both hosts of the policy are tried: one answers, the other one never does."""
    page.route(re.compile(r"https://portal\.harbourvoice\.example"), lambda route: route.fulfill(status=204))
    page.route(re.compile(r"https://sip\.harbourvoice\.example"), lambda _: None)
    page.get_by_role("button", name="Look at my browser").press("Enter")
    expect(page.get_by_text("This is what we found")).to_be_visible()
    visitor.troubles[:] = [trouble for trouble in visitor.troubles if not HOSTS.search(trouble)]


def test_the_list_and_the_clocks_follow_what_is_typed_and_disturb_nobody(visitor):
    step = at_evidence(visitor)
    expect(still_needed(step)).to_contain_text("Call-IDs, or a log")
    said = step.page.locator("[data-lr-needed-said]")
    expect(said).to_be_empty()

    step.page.get_by_label("Day").fill(YESTERDAY)
    clock = step.page.get_by_label("Time", exact=True)
    clock.fill("09:30")
    expect(part(step, "When was one of them?")).to_contain_text(re.compile(r"09:30 CES?T Europe/Berlin.*UTC.*Harbour"))
    expect(clock).to_be_focused()
    expect(still_needed(step)).to_contain_text("when one bad call was does as well")
    expect(said).to_have_text("An engineer can start with this.")

    said.evaluate("said => (said.textContent = '')")
    number = step.page.get_by_label("The number that was called")
    number.press_sequentially("+44 20 7946 0123")
    expect(step.said).to_contain_text("is kept until")
    clock.fill("09:45")
    expect(part(step, "When was one of them?")).to_contain_text("09:45")
    expect(number).to_have_value("+44 20 7946 0123")
    expect(said).to_be_empty()


def test_a_reason_is_asked_for_only_as_long_as_something_is_missing(visitor):
    step = at_evidence(visitor)
    reason = step.page.get_by_label("I cannot give a Call-ID")
    reason.select_option("The portal is down, so I cannot look it up")
    expect(still_needed(step)).to_contain_text("Call-IDs: The portal is down")
    step.call_ids.fill(ONE)
    expect(reason).to_have_count(0)
    step.call_ids.fill("")
    expect(step.page.get_by_label("I cannot give a Call-ID")).to_be_visible()
    expect(still_needed(step)).to_contain_text("Call-IDs, or a log")


def test_a_file_is_there_at_once_and_gone_again_when_it_is_removed(visitor):
    step = at_evidence(visitor, "Portal")
    expect(still_needed(step).get_by_role("heading")).to_have_text("What an engineer still needs")
    step.chooser.set_input_files(chosen("shot.png"))
    expect(still_needed(step).get_by_role("heading")).to_have_text("An engineer can start with this")
    step.press("Remove shot.png")
    expect(still_needed(step).get_by_role("heading")).to_have_text("What an engineer still needs")


def test_a_browser_is_looked_at_only_when_asked_and_shown_and_taken_out_again_by_keyboard(visitor):
    step = at_evidence(visitor, "Portal")
    page, field = step.page, step.page.get_by_label("Your browser and system")
    expect(field).to_have_value("")
    assert not [url for url in visitor.asked if HOSTS.search(url)]

    looks(visitor, page)
    expect(field).to_have_value(
        re.compile(r"zone: Europe/Berlin\n.*\nreached: The portal: \d+ ms\nnot reached: Sig", re.DOTALL)
    )
    expect(still_needed(step)).to_contain_text("There: Which browser it is")
    page.reload()
    expect(field).to_have_value(re.compile("^browser: "))

    field.fill("browser: Firefox 145")
    looks(visitor, page)
    page.get_by_role("button", name="Do not send this").press("Enter")
    expect(field).to_have_value("browser: Firefox 145")
    expect(page.get_by_role("button", name="Look at my browser")).to_be_focused()
    page.get_by_label("I cannot give a screenshot").select_option("The page does not open at all")
    review = step.go_on(Contact).fill().go_on(Review)
    expect(review.main).to_contain_text("Browser: Firefox 145")
    expect(review.main).to_contain_text("A screenshot: The page does not open at all")


def test_where_to_find_it_is_shown_by_keyboard(visitor):
    step = at_evidence(visitor)
    step.main.get_by_text("Show me where").press("Enter")
    picture = step.main.get_by_role("img", name="The details of a call in the portal")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def filled(visitor, kind: str) -> Evidence:
    """The step with all that may be on it."""
    step = at_evidence(visitor, kind)
    page = step.page
    if kind == "Portal":
        looks(visitor, page)
        step.chooser.set_input_files(chosen("shot.png"))
        expect(step.picture("shot.png")).to_be_visible()
        return step
    page.get_by_label("Day").fill("2026-10-25")
    page.get_by_label("Time", exact=True).fill("02:30")
    page.get_by_label("Paste").first.fill(CURL if kind == "API" else log())
    step.press("Read what I pasted")
    expect(page.get_by_text("request found." if kind == "API" else "call found.")).to_be_visible()
    expect(step.main).to_contain_text("this time came twice")
    return step


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_step_is_accessible_fits_and_can_be_hit_by_a_thumb_with_all_that_may_be_on_it(visit, width, kind):
    page = filled(visit(width=width), kind).page
    page.locator("#lr-main details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    wrong = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        wrong += [f"{scheme}: {violation}" for violation in violations(page)]
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL, THUMB) == []


TOLD = {
    "Calls fail or drop": (ONE, "488 Not Acceptable Here", "Sun 25 Oct, 00:30 UTC", "this time came twice"),
    "Portal": ("Browser: ", "Not reached: Signalling of the browser phone", "shot.png"),
    "API": ("GET /v1/calls, 429, request ID 7f3c1b9e-aaaa", "Sun 25 Oct, 00:30 UTC"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_was_given_is_told_in_the_review_and_on_the_ticket(visit, kind):
    visitor = visit(width=360)
    review = filled(visitor, kind).go_on(Contact).fill(f"{kind[:3]}@customer.example").go_on(Review)
    check(review, kind)
    if kind == "Portal":
        expect(review.main).to_contain_text("shot.png has no words yet")
    check(review.send(), kind)


def check(shown: Shown, kind: str) -> None:
    for words in TOLD[kind]:
        expect(shown.main).to_contain_text(words)
    assert violations(shown.page) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 360
