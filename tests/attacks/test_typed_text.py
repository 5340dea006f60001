"""What a visitor types is shown as text everywhere: on pages, in mails, in the terminal's ticket."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from reporter.app import House, composer
from tests.integration.web.report import CONTACT, EVIDENCE, PROBLEM, to_ticket
from tests.integration.web.visitor import Visitor, parsed

MARK = "pwned"
PAYLOADS = [
    "<script>pwned()</script>",
    '"><img src=x onerror=pwned()>',
    "'><svg onload=pwned()>",
    "</textarea><script>pwned()</script>",
    "javascript:pwned()",
    "{{ 7*7 }}{% raw %}pwned",
    "%(pwned)s %s {pwned} {0}",
]
FIELDS = [("problem", name) for name in ("title", "seen", "did", "expected")] + [
    ("contact", name) for name in ("name", "customer")
]


def harmful(page: Element) -> list[str]:
    """Elements and attributes that carry the mark where a browser would run or follow it."""
    found = []
    for element in page.iter():
        for name, value in element.attrib.items():
            if MARK in value and (name.startswith("on") or name in {"href", "src", "action", "formaction", "style"}):
                found.append(f"{element.tag} {name}={value}")
        if element.tag in {"script", "style"} and MARK in (element.text or ""):
            found.append(element.tag)
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(("step", "field"), FIELDS)
def test_a_payload_in_any_field_stays_text_on_every_page_and_in_both_mails(
    visitor: Visitor, house: House, moment: datetime, *, step: str, field: str, payload: str
):
    changed = {field: payload}
    visitor.opens("/report/problem").sends({**PROBLEM, **(changed if step == "problem" else {})}, button="on")
    assert not harmful(visitor.page)
    visitor.sends(form="/report/articles", button="on").sends({"ticked": "none"}, button="on")
    visitor.sends(EVIDENCE, button="on").sends({**CONTACT, **(changed if step == "contact" else {})}, button="on")
    assert visitor.path == "/report/review", visitor.mistakes()
    assert payload in visitor.text
    assert not harmful(visitor.page)

    visitor.sends(form="/report/review")

    assert payload in visitor.text
    assert not harmful(visitor.page)
    for claimed in house.storage.outbox.claim(now=moment + timedelta(minutes=1), lease=timedelta(minutes=5)):
        mail = message_from_bytes(bytes(composer(house)(claimed.message)), policy=policy.default)
        html = mail.get_body(("html",))
        assert html is not None
        assert not harmful(parsed(html.get_content()))


def test_a_payload_stays_text_while_it_is_refused(visitor: Visitor):
    visitor.opens("/report/problem")
    for field in ("since_date", "zone", "problem_type"):
        visitor.sends({**PROBLEM, field: '"><script>pwned()</script>'}, button="on")
        assert visitor.status == 422
        assert not harmful(visitor.page)


def test_a_payload_stays_text_in_the_conflict_of_two_tabs(visitor: Visitor):
    visitor.opens("/report/problem").sends(PROBLEM, button="on")
    stale = Visitor(visitor.client).opens("/report/problem")
    Visitor(visitor.client).opens("/report/problem").sends({"title": "<script>pwned()</script>"}, button="on")

    stale.sends({"title": '"><img src=x onerror=pwned()>'}, button="on")

    assert stale.status == 409
    assert not harmful(stale.page)


def test_text_of_a_megabyte_is_refused_with_a_sentence(visitor: Visitor):
    visitor.opens("/report/problem").sends({**PROBLEM, "seen": "x" * 1_000_000}, button="on")

    assert visitor.status in {413, 422}
    assert "too" in visitor.text.lower()


def test_many_form_parts_are_refused(visitor: Visitor):
    visitor.opens("/report/problem").sends({**PROBLEM, **{f"field{n}": "x" for n in range(1000)}}, button="on")

    assert visitor.status == 413


def test_a_step_nobody_declared_is_not_there(visitor: Visitor):
    assert visitor.opens("/report/constructor").status == 404
    assert visitor.opens("/report/../../etc/passwd").status == 404


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "../../x", "a/../../b"]
)
def test_reading_an_article_never_leads_off_the_site(visitor: Visitor, target: str):
    assert visitor.opens(f"/report/articles/read?to={target}").status == 404


def test_a_bidi_or_control_character_never_reaches_the_ticket(visitor: Visitor, house: House):
    visitor.opens("/report/problem").sends({**PROBLEM, "title": "abc\u202egnp.exe \x07 def"}, button="on")
    visitor.sends(form="/report/articles", button="on").sends({"ticked": "none"}, button="on")
    visitor.sends(EVIDENCE, button="on").sends(CONTACT, button="on").sends(form="/report/review")

    title = house.storage.tickets.newest(1)[0].report.problem.title
    assert "\u202e" not in title
    assert "\x07" not in title


def test_an_unknown_host_is_refused(app: Flask):
    response = app.test_client().get("/report/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.text


def test_links_are_made_of_the_base_url_and_never_of_the_host_header(visitor: Visitor):
    to_ticket(visitor)
    reference_page = visitor.path

    visitor.opens(reference_page, **{"X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in visitor.text
    assert any(e.get("value", "").startswith("http://127.0.0.1:8000/tickets/") for e in visitor.page.iter("input"))
