"""Articles and journey side by side: the search, the way over and back, and what JavaScript adds to each step."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journey.pages import (
    NOBODY,
    SOME,
    Articles,
    Contact,
    Evidence,
    Problem,
    Review,
    Severity,
    Start,
    to_review,
    to_severity,
)

pytestmark = pytest.mark.e2e
ARTICLE = "/audio/one-way-audio/"
TYPE = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"


def results(page: Page, query: str) -> Locator:
    """Types into the header's search; the links that are found, once they are those of all that was typed."""
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(query)
    found = page.get_by_role("search").locator(f"[data-query='{query}']")
    expect(found).to_have_count(1)
    return found.get_by_role("link")


def test_the_headers_search_is_answered_by_the_server_and_loads_no_index(visitor):
    page = visitor.opens("/")
    first = results(page, "one way audio").first
    expect(first).to_contain_text("One-way audio")
    first.click(delay=100)

    expect(page.get_by_role("heading", level=1)).to_contain_text("One-way audio")
    assert any("/api/search?" in url for url in visitor.asked)
    assert not any("lifering-index.json" in url for url in visitor.asked)


def test_the_search_works_on_the_journeys_own_pages(visitor):
    page = visitor.opens("/report/problem")
    results(page, "voicemail").first.click(delay=100)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Voicemail")


def test_a_port_other_than_the_sites_keeps_articles_instant(visitor, house):
    assert ":8000" not in house.url  # what mkdocs.yml gives as site_url
    page = visitor.opens(ARTICLE)
    stays_loaded(page)
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Echo and delay").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Echo")
    assert page.evaluate("window.loadedOnce") is True


