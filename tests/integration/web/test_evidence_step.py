"""The evidence step without JavaScript: what is needed, times on every clock, old evidence, browsers, API requests."""

import pytest

from tests.e2e.journey.pictures import png
from tests.integration.web.report import CONTACT, EVIDENCE, FIRST_EXAMPLE, example_key, to_articles
from tests.integration.web.test_traces import ONE, log
from tests.integration.web.visitor import Visitor, upload

BERLIN = {"time_zone": "Europe/Berlin"}
CURL = """> GET /v1/calls?key=s3cr3tk3y HTTP/2
> Host: api.harbourvoice.example
> Authorization: Bearer abcdef0123456789
>
< HTTP/2 429
< x-request-id: 7f3c1b9e-aaaa
<
"""
LOOKED = "browser: Firefox 145\nonline: yes\nreached: The portal: 45 ms\nnot reached: Signalling of the browser phone"


def at_evidence(visitor: Visitor, kind: str = "calls", **problem: str) -> Visitor:
    to_articles(visitor, problem_type=kind, **problem).sends(form="/report/articles", button="on")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")
    assert visitor.path == "/report/evidence"
    return visitor


def to_review(visitor: Visitor) -> Visitor:
    assert visitor.path == "/report/contact"
    return visitor.sends(CONTACT, button="on")


def live(visitor: Visitor, name: str) -> str:
    """What stands in a part of the page that the script fetches anew."""
    (part,) = (e for e in visitor.page.iter() if e.get("data-lr-live") == name)
    return " ".join("".join(part.itertext()).split())


def headings(visitor: Visitor) -> list[str]:
    return [e.get("id") or "" for e in visitor.page.iter("h2") if (e.get("id") or "").startswith("which-")]


def needed(visitor: Visitor) -> list[str]:
    (part,) = (e for e in visitor.page.iter("ul") if e.get("class") == "lr-needed__list")
    return [" ".join("".join(item.itertext()).split()) for item in part]


def test_the_list_says_what_is_there_what_is_missing_and_what_does_as_well(visitor: Visitor):
    at_evidence(visitor)
    assert needed(visitor) == [
        "Call-IDs, or a log, SIP trace or capture or when one bad call was",
        "A screenshot, if you can",
    ]
    visitor.sends({**BERLIN, "time_date": "2026-11-20", "time_time": "09:30"}, button="stay")
    assert needed(visitor)[0] == "There: Call-IDs: when one bad call was does as well"
    assert "An engineer can start with this" in visitor.text


def test_a_reason_is_offered_for_what_is_not_there_and_no_longer_once_it_is(visitor: Visitor):
    assert "The portal is down" in live(at_evidence(visitor), "reasons-call_ids")
    visitor.sends(EVIDENCE, button="stay")
    assert live(visitor, "reasons-call_ids") == ""


def test_a_time_stands_on_every_clock_that_matters(visitor: Visitor):
    at_evidence(visitor).sends({**BERLIN, "time_date": "2026-11-20", "time_time": "09:30"}, button="stay")
    assert "Fri 20 Nov, 09:30 CET Europe/Berlin" in live(visitor, "clocks")
    assert live(visitor, "clocks").endswith("Fri 20 Nov, 08:30 UTC")
    assert "Fri 20 Nov, 08:30 GMT Harbour Voice" in live(visitor, "clocks")


@pytest.mark.parametrize(
    ("day", "said"), [("2026-10-25", "this time came twice"), ("2026-03-29", "this time was skipped")]
)
def test_a_time_at_which_the_clocks_were_changed_is_not_taken_in_silence(visitor: Visitor, day: str, said: str):
    at_evidence(visitor).sends({**BERLIN, "time_date": day, "time_time": "02:30"}, button="stay")
    assert said in live(visitor, "clocks")
    visitor.sends(button="on")
    assert said in to_review(visitor).text


def test_a_time_that_is_still_to_come_is_said_and_half_a_time_is_waited_for(visitor: Visitor):
    at_evidence(visitor).sends({**BERLIN, "time_date": "2026-11-20", "time_time": "23:30"}, button="stay")
    assert "still to come" in live(visitor, "clocks")
    visitor.sends({"time_time": ""}, button="stay")
    assert live(visitor, "clocks") == ""


def test_a_call_older_than_our_traces_is_said_beside_its_time_and_in_the_list(visitor: Visitor):
    at_evidence(visitor).sends({**BERLIN, "time_date": "2026-10-02", "time_time": "09:30"}, button="stay")
    for part in ("clocks", "needed"):
        assert "We keep our own traces for 2 weeks" in live(visitor, part)
    assert visitor.sends(button="on").path == "/report/contact"


