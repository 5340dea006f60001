"""Every page of the journey, also with its mistakes: accessible in light and dark, no wider than a phone, and every
control large enough for a thumb."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.journey.pages import (
    CALL_IDS,
    NOBODY,
    Articles,
    Contact,
    Evidence,
    Problem,
    Review,
    Start,
    Ticket,
)
from tests.e2e.journey.pictures import chosen

pytestmark = pytest.mark.e2e
SCHEMES = {"dark": "slate", "light": "default"}  # Material's names
THUMB = 44  # px
SMALL = """(thumb) => [...document.querySelectorAll("#lr-main :is(button, input, select, textarea, summary)")]
  .filter((e) => e.checkVisibility() && e.type !== "hidden" && e.ariaHidden !== "true")
  .map((e) => /radio|checkbox/.test(e.type) ? e.labels[0] : e)
  .filter((e) => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) < thumb - 0.5 })
  .map((e) => e.outerHTML.slice(0, 120))"""


def pages(visitor) -> Iterator[tuple[str, Page]]:
    """The whole way, page by page."""
    page = visitor.opens("/")
    yield "the front page", page
    page.goto(f"{visitor.url}/audio/one-way-audio/")
    yield "an article", page
    page.goto(f"{visitor.url}/report/")
    start = Start(page)
    yield "the start", page
    start.follow("This is my problem")
    expect(start.main).to_contain_text("One Call-ID (optional)")
    yield "joining a known problem", page
    page.go_back()
    yield from _steps(Start(page).describe())
    yield from _odd_pages(visitor, page)


def _steps(problem: Problem) -> Iterator[tuple[str, Page]]:
    page = problem.page
    yield "the problem", page
    problem.go_on_in_vain()
    yield "the problem with mistakes", page
    problem.fill()
    expect(problem.main.get_by_role("complementary", name="These articles")).to_be_visible()
    yield "the problem with articles found while typing", page
    severity = problem.go_on(Articles).none_of_these()
    page.go_back()
    yield "the articles", page
    page.go_forward()
    yield "the severity", page
    severity.go_on_in_vain()
    yield "the severity with a mistake", page
    severity.tick(NOBODY)
    yield "the severity with its promise", page
    evidence = severity.go_on(Evidence)
    yield "the evidence", page
    evidence.go_on_in_vain()
    yield "the evidence with a mistake", page
    evidence.chooser.set_input_files(chosen("shot.png"))
    expect(evidence.picture("shot.png")).to_be_visible()
    evidence.call_ids.fill(CALL_IDS)
    yield "the evidence with a screenshot", page
    yield from _last_steps(evidence.go_on(Contact))


def _last_steps(contact: Contact) -> Iterator[tuple[str, Page]]:
    page = contact.page
    yield "the contact", page
    contact.go_on_in_vain()
    yield "the contact with mistakes", page
    review = contact.fill().go_on(Review)
    yield "the review", page
    review.follow("Go on later")
    expect(review.main.get_by_role("heading", level=1)).to_have_text("Go on later")
    yield "the link to go on later", page
    page.go_back()
    ticket = Review(page).send()
    ticket.main.get_by_text("The address is wrong").click()
    yield "the ticket", page
    page.get_by_label("Right e-mail address").fill("no address")
    ticket.press("Send the confirmation there")
    expect(Ticket(page).main.get_by_role("alert")).to_be_visible()
    yield "the ticket with a mistake", page


def _odd_pages(visitor, page: Page) -> Iterator[tuple[str, Page]]:
    visitor.expected += ["status of 404 ", "status of 409 "]
    page.goto(f"{visitor.url}/tickets/HV-000-000/nothing")
    yield "no such ticket", page
    first, second = (Problem(visitor.opens("/report/problem")) for _ in range(2))
    first.fill().go_on(Articles)
    second.fill(title="Typed in the other tab")
    second.press("Continue")
    expect(second.main.get_by_role("heading", level=1)).to_have_text("Changed in another window")
    yield "two tabs in conflict", second.page
    page.goto(f"{visitor.url}/report/")
    yield "the start with an unfinished report", page
    articles = Articles(first.page)
    articles.main.get_by_role("button", name="This solved it").first.click()
    expect(articles.main.get_by_role("heading", level=1)).to_have_text("Good that it is solved")
    yield "the problem is solved", first.page


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first element of each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in grave]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_in_light_and_dark_fits_and_can_be_hit_by_a_thumb(visit, width):
    visitor = visit(width=width)
    seen, wrong = [], []
    for name, page in pages(visitor):
        seen.append(name)
        for scheme in SCHEMES if width == 360 else ["light"]:  # contrast is the same at every width
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
            wrong += [f"{name}, {scheme}: {violation}" for violation in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{name}: wider than {width} px")
        wrong += [f"{name}: too small for a thumb: {control}" for control in page.evaluate(SMALL, THUMB)]
    assert len(seen) == 24
    assert wrong == []