def test_from_an_instantly_loaded_article_to_the_reporter_and_back(visitor):
    page = visitor.opens("/")
    stays_loaded(page)
    page.get_by_role("main").get_by_role("link", name=re.compile("^One-way audio")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One-way audio")
    assert page.evaluate("window.loadedOnce") is True
    page.get_by_role("complementary", name="Report a problem").get_by_role("link").click()
    problem = Start(page).describe()
    assert "from=audio/one-way-audio/" in page.url
    problem.title.fill("On the way back")
    expect(problem.said).to_contain_text("kept")

    page.go_back()
    Start(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One-way audio")
    page.go_forward()
    page.go_forward()
    expect(Problem(page).title).to_have_value("On the way back")


def test_articles_appear_while_the_problem_is_typed_each_by_its_best_section(visitor):
    problem = Problem(visitor.opens("/report/problem"))
    found = problem.main.get_by_role("complementary", name="These articles may answer it").get_by_role("link")
    expect(problem.main.get_by_text("These articles may answer it")).to_be_hidden()
    problem.title.press_sequentially("callers cannot hear us, one-way audio")
    expect(found.first).to_be_visible()
    asked = f"{visitor.url}/api/search?q=callers cannot hear us, one-way audio"
    best = visitor.context.request.get(asked).json()["hits"][0]["location"]
    expect(found.first).to_have_attribute("href", f"/{best}")

    with visitor.context.expect_page() as opened:
        found.first.click(delay=100)
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("One-way audio")
    expect(problem.title).to_have_value("callers cannot hear us, one-way audio")


def test_a_suggested_article_that_is_pressed_opens_though_others_are_found_meanwhile(visitor):
    problem = Problem(visitor.opens("/report/problem"))
    problem.title.fill("one-way audio")
    found = problem.main.get_by_role("complementary", name="These articles may answer it").get_by_role("link")
    expect(found.first).to_contain_text("One-way audio")
    found.first.hover()
    problem.page.mouse.down()
    with problem.page.expect_response(lambda response: "voicemail" in response.url):
        problem.title.evaluate(TYPE, "voicemail greeting")  # without scrolling there
    with visitor.context.expect_page() as opened:
        problem.page.mouse.up()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("One-way audio")
    expect(found.first).to_contain_text("Voicemail")


def test_articles_appear_for_a_long_problem_wherever_it_is_cut(visitor):
    problem = Problem(visitor.opens("/report/problem"))
    found = problem.main.get_by_role("complementary", name="These articles may answer it").get_by_role("link")
    problem.title.fill("one-way audio")
    expect(found.first).to_be_visible()
    for beginning in ("", "x"):  # one of the two is cut between the halves of a sign
        with problem.page.expect_response(lambda response: "/api/search?" in response.url):
            problem.seen.fill(beginning + "\N{TELEPHONE RECEIVER}" * 600)
        expect(found.first).to_be_visible()


def test_what_was_meant_by_a_misspelt_problem_is_said_beside_its_articles(visitor):
    problem = Problem(visitor.opens("/report/problem"))
    problem.title.fill("Our phones lose their registraton")
    said = "We read “registraton” as “registration”."
    expect(problem.main.get_by_role("complementary", name="These articles may answer it")).to_contain_text(said)
    expect(problem.fill(title="Our phones lose their registraton").go_on(Articles).main).to_contain_text(said)


def test_what_is_searched_in_vain_becomes_the_report_and_nothing_that_does_not_fit_is_shown(visitor):
    page = visitor.opens("/")
    results(page, "chocolate cake recipe")
    page.get_by_role("search").get_by_role("link", name="Report a problem").click()
    problem = Start(page).describe()
    expect(problem.title).to_have_value("chocolate cake recipe")
    problem.fill(title="chocolate cake recipe").seen.fill("Too many eggs")
    articles = problem.go_on(Articles)
    expect(articles.main).to_contain_text("We found nothing that fits.")
    expect(articles.main.get_by_role("button", name="This solved it")).to_have_count(0)
    articles.none_of_these()


def test_an_article_opened_in_the_journey_goes_with_the_report(visitor):
    articles = Problem(visitor.opens("/report/problem")).fill()
    articles.press("Continue")
    with visitor.context.expect_page() as opened:
        articles.main.get_by_role("heading", level=2).get_by_role("link").first.click()
    read = opened.value.get_by_role("heading", level=1).inner_text().removesuffix("¶").strip()
    articles.page.reload()
    articles.press("None of these: continue")
    review = Severity(articles.page).tick(SOME).go_on(Evidence).fill().go_on(Contact).fill().go_on(Review)
    expect(review.main).to_contain_text(read)


def test_the_promise_follows_what_is_ticked(visitor):
    severity = to_severity(Problem(visitor.opens("/report/problem")))
    expect(severity.promise()).to_have_count(0)
    severity.tick(SOME)
    expect(severity.main.get_by_role("heading", name="Works badly")).to_be_visible()
    severity.tick(NOBODY)
    expect(severity.main.get_by_role("heading", name="Works badly")).to_be_hidden()
    expect(severity.promise()).to_contain_text("in 30 minutes")
    expect(severity.main.get_by_text(f"Because you ticked: “{NOBODY}”")).to_be_visible()
    expect(severity.main.get_by_text("This wakes the engineer on call")).to_be_visible()
    severity.page.get_by_label("None of these").check()
    expect(severity.page.get_by_label(NOBODY)).not_to_be_checked()
    expect(severity.main.get_by_role("heading", name="Question or small thing")).to_be_visible()
    expect(severity.main.get_by_text("Because none of the examples fits.").locator("visible=true")).to_have_count(1)


def test_the_tickets_link_is_copied_its_text_downloaded_and_its_address_mended(visit, house):
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    ticket = to_review(Problem(visitor.opens("/report/problem")), "wrong@customer.example").send()
    ticket.page.clock.install()
    ticket.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))  # it is said for two seconds only
    ticket.press("Copy")
    expect(ticket.main.get_by_role("button", name="Copied")).to_be_visible()
    ticket.page.clock.resume()
    copied = ticket.page.evaluate("navigator.clipboard.readText()")
    assert copied == ticket.link
    elsewhere = visit(java_script_enabled=False).opens(copied.removeprefix(visitor.url))
    expect(elsewhere.get_by_role("main")).to_contain_text(ticket.reference)

    with ticket.page.expect_download() as download:
        ticket.follow("Download what was sent")
    assert download.value.suggested_filename == f"{ticket.reference}.txt"
    assert ticket.reference in download.value.path().read_text("utf-8")

    ticket.main.get_by_text("The address is wrong").click()
    ticket.page.get_by_label("Right e-mail address").fill("right@customer.example")
    ticket.press("Send the confirmation there")
    expect(ticket.main.get_by_text("right@customer.example").first).to_be_visible()
    house.mail("right@customer.example", ticket.reference)


def stays_loaded(page: Page) -> None:
    """Marks the page: a full load would lose the mark. Material follows no link before it has its sitemap."""
    page.wait_for_load_state("networkidle")
    page.evaluate("window.loadedOnce = true")
