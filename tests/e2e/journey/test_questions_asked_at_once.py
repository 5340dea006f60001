"""A policy's own questions in a browser: what an answer brings up stands on the page at once, what was typed stays."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from reporter.config import Settings
from tests.e2e.journey.test_looks import SMALL, THUMB, violations
from tests.integration.web.conftest import ROOT, app, clock, house
from tests.integration.web.conftest import settings as usual
from tests.integration.web.report import PROBLEM

pytestmark = pytest.mark.e2e
__all__ = ["app", "clock", "house", "usual"]


@pytest.fixture
def settings(usual: Settings) -> Settings:
    return usual.model_copy(update={"policy": ROOT / "tests" / "asking.yml"})


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    """At the questions of a report about calls. There is no built site: the page stands in its plain shell."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.goto(f"http://127.0.0.1:{server.port}/report/problem")
    opened.get_by_label("Calls fail or drop").check()
    for name in ("title", "seen", "since_date", "since_time"):
        opened.locator(f"[name={name}]").fill(PROBLEM[name])
    _continue(opened, to="Articles that may help")
    _continue(opened, to="How it affects you")
    opened.get_by_label("None of these").check()
    _continue(opened, to="A few questions")
    yield opened
    context.close()
    server.shutdown()


def _continue(page: Page, *, to: str) -> None:
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to)
    page.wait_for_load_state()


def test_a_question_that_an_answer_brings_up_stands_there_at_once_and_goes_with_it(page: Page):
    version = page.get_by_label("Which make and version is it?")
    consent = page.get_by_role("group", name="May our engineers sign in to your server?")
    access = page.get_by_role("heading", name="Access")
    expect(version).to_be_hidden()
    expect(access).to_be_hidden()
    expect(page.get_by_text("Only if you answered").first).to_be_hidden()

    page.get_by_label("Our own").check()
    expect(version).to_be_visible()
    expect(access).to_be_visible()
    expect(consent).to_be_hidden()
    version.fill("FreeSwitch 1.10")
    page.get_by_role("group", name="May we look into it from here?").get_by_label("Yes").check()
    expect(consent).to_be_visible()

    page.get_by_label("Yours").check()
    for gone in (version, consent, access):
        expect(gone).to_be_hidden()
    page.get_by_label("Our own").check()
    expect(version).to_have_value("FreeSwitch 1.10")
    expect(consent).to_be_visible()


def test_a_mistake_in_a_question_brought_up_is_shown_with_it(page: Page):
    page.get_by_label("Our own").check()
    page.get_by_role("button", name="Continue").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["Answer this: Which make and version is it?"])
    expect(page.get_by_label("Which make and version is it?")).to_be_visible()
    expect(page.get_by_label("Our own")).to_be_checked()


def test_the_questions_and_the_way_out_are_accessible_fit_a_phone_and_can_be_hit_by_a_thumb(page: Page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_label("Our own").check()
    wrong = troubles(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_be_focused()
    wrong += troubles(page)
    page.get_by_label("I do not know").check()
    _continue(page, to="You may be in the wrong place")
    wrong += troubles(page)
    assert wrong == []


def troubles(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *page.evaluate(SMALL, THUMB), *([f"{wide} px wide"] if wide > 360 else [])]
