import re
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from search.retrieval.hits import Answer, Hit
from tests.e2e.site.conftest import Served
from tests.running import until

pytestmark = pytest.mark.e2e
REGISTRATION = re.compile("^(register|registration)", re.IGNORECASE)
WHOLE_INDEX = "/search/lifering-index.json"
TYPE = """(box, text) => {
  for (const letter of text) {
    box.value += letter
    box.dispatchEvent(new KeyboardEvent("keyup", { key: letter, bubbles: true }))
  }
}"""


def ask(page: Page, query: str) -> None:
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(query)


def ask_whole(page: Page, query: str) -> None:
    """Type, and wait for the results of all that was typed: those of its beginning are shown before."""
    ask(page, query)
    typed = page.locator("[data-md-component=search-query]").input_value()
    expect(page.locator("[data-md-component=search-result]")).to_have_attribute("data-query", typed.strip())


def told(server: Served, *outcomes: tuple[str, str]) -> bool:
    """Whether the server heard of these searches and no others, each a question and its outcome."""
    until(lambda: len(server.outcomes) >= len(outcomes), what=f"{outcomes}")
    return [(one["q"], one["outcome"]) for one in server.outcomes] == list(outcomes)


def results(page: Page):
    return page.locator(".md-search-result__item")


def said(page: Page):
    """What stands above the results."""
    return page.locator(".md-search__scrollwrap .lifering-said p:visible")


def asked_of_api(server) -> list[str]:
    return [path for path in server.asked if path.startswith("/api/search")]


def test_the_search_box_is_answered_by_the_api_and_the_index_is_never_loaded(page, server, troubles):
    page.goto(server.url)
    ask(page, "one way audio")
    expect(results(page).first.locator("h1")).to_contain_text("One-way audio")
    expect(results(page).first.locator("mark").first).to_be_visible()
    assert WHOLE_INDEX not in server.asked
    assert troubles == []


def test_typing_is_answered_from_the_third_letter_on_and_ends_with_the_last_word(page, server):
    find, typed = server.find, Event()

    def slow_until_all_is_typed(query, way):
        typed.wait(3)  # less than the worker's patience
        return find(query, way)

    server.find = slow_until_all_is_typed
    page.goto(server.url)
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.evaluate(TYPE, "regist")  # at once: a pause after the second letter would be a question
    until(lambda: asked_of_api(server))
    box.press_sequentially("ration")
    typed.set()
    expect(page.locator("[data-md-component=search-result]")).to_have_attribute("data-query", "registration")
    asked = [parse_qs(urlsplit(path).query) for path in asked_of_api(server)]
    first, second = [one["q"][0] for one in asked if one["way"] == ["typing"]]
    assert 3 <= len(first) <= len("regist")
    assert second == "registration"  # not every key: one question at a time, and then what is typed by now


def test_an_answer_that_comes_too_late_is_dropped(page, server):
    find = server.find

    def slow_for_one_word(query, way):
        if query == "audio":
            server.closing.wait(2)
        return find(query, way)

    server.find = slow_for_one_word
    page.goto(server.url)
    ask(page, "audio")
    until(lambda: any("q=audio&" in path for path in asked_of_api(server)))
    page.locator("[data-md-component=search-query]").fill("")
    ask_whole(page, "voicemail")
    expect(results(page).first.locator("h1")).to_contain_text("Voicemail")
    page.wait_for_timeout(2500)
    expect(results(page).first.locator("h1")).to_contain_text("Voicemail")


def test_a_hit_opens_its_section_with_the_words_marked_and_the_outcome_is_told(page, server, troubles):
    page.goto(server.url)
    ask_whole(page, "one way audio")
    page.keyboard.press("Enter")
    expect(page.locator(".md-content mark").first).to_be_visible()
    assert "h=" in page.url
    expect(page.locator(".md-content h1")).to_contain_text("One-way audio")
    assert told(server, ("one way audio", "opened"))
    assert server.outcomes[0]["location"].startswith("audio/one-way-audio/")
    assert troubles == []


@pytest.mark.parametrize(("query", "outcome"), [("voicemail", "found"), ("qqqqzzzz", "none")])
def test_a_search_that_is_left_without_opening_anything_is_told_once(page, server, query, outcome):
    find, left = server.find, Event()

    def slow_at_a_rest(query, way):
        if way == "question":
            left.wait(3)  # less than the worker's patience
        return find(query, way)

    server.find = slow_at_a_rest
    page.goto(server.url)
    ask_whole(page, query)
    said = "No matching documents" if outcome == "none" else "matching document"
    expect(page.locator(".md-search-result__meta")).to_contain_text(said)
    page.keyboard.press("Escape")
    assert told(server, (query, outcome))
    left.set()
    if outcome == "none":
        expect(page.locator(".lifering-said p:not([hidden])")).to_have_count(1)  # the answer at the rest has come
    page.goto("about:blank")  # leaving the page is no second end of the search
    page.wait_for_timeout(300)
    assert server.outcomes == [{"q": query, "location": "", "outcome": outcome}]


