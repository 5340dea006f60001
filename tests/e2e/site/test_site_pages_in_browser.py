import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e
ARTICLE = "audio/one-way-audio/"
SAMPLES = ["", ARTICLE, "report/", "journey/", "404.html"]


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first element of each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in grave]


def test_every_article_is_accessible_complete_and_asks_no_other_host(page, server, troubles):
    site = server.release.site
    locations = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    wrong = []
    for location in locations:
        page.goto(f"{server.url}{location}/".replace("/./", "/"))
        wrong += violations(page)
    assert len(locations) > 15
    assert wrong == []
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_accessible_in_both_schemes_and_widths(page, server, troubles, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    wrong = []
    for location in SAMPLES:
        page.goto(server.url + location)
        wrong += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, location
    page.goto(server.url)
    if width == 360:
        page.locator("header label[for=__search]").first.click()
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("one way audio")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    wrong += violations(page)
    for query, said in {"chocolate cake": "Nothing here seems to fit.", "registraton": "Showing results for"}.items():
        page.locator("[data-md-component=search-query]").fill("")
        page.keyboard.type(query)
        expect(page.get_by_text(said)).to_be_visible()
        wrong += violations(page)
    assert wrong == []
    assert troubles == []


def test_the_palette_follows_the_system_and_can_be_set(page, server):
    page.emulate_media(color_scheme="dark")
    page.goto(server.url)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[title$='Switch to light']").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_articles_are_changed_without_a_reload_and_the_reporter_always_loads_anew(page, server):
    page.goto(server.url + ARTICLE)
    page.wait_for_load_state("networkidle")  # Material has its sitemap: it follows no link before
    page.evaluate("window.same = true")
    page.locator(".md-nav--primary a[href$='audio/codecs/']").first.click()
    expect(page.locator(".md-content h1")).to_contain_text("Codecs")
    assert page.evaluate("window.same") is True
    page.locator(".lifering-report a").click()
    page.wait_for_url("**/report/?from=audio/codecs/")
    assert page.evaluate("window.same") is None


def test_our_own_fonts_are_used(page, server):
    page.goto(server.url + ARTICLE)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    families = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {family.strip('"') for family in families} == {"Atkinson Hyperlegible Next", "Atkinson Hyperlegible Mono"}


def test_the_keyboard_skips_to_the_content_of_a_page_of_the_journey(page, server):
    page.goto(server.url + "journey/")
    page.wait_for_load_state("networkidle")  # Material has its sitemap and would fetch the page, were it let
    page.bring_to_front()  # else the first key may find no focused page
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'lifering-content'")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.id === 't'")
