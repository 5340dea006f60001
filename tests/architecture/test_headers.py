"""Security headers on every answer there is: pages, files, errors, redirects, machines' answers."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from reporter.web.headers import ALWAYS, content_security_policy
from tests.architecture.test_access import ACCESS, address

OTHERS = {
    "an article": "/",
    "a file of the site": "/assets/lifering/site.css",
    "a page that is not there": "/nowhere/",
    "a page that is not there, for a program": "/api/nowhere",
    "a folder without its slash": "/report",
    "a search without end": "/api/search?limit=999",
    "a wrong method": "/report/discard",
    "a way up": "/report/../../etc/passwd",
}
HOSTS_ELSEWHERE = re.compile(r"https?://|\*")


def ask(app: Flask, path: str) -> TestResponse:
    return app.test_client().get(path, buffered=True)


def answers(app: Flask) -> dict[str, TestResponse]:
    found = {name: ask(app, path) for name, path in OTHERS.items()}
    for rule in app.url_map.iter_rules():
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        found[f"{method} {rule.endpoint}"] = app.test_client().open(address(app, rule), method=method, buffered=True)
    return found


def test_every_answer_carries_the_headers_that_always_hold(app: Flask):
    found = answers(app)
    assert len(found) == len(OTHERS) + len(ACCESS)

    for name, answer in found.items():
        for header, value in ALWAYS.items():
            assert answer.headers.get(header) == value, f"{name}: {header}"


def test_every_page_has_a_policy_that_names_no_other_host_and_allows_nothing_inline(app: Flask):
    pages = {name: answer for name, answer in answers(app).items() if answer.mimetype == "text/html"}
    assert len(pages) > 10

    for name, answer in pages.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy, name
        assert not HOSTS_ELSEWHERE.search(policy), name


def test_a_host_that_may_be_tried_may_be_nothing_else():
    policy = content_security_policy((), ("https://portal.example",))
    assert [part for part in policy.split("; ") if "https:" in part] == ["connect-src 'self' https://portal.example"]


def test_what_is_no_page_and_no_file_may_do_nothing_at_all(app: Flask):
    for path in ("/healthz", "/api/search?q=nat", "/api/nowhere", "/report/evidence/files"):
        assert ask(app, path).headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors")


def test_nothing_of_a_report_may_be_stored_or_indexed_by_others(app: Flask):
    for name, answer in answers(app).items():
        if name.partition(" ")[2].startswith(
            ("journey.", "tickets.", "review.", "evidence.", "traces.", "ticket_traces.", "articles.")
        ):
            assert answer.headers["Cache-Control"] == "no-store", name
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow", name


@pytest.mark.parametrize("path", ["/report/", "/", "/assets/lifering/site.css"])
def test_no_answer_says_what_runs_here(app: Flask, path: str):
    headers = ask(app, path).headers

    assert "Server" not in headers
    assert "X-Powered-By" not in headers


def test_only_a_file_asked_for_by_its_contents_hash_is_kept_for_long(app: Flask):
    module = ask(app, "/static/lifering/journey.js")
    known = app.test_client().get("/static/lifering/journey.js", headers={"If-None-Match": module.headers["ETag"]})

    assert module.headers["Cache-Control"] == "no-cache"
    assert known.status_code == 304
    assert "max-age=31536000" in ask(app, "/static/lifering/journey.js?v=0123456789ab").headers["Cache-Control"]
