import gzip
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.app import House
from tests.integration.web.conftest import Clock, Found, with_services
from tests.integration.web.report import PROBLEM, to_articles, to_review
from tests.integration.web.visitor import Visitor


def test_hits_are_escaped_and_carry_only_our_mark(searching: Found, visitor: Visitor):
    hits = visitor.client.get("/api/search?q=ack missing").json["hits"]

    assert hits[0]["location"] == "calls/drop/"
    assert "&lt;" in hits[0]["passage"]
    assert "<mark data-md-highlight>" in hits[0]["passage"]
    assert "<missing" not in hits[0]["passage"]


@pytest.mark.parametrize("limit", ["0", "51", "-1", "x", "1e3", "٣", "9" * 5000])
def test_a_limit_out_of_bounds_is_refused_with_a_sentence(searching: Found, visitor: Visitor, limit: str):
    response = visitor.client.get("/api/search", query_string={"q": "audio", "limit": limit})

    assert response.status_code == 400
    assert "limit" in response.json["error"]


@pytest.mark.parametrize("way", ["question", "typing", "evidence"])
def test_a_question_is_asked_in_one_of_three_ways(searching: Found, visitor: Visitor, way: str):
    answer = visitor.client.get("/api/search", query_string={"q": "one-way audio", "way": way}).json

    assert answer["fits"] is True
    assert answer["meant"] is None
    assert answer["hits"][0]["location"] == "audio/one-way/"
    assert answer["hits"][0]["in_title"] == ["one", "way", "one-way", "audio"]
    assert answer["hits"][0]["why"] == "In the title: one-way, audio"


@pytest.mark.parametrize("way", ["", "Question", "meaning", "x" * 5000])
def test_another_way_is_refused_with_a_sentence(searching: Found, visitor: Visitor, way: str):
    response = visitor.client.get("/api/search", query_string={"q": "audio", "way": way})

    assert response.status_code == 400
    assert response.json["error"] == "way must be one of question, typing, evidence."


def test_what_was_meant_by_a_misspelt_word_is_said(searching: Found, visitor: Visitor):
    answer = visitor.client.get("/api/search?q=one-way callrs").json

    assert answer["meant"] == "one-way callers"
    assert answer["mended"] == {"callrs": "callers"}


def test_where_no_article_fits_it_is_said(searching: Found, visitor: Visitor):
    assert visitor.client.get("/api/search?q=recipes").json["fits"] is False


def test_a_query_of_more_than_a_hundred_thousand_characters_is_refused(searching: Found, visitor: Visitor):
    assert visitor.client.get("/api/search", query_string={"q": "x" * 100_001}).status_code == 400
    assert visitor.client.get("/api/search", query_string={"q": "x " * 50_000}).status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(query=st.text(max_size=300))
def test_any_text_is_answered(searching: Found, visitor: Visitor, query: str):
    assert visitor.client.get("/api/search", query_string={"q": query}).status_code == 200


@pytest.mark.parametrize("way", ["question", "typing", "evidence"])
@pytest.mark.parametrize(
    "query", ["%FF%FE%80", "%00%01%1b%5b2J", "%E2%80%AEoidua", "%ED%A0%80", "audio%0d%0aX:%20y", "%"]
)
def test_any_bytes_are_answered(searching: Found, visitor: Visitor, query: str, way: str):
    assert visitor.client.get(f"/api/search?way={way}&q={query}").status_code == 200


def test_without_an_index_the_header_falls_back_and_the_journey_goes_on(visitor: Visitor):
    assert visitor.client.get("/api/search?q=audio").status_code == 503
    to_articles(visitor)
    assert visitor.status == 200
    assert "cannot be searched now" in visitor.text


def test_the_articles_step_shows_passages_one_page_once_and_what_was_asked_goes_with_the_report(
    searching: Found, visitor: Visitor, house: House, clock: Clock
):
    to_articles(visitor, title="One-way audio: callers cannot hear us")
    assert visitor.text.count("This solved it") == 2
    assert any("/report/articles/read?to=audio/one-way/" in link for link in visitor.links())

    visitor.opens("/report/articles/read?to=audio/one-way/")
    visitor.opens("/report/articles?q=nat").sends(form="/report/articles", button="on")

    resume = visitor.opens("/report/pause").value_of("resume-link")
    draft = house.storage.drafts.open(resume.rsplit("/", 1)[-1], now=clock())
    assert draft is not None
    assert draft.raw()["articles"]["searched"] == ("nat",)
    assert draft.raw()["articles"]["read"] == ("audio/one-way/",)


