"""A whole problem or a trace in the search box, which has one line."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.running import until

pytestmark = pytest.mark.e2e
TRACE = "SIP/2.0 488 Not Acceptable Here\nFrom: <sip:ada@example.com>;tag=19\nCSeq: 314 INVITE\nv=0"


def paste(page: Page, text: str) -> None:
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text(text)


def test_of_a_long_text_only_the_words_that_were_mended_are_said(page, server):
    page.goto(server.url)
    paste(page, "since we moved to another building the receptionist hears nothing and the customrs cannot hear her")
    expect(page.locator(".lifering-said p:visible")).to_have_text("Showing results for customers")


def test_a_trace_of_any_length_is_asked_for_as_evidence_and_its_outcome_is_told(page, server, troubles):
    page.goto(server.url)
    paste(page, f"{TRACE}\n" * 2000)
    first = page.locator(".md-search-result__item").first.locator("h1")
    expect(first).to_contain_text("488 Not Acceptable Here")
    [asked] = [path for path in server.asked if path.startswith("/api/search")]
    assert len(asked) < 8_000  # bytes of a request's first line that nginx takes
    question = parse_qs(urlsplit(asked).query)
    assert question["way"] == ["evidence"]
    assert question["q"][0].startswith(TRACE.replace("\n", " "))
    page.keyboard.press("Escape")
    until(lambda: server.outcomes)
    assert len(server.outcomes[0]["q"]) <= 300
    assert troubles == []
