"""Every route has a stated access. A new one fails here until somebody has said who may use it."""

import re
from http import HTTPStatus

import pytest
from flask import Flask
from werkzeug.routing import Rule

PUBLIC = "public"  # anybody, and it shows nothing of any report
DRAFT = "draft cookie"  # what it shows or changes is the draft of the visitor's own session
LINK = "draft link"  # the key in the address opens a draft
TICKET = "ticket key"  # the key in the address opens the ticket
BEACON = "beacon"  # reads no cookie, changes nothing of anybody's; a page sends it by itself

ACCESS = {
    "static": PUBLIC,
    "known_problems.start": PUBLIC,
    "known_problems.afresh": DRAFT,
    "known_problems.join_form": PUBLIC,
    "known_problems.join": PUBLIC,
    "journey.step": DRAFT,
    "journey.answer": DRAFT,
    "journey.keep": DRAFT,
    "journey.resume": LINK,
    "journey.pause": DRAFT,
    "journey.discard": DRAFT,
    "elsewhere.where": DRAFT,
    "remembered.forget": DRAFT,
    "articles.read": DRAFT,
    "articles.solved": DRAFT,
    "evidence.files": DRAFT,
    "evidence.upload": DRAFT,
    "evidence.thumbnail": DRAFT,
    "evidence.clean": DRAFT,
    "traces.take": DRAFT,
    "traces.settle": DRAFT,
    "traces.before_and_after": DRAFT,
    "splitting.decide": DRAFT,
    "splitting.another": DRAFT,
    "splitting.go_on": DRAFT,
    "beside.after": TICKET,
    "review.check": DRAFT,
    "review.send": DRAFT,
    "tickets.page": TICKET,
    "tickets.address": TICKET,
    "tickets.download": TICKET,
    "tickets.screenshot": TICKET,
    "tickets.thumbnail": TICKET,
    "ticket_traces.redacted": TICKET,
    "ticket_traces.capture": TICKET,
    "ticket_traces.original": TICKET,
    "search.search": PUBLIC,
    "search.outcome": BEACON,
    "health.alive": PUBLIC,
    "health.ready": PUBLIC,
    "health.sitemap": PUBLIC,
}
VALUES = {
    "step": "contact",
    "incident_id": "nothing",
    "filename": "journey.css",
    "reference": "HV-000-000",
    "key": "A" * 24,
    "file_id": "0" * 32,
}
ABSENT = {HTTPStatus.NOT_FOUND, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}


def rules(app: Flask, *access: str, method: str = "") -> list[Rule]:
    chosen = [rule for rule in app.url_map.iter_rules() if ACCESS.get(rule.endpoint) in access]
    return [rule for rule in chosen if not method or method in (rule.methods or ())]


def address(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        values = {name: VALUES[name] for name in rule.arguments}
        return app.url_map.bind("127.0.0.1").build(rule.endpoint, values)


def test_every_route_has_a_stated_access_and_no_statement_is_left_over(app: Flask):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ACCESS)


def test_what_changes_something_is_never_a_get(app: Flask):
    """Reading an article out of the journey is the one exception: it notes that it was read, in one's own draft."""
    changing = {"afresh", "join", "answer", "keep", "discard", "solved", "upload", "send", "address", "forget"}
    changing |= {"decide", "another", "go_on", "after", "take", "settle"}

    for rule in app.url_map.iter_rules():
        is_post = "POST" in (rule.methods or ())
        assert is_post == (rule.endpoint.rpartition(".")[2] in changing | {"outcome"}), rule.endpoint


def test_every_post_but_the_beacon_refuses_a_form_of_another_site(app: Flask):
    posts = rules(app, PUBLIC, DRAFT, TICKET, method="POST")
    assert posts

    for rule in posts:
        answer = app.test_client().post(address(app, rule), data={"title": "forged"})
        assert answer.status_code == HTTPStatus.FORBIDDEN, rule.endpoint


def test_a_ticket_opens_by_its_key_only_and_unknown_looks_like_forbidden(app: Flask):
    gets = rules(app, TICKET, method="GET")
    assert gets

    answers = [app.test_client().get(address(app, rule)) for rule in gets]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert len({re.sub(r'csrf_token.*?value="[^"]*"', "", answer.text) for answer in answers}) == 1


def test_a_draft_is_not_shown_to_whoever_has_no_cookie_of_it(app: Flask):
    gets = rules(app, DRAFT, method="GET")
    assert gets

    for rule in gets:
        answer = app.test_client().get(address(app, rule))
        nothing_in_it = answer.json == {"files": []} if answer.is_json else False
        assert answer.status_code in ABSENT or nothing_in_it, rule.endpoint


def test_a_draft_link_that_nobody_gave_out_opens_nothing(app: Flask):
    (rule,) = rules(app, LINK)

    assert app.test_client().get(address(app, rule)).status_code == HTTPStatus.NOT_FOUND


def test_the_beacon_reads_no_cookie_and_gives_nothing_back(app: Flask):
    (rule,) = rules(app, BEACON)
    client = app.test_client()
    client.set_cookie("lifering", "anything")

    answer = client.post(address(app, rule), data='{"q": "nat", "location": "", "outcome": "none"}')

    assert (answer.status_code, answer.data) == (HTTPStatus.NO_CONTENT, b"")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("endpoint", sorted(name for name, access in ACCESS.items() if access == PUBLIC))
def test_public_pages_answer_without_a_cookie(app: Flask, endpoint: str):
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    if "GET" not in (rule.methods or ()):
        return_code = app.test_client().post(address(app, rule)).status_code
        assert return_code == HTTPStatus.FORBIDDEN
        return

    assert app.test_client().get(address(app, rule), buffered=True).status_code in {
        HTTPStatus.OK,
        HTTPStatus.UNPROCESSABLE_ENTITY,  # an incident that is not open
        HTTPStatus.SERVICE_UNAVAILABLE,  # /readyz says that no worker runs here
    }