def test_the_articles_step_says_what_was_read_for_a_misspelt_word_and_why_a_hit_was_found(
    searching: Found, visitor: Visitor
):
    to_articles(visitor).opens("/report/articles?q=one-way audio for callrs")

    assert "We read “callrs” as “callers”." in visitor.text
    assert "In the title: one-way" in visitor.text


def test_where_nothing_fits_the_journey_goes_on_without_noise_and_the_gap_is_counted_once(
    searching: Found, visitor: Visitor, house: House
):
    to_articles(visitor, title="The cake is flat", seen="My ada@customer.example recipe calls for eggs")
    visitor.opens("/report/articles").opens("/report/articles")

    assert "We found nothing that fits" in visitor.text
    assert "This solved it" not in visitor.text
    house.insights.flush()
    [(query, count)] = house.storage.insights.gaps(10)
    assert count == 1
    assert query.startswith("the cake is flat")
    assert "ada" not in query
    assert visitor.sends(form="/report/articles", button="on").path == "/report/severity"


def test_the_report_goes_on_after_an_article_was_opened_beside_it(searching: Found, visitor: Visitor):
    to_articles(visitor)
    Visitor(visitor.client).opens("/report/articles/read?to=audio/one-way/")

    assert visitor.sends(form="/report/articles", button="on").path == "/report/severity"


def test_why_an_index_is_refused_is_told_to_operators_and_not_to_visitors(
    searching: Found, visitor: Visitor, app: Flask
):
    site = app.extensions["lifering"].site()
    why = "The search index in /srv/lifering is damaged: run `lifering build`."
    with_services(app, site=lambda: replace(site, searcher=None, search_problem=why))

    assert visitor.client.get("/readyz").json["parts"]["index"] == {"ready": False, "says": why}
    assert visitor.client.get("/api/search?q=audio").json == {"error": "The search is not available at the moment."}
    assert "cannot be searched now" in to_articles(visitor).text
    assert "/srv" not in visitor.text


def test_another_method_than_get_is_refused_with_those_that_are_allowed(searching: Found, visitor: Visitor):
    refused = visitor.client.put("/api/search?q=audio")

    assert refused.status_code == 405
    assert set(refused.allow) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "location",
    [
        "",
        "#phones-down",
        "gr%C3%B6%C3%9Fe/#größe-ändern",
        "a%20%28b%29.html#c:d+(e)",
        "audio/#" + "no-sound-" * 20,
        "%E9%85%8D%E7%BD%AE" * 30 + "/#电话",
    ],
)
def test_an_article_is_opened_and_solves_a_problem_whatever_its_page_and_section_are_called(
    searching: Found, visitor: Visitor, location: str
):
    to_articles(visitor, title="One-way audio: callers cannot hear us")
    opened = visitor.client.get("/report/articles/read", query_string={"to": location})
    assert opened.status_code == 302
    assert unquote(opened.headers["Location"]) == unquote(f"/{location}")

    visitor.sends({"location": location}, form="/report/solved")
    assert "Good that it is solved" in visitor.text


def test_what_was_searched_in_vain_is_not_asked_again(visitor: Visitor):
    visitor.opens("/report/?title=No tone at all&from=audio/one-way/")
    way_on = next(link for link in visitor.links() if "/report/problem?" in link)

    assert visitor.opens(way_on).value("title") == "No tone at all"
    assert visitor.value("from") == "audio/one-way/"
    visitor.sends(PROBLEM, button="on")
    assert visitor.opens(way_on).value("title") == PROBLEM["title"]


def test_the_review_names_the_articles_read_by_their_titles(searching: Found, visitor: Visitor):
    to_articles(visitor).opens("/report/articles/read?to=audio/one-way/%23nat")
    to_review(visitor)

    assert "ReadOne-way audio" in visitor.text


def test_an_outcome_is_kept_without_what_names_a_person(visitor: Visitor, house: House):
    body = '{"q": "Call from ada@customer.example +44 20 7946 0999 gives 488", "location": "", "outcome": "none"}'

    response = visitor.client.post("/api/search/outcome", data=body, content_type="text/plain")

    assert response.status_code == 204
    house.insights.flush()
    [(query, count)] = house.storage.insights.gaps(10)
    assert count == 1
    assert "488" in query
    assert "ada" not in query
    assert "7946" not in query


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"outcome": "hacked"}', "x" * 10_000, "[" * 4000, "\xff"])
def test_an_outcome_that_is_none_is_refused(visitor: Visitor, body: str):
    assert visitor.client.post("/api/search/outcome", data=body).status_code == 422


def test_hits_are_compressed_for_whoever_takes_it(searching: Found, visitor: Visitor):
    question = {"q": "audio " * 300}  # the answer repeats the question
    plain = visitor.client.get("/api/search", query_string=question)
    packed = visitor.client.get("/api/search", query_string=question, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