def test_an_old_call_of_a_trace_is_said_beside_the_calls_with_its_call_id(visitor: Visitor):
    old = "".join(f"[2026-10-02 09:30:0{n}.000] {part}" for n, part in enumerate(log().split("<---")) if part)
    stamped = old.replace("] ", "] VERBOSE[1] res_pjsip_logger.c: <---")
    at_evidence(visitor).sends({"trace_text": stamped}, button="stay")
    assert "the oldest of these calls" in live(visitor, "stale")
    assert ONE in live(visitor, "stale")
    assert "the oldest of these calls" in live(visitor, "needed")


def test_an_old_problem_is_said_in_the_list_alone(visitor: Visitor):
    at_evidence(visitor, since_date="2026-09-01")
    assert "this began" in live(visitor, "needed")
    assert live(visitor, "stale") == ""


def test_what_is_required_stands_first_and_an_api_problem_is_not_asked_which_calls(visitor: Visitor):
    assert headings(at_evidence(visitor, "portal")) == ["which-screenshots", "which-browser"]
    visitor.opens("/report/problem").sends({"problem_type": "api"}, button="on")
    visitor.opens("/report/evidence")
    assert headings(visitor) == ["which-request", "which-time", "which-screenshots"]


def test_hosts_of_the_policy_may_be_tried_from_the_page_of_a_browser_problem_alone(visitor: Visitor):
    at_evidence(visitor)
    assert "connect-src 'self';" in visitor.response.headers["Content-Security-Policy"]
    visitor.opens("/report/problem").sends({"problem_type": "portal"}, button="on").opens("/report/evidence")
    told = visitor.response.headers["Content-Security-Policy"]
    assert "connect-src 'self' https://portal.harbourvoice.example https://sip.harbourvoice.example;" in told
    assert "harbourvoice" not in visitor.opens("/report/review").response.headers["Content-Security-Policy"]


def test_facts_about_a_browser_stay_lines_that_can_be_changed_and_reach_the_review(visitor: Visitor):
    typed = {"browser": LOOKED, "console": "TypeError\nAuthorization: Bearer abcdef0123456789", "missing_reason": "No."}
    at_evidence(visitor, "portal").sends(typed, button="stay")
    assert visitor.value("browser") == LOOKED
    visitor.sends(button="on")
    review = to_review(visitor).text
    assert "Browser: Firefox 145" in review
    assert "Not reached: Signalling of the browser phone" in review
    assert "Console: TypeError" in review
    assert "abcdef0123456789" not in review


def test_of_a_typed_path_no_key_is_kept_and_the_page_says_so(visitor: Visitor):
    typed = {"request_method": "get", "request_path": "/v1/calls?key=abc", "request_status": "429"}
    at_evidence(visitor, "api").sends(typed, button="stay")
    assert live(visitor, "request").endswith("GET /v1/calls, 429")
    visitor.sends(button="on")
    assert "API requestsGET /v1/calls, 429" in to_review(visitor).text
    assert "key=abc" not in visitor.text


def test_what_curl_printed_is_read_and_shown_without_its_keys(visitor: Visitor):
    at_evidence(visitor, "api").sends({"trace_text": CURL}, button="stay")
    assert "One API request found. GET /v1/calls 429 7f3c1b9e-aaaa" in visitor.text
    assert "There: Which API request it was" in needed(visitor)
    assert "s3cr3tk3y" not in visitor.response.text
    visitor.sends(button="on")
    assert "GET /v1/calls, 429, request ID 7f3c1b9e-aaaa" in to_review(visitor).text


def test_an_excuse_is_shown_in_the_review_and_on_the_ticket(visitor: Visitor):
    reason = "The portal is down, so I cannot look it up"
    at_evidence(visitor).sends({"excuse-call_ids": reason}, button="on")
    assert f"Call-IDs: {reason}" in to_review(visitor).text
    assert f"Call-IDs: {reason}" in visitor.sends(form="/report/review").text


def test_a_screenshot_without_words_is_pointed_out_and_holds_up_nothing(visitor: Visitor):
    at_evidence(visitor).sends({**EVIDENCE, "screenshots": upload(png("shot.png"), "shot.png")}, button="on")
    assert "shot.png has no words yet" in to_review(visitor).text
    ticket = visitor.sends(form="/report/review")
    assert ticket.path.startswith("/tickets/")
    assert "has no words yet" not in ticket.text


def test_a_screenshot_with_words_is_not(visitor: Visitor):
    at_evidence(visitor).sends({"screenshots": upload(png("shot.png"), "shot.png")}, button="stay")
    (field,) = (e.get("name") for e in visitor.page.iter("input") if (e.get("name") or "").startswith("describe-"))
    visitor.sends({**EVIDENCE, field: "The error of the portal"}, button="on")
    assert "no words yet" not in to_review(visitor).text


def test_where_to_find_it_is_shown_with_words_for_whoever_does_not_see_the_picture(visitor: Visitor):
    at_evidence(visitor)
    (shown,) = (e for e in visitor.page.iter("img") if e.get("src", "").endswith("/call-id-portal.svg"))
    assert shown.get("alt", "").startswith("The details of a call in the portal")
