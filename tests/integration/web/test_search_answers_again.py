"""Answers of the search that are given again: the same, to those who may have them, as long as they hold."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from reporter.app import House
from tests.integration.web.conftest import Found, with_services
from tests.integration.web.visitor import Visitor


def test_an_answer_given_again_is_the_same_and_its_searches_are_counted_as_ever(
    searching: Found, visitor: Visitor, house: House
):
    first = visitor.client.get("/api/search?q=one-way audio")
    searching.searcher.close()  # whoever searches now fails
    second = visitor.client.get("/api/search?q=one-way audio")
    for _ in range(2):
        visitor.client.post("/api/search/outcome", data='{"q": "one-way audio", "outcome": "none"}')

    assert (second.data, second.headers) == (first.data, first.headers)
    house.insights.flush()
    assert house.storage.insights.gaps(10) == (("one-way audio", 2),)


@pytest.mark.parametrize(("query", "shared"), [("one-way audio", True), ("one-way audio for smith", False)])
def test_an_answer_leaves_its_network_only_when_the_titles_say_all_its_words(
    searching: Found, visitor: Visitor, *, query: str, shared: bool
):
    def answered(address: str) -> bool:
        asked, came_from = {"q": query}, {"REMOTE_ADDR": address}
        return (
            visitor.client.get("/api/search", query_string=asked, environ_base=came_from).status_code == HTTPStatus.OK
        )

    assert answered("192.0.2.1")
    searching.searcher.close()  # whoever searches now fails
    assert answered("192.0.2.1")
    assert answered("198.51.100.1") is shared


def test_another_build_answers_anew(searching: Found, visitor: Visitor, app: Flask):
    assert visitor.client.get("/api/search?q=audio").json["hits"]
    site = app.extensions["lifering"].site()
    with_services(app, site=lambda: replace(site, build_id="b2", searcher=None, search_problem="It is broken."))

    assert visitor.client.get("/api/search?q=audio").status_code == 503


def test_the_search_looks_at_no_cookie(searching: Found, visitor: Visitor, monkeypatch: pytest.MonkeyPatch):
    def looked(*_: object) -> None:
        pytest.fail("a cookie was looked at")

    visitor.client.set_cookie("lifering", "anything")
    monkeypatch.setattr(SecureCookieSessionInterface, "get_signing_serializer", looked)

    answer = visitor.client.get("/api/search?q=audio")

    assert (answer.status_code, answer.headers["Vary"]) == (HTTPStatus.OK, "Accept-Encoding")
    with pytest.raises(pytest.fail.Exception):
        visitor.client.get("/report/")
