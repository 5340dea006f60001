"""A reader whose browser has never been here: opens the start page, types a question, sees the first result.

What is timed happens inside the page, from the first key's event to the first frame in which a result is on the screen.
What is counted are the bytes of every answer (body as sent, and its headers) that only the search asks for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.programs import find

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SEARCH = ("/search/", "/api/search", "/assets/javascripts/workers/search.", "/assets/lifering/search-")
BOX = "[data-md-component=search-query]"
PATIENCE = 60_000  # ms
WATCH = """
window.bench = {};
addEventListener("keydown", () => { window.bench.typed ??= performance.now() }, true);
const look = () => {
  const item = document.querySelector(".md-search-result__item");
  if (item && item.getBoundingClientRect().height > 0) window.bench.shown = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Seen:
    bytes: int
    milliseconds: float


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        yield chromium
        chromium.close()


def search(chromium: Browser, url: str, query: str, *, delay: int = 0) -> Seen:
    """Types as soon as the page can be used, `delay` ms between two keys."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    try:
        context.add_init_script(WATCH)
        asked: list[Request] = []

        def note(request: Request) -> None:  # Playwright marks the function, so it must be one of our own
            asked.append(request)

        context.on("requestfinished", note)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(url, wait_until="domcontentloaded")
        page.locator(BOX).focus()
        page.keyboard.type(query, delay=delay)
        page.wait_for_function("() => window.bench.shown")
        milliseconds = page.evaluate("window.bench.shown - window.bench.typed")
        _settle(page)
        return Seen(sum(_size(request) for request in asked if _is_search(request)), milliseconds)
    finally:
        context.close()


def _settle(page: Page) -> None:
    """What was asked before the result came is counted whole."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def _is_search(request: Request) -> bool:
    return urlsplit(request.url).path.startswith(SEARCH)


def _size(request: Request) -> int:
    sizes, response = request.sizes(), request.response()
    told = response.headers.get("content-length", "0") if response else "0"
    # Of a worker's own script the browser reports the headers only: its server says how long the rest is.
    return (sizes["responseBodySize"] or int(told)) + sizes["responseHeadersSize"]
