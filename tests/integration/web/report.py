"""A whole report, step by step, as a visitor without JavaScript files it."""

from tests.integration.web.visitor import Visitor

PROBLEM = {
    "problem_type": "calls",
    "title": "Callers cannot hear us on incoming calls",
    "seen": "They hear silence; we hear them well. It began after the new router.",
    "did": "Answered a call on a desk phone",
    "expected": "Both sides hear each other",
    "since_date": "2026-11-20",
    "since_time": "08:15",
    "zone": "Europe/London",
}
EVIDENCE = {"call_ids": "a84b4c76e66710@192.0.2.10\n7c02a9e4-11aa@pbx.example.net"}
CONTACT = {
    "name": "Ada Example",
    "email": "ada@customer.example",
    "phone": "+44 20 7946 0999",
    "customer": "Example Ltd",
    "zone": "Europe/Berlin",
}
FIRST_EXAMPLE = "None of our phones can make or receive calls"


def to_articles(visitor: Visitor, **changes: str) -> Visitor:
    return visitor.opens("/report/problem").sends({**PROBLEM, **changes}, button="on")


def to_severity(visitor: Visitor) -> Visitor:
    return to_articles(visitor).sends(form="/report/articles", button="on")


def to_evidence(visitor: Visitor) -> Visitor:
    to_severity(visitor)
    return visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")


def to_contact(visitor: Visitor) -> Visitor:
    return to_evidence(visitor).sends(EVIDENCE, button="on")


def to_review(visitor: Visitor) -> Visitor:
    return to_contact(visitor).sends(CONTACT, button="on")


def to_ticket(visitor: Visitor) -> Visitor:
    return to_review(visitor).sends(form="/report/review")


def example_key(visitor: Visitor, text: str) -> str:
    labels = {"".join(label.itertext()): label.get("for", "") for label in visitor.page.iter("label")}
    return labels[text].removeprefix("t-")