def test_a_misspelt_word_is_read_as_what_was_meant_which_is_said_and_marked_in_the_article(page, server, troubles):
    page.goto(server.url)
    ask(page, "registraton")
    expect(said(page)).to_have_text("Showing results for registration")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("Showing results for registration")
    expect(results(page).first.locator("mark").first).to_have_text(REGISTRATION)
    page.keyboard.press("Enter")
    expect(page.locator(".md-content mark").first).to_have_text(REGISTRATION)
    assert troubles == []


def test_results_that_come_again_throw_nobody_out_who_is_among_them(page, server):
    find, among_them = server.find, Event()

    def slow_at_a_rest(query, way):
        if way == "question":
            among_them.wait(3)  # less than the worker's patience
        return find(query, way)

    server.find = slow_at_a_rest
    page.goto(server.url)
    ask(page, "registraton")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link:focus")).to_have_count(1)
    among_them.set()
    expect(said(page)).to_have_text("Showing results for registration")
    expect(page.locator(".md-search-result__link:focus")).to_have_count(1)


def test_where_nothing_fits_the_way_to_the_reporter_is_shown_with_what_was_typed(page, server, troubles):
    page.goto(server.url + "audio/one-way-audio/")
    page.wait_for_load_state("networkidle")  # Material has its sitemap: from now on it changes pages without a reload
    page.locator(".md-nav--primary a[href$='audio/codecs/']").first.click()
    expect(page.locator(".md-content h1")).to_contain_text("Codecs")
    ask_whole(page, "chocolate cake recipe")
    expect(said(page)).to_have_text("Nothing here seems to fit. Report a problem")
    pages = {hit.page_location for hit in server.find("chocolate cake recipe", "typing").hits}
    expect(page.locator(".md-search-result__meta")).to_have_text(f"{len(pages)} matching documents")
    page.locator("[data-md-component=search-query]").fill("")
    expect(said(page)).to_have_count(0)
    ask_whole(page, "qqqqzzzz")
    expect(said(page)).to_have_text("Nothing here seems to fit. Report a problem")
    said(page).get_by_role("link", name="Report a problem").click(delay=100)
    page.wait_for_url(f"{server.url}report/?title=qqqqzzzz")
    assert told(server, ("chocolate cake recipe", "none"), ("qqqqzzzz", "none"))
    assert troubles == []


def test_a_hit_that_holds_none_of_the_words_says_why_it_is_there(page, server):
    article = "audio/echo-and-delay/"
    hit = Hit(article, article, "", "Echo", "Echo", ("You hear yourself.",), 0.9, (), (), "meaning")
    server.find = lambda *_: Answer((hit,), None, fits=True)
    page.goto(server.url)
    ask(page, "sound comes back")
    expect(results(page).first.locator("p").first).to_have_text("About the same thing")


@pytest.mark.parametrize("failure", ["missing", "html", "other", "silent"])
def test_without_the_api_materials_own_search_answers(page, server, failure):
    server.api = failure
    page.goto(server.url)
    ask(page, "one way audio")
    expect(results(page).first.locator("h1")).to_contain_text("audio", ignore_case=True, timeout=15_000)
    assert server.asked.count(WHOLE_INDEX) == 1
    ask(page, " nat")
    expect(page.locator(".md-search-result__item mark").first).to_be_visible()
    assert len(asked_of_api(server)) == 1  # an API that was away is left alone for a while
    page.locator("[data-md-component=search-query]").fill("qqqqzzzz")
    page.keyboard.press("End")
    page.keyboard.type("z")
    expect(said(page)).to_contain_text("Nothing here seems to fit.")
    assert server.asked.count(WHOLE_INDEX) == 1


def test_offline_is_said(page, server):
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    ask(page, "voicemail")
    expect(results(page).first.locator("h1")).to_have_text("The search cannot be reached")


def test_hostile_titles_stay_text(page, server, troubles):
    bad = "<img src=x onerror=alert(1)>&"
    hit = Hit(
        location="audio/codecs/#x",
        page_location="audio/codecs/",
        path="audio/codecs.md",
        page_title=bad,
        title=bad,
        passage=("", "<script>1</script>", ""),
        score=2.0,
        terms=("<b>",),
        in_title=("<b>",),
        by="words",
    )
    server.find = lambda *_: Answer((hit,), "<i>", fits=True)
    page.goto(server.url)
    ask(page, "anything")
    expect(results(page).first.locator("h1")).to_have_text(bad)
    expect(results(page).first.locator("h2")).to_have_text(bad)
    expect(said(page)).to_contain_text("Showing results for <i>")
    assert page.locator(".md-search__output :is(img, script, i)").count() == 0
    assert troubles == []
