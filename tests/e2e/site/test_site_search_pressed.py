"""Results are replaced while somebody types: what is pressed, entered or open then must stay what it was."""

from threading import Event

import pytest
from playwright.sync_api import Locator, Page, expect

from search.retrieval.hits import Answer, Hit
from tests.running import until

pytestmark = pytest.mark.e2e


def box(page: Page) -> Locator:
    return page.locator("[data-md-component=search-query]")


def results_of(page: Page, query: str) -> Locator:
    """The links among the results, once they are those of `query`."""
    found = page.locator("[data-md-component=search-result]")
    expect(found).to_have_attribute("data-query", query)
    return found.locator("a")


def type_in(page: Page, query: str) -> Locator:
    box(page).click()
    page.keyboard.type(query)
    return results_of(page, query)


def middle(link: Locator) -> tuple[float, float]:
    place = link.bounding_box()
    assert place
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2


def replaced_under(page: Page, typed: str) -> None:
    """Other results come while one is held down."""
    old = page.locator("[data-md-component=search-result] a").first.element_handle()
    box(page).focus()
    page.keyboard.type(typed)
    results_of(page, f"voicemail{typed}")
    page.wait_for_function("link => !link.isConnected", arg=old)


def test_a_result_that_is_replaced_while_it_is_pressed_is_the_one_that_opens(page, server, troubles):
    page.goto(server.url)
    first = type_in(page, "voicemail").first
    expect(first).to_contain_text("Voicemail")
    page.mouse.move(*middle(first), steps=5)
    page.mouse.down()
    replaced_under(page, " codecs opus g711")
    expect(page.locator("[data-md-component=search-result] a").first).to_contain_text("Codecs")
    page.mouse.up()
    expect(page.locator(".md-content h1")).to_contain_text("Voicemail")
    assert troubles == []


def test_a_press_that_is_drawn_away_from_a_replaced_result_opens_nothing(page, server):
    page.goto(server.url)
    first = type_in(page, "voicemail").first
    page.mouse.move(*middle(first), steps=5)
    page.mouse.down()
    replaced_under(page, " codecs opus g711")
    page.mouse.move(5, 600, steps=5)
    page.mouse.up()
    box(page).click()
    results_of(page, "voicemail codecs opus g711")
    assert page.url == server.url


def test_a_finger_opens_the_result_it_was_laid_on(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.url)
    x, y = middle(type_in(page, "voicemail").first)
    finger = context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    replaced_under(page, " codecs opus g711")
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".md-content h1")).to_contain_text("Voicemail")
    context.close()


def test_enter_waits_for_the_results_of_all_that_was_typed(page, server, troubles):
    find, entered = server.find, Event()

    def slow_for_the_whole_word(query, way):
        if query == "voicemail":
            entered.wait(3)  # less than the worker's patience
        return find(query, way)

    server.find = slow_for_the_whole_word
    page.goto(server.url)
    type_in(page, "codecs")
    box(page).fill("")
    page.keyboard.type("voicemail")
    page.keyboard.press("Enter")
    entered.set()
    expect(page.locator(".md-content h1")).to_contain_text("Voicemail")
    assert troubles == []


def test_typing_opens_the_results_that_a_change_of_page_has_closed(page, server):
    page.goto(server.url)
    type_in(page, "voice")
    page.evaluate("document.getElementById('__search').click()")  # as Material does soon after every change of page
    expect(page.locator(".md-search__scrollwrap li").first).to_be_hidden()
    page.keyboard.type("mail")
    results_of(page, "voicemail").first.click()
    expect(page.locator(".md-content h1")).to_contain_text("Voicemail")


def test_what_is_dictated_or_pasted_by_the_mouse_is_answered_too(page, server):
    page.goto(server.url)
    box(page).click()
    page.keyboard.insert_text("one way audio")  # as both do: no key goes down or up
    expect(results_of(page, "one way audio").first.locator("h1")).to_contain_text("One-way audio")


def test_tab_leads_to_the_reporter_while_nothing_fits_and_never_into_a_closed_box(page, server):
    page.goto(server.url)
    type_in(page, "chocolate cake recipe")
    output = page.locator(".md-search__scrollwrap")
    way_on = output.get_by_role("link", name="Report a problem")
    expect(way_on).to_be_visible()
    page.keyboard.press("Tab")
    expect(way_on).to_be_focused()
    page.keyboard.press("Tab")
    expect(output).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.md-search__scrollwrap')") is None
    box(page).click()
    expect(output).to_be_visible()
    page.keyboard.press("Escape")
    expect(output).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-search__scrollwrap')") is None


def test_the_outcome_names_a_result_as_the_search_does_in_any_script(page, server):
    found = "gr%C3%B6%C3%9Fe/#größe-ändern"
    hit = Hit(found, "gr%C3%B6%C3%9Fe/", "", "Größe", "Größe ändern", ("Im Portal.",), 0.9, (), (), "words")
    server.find = lambda *_: Answer((hit,), None, fits=True)
    page.goto(server.url)
    type_in(page, "größe").filter(has_text="Im Portal").click()
    until(lambda: server.outcomes)
    assert [one["location"] for one in server.outcomes] == [found]
