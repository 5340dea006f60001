"""The questions of a policy and its ways out, for a visitor without JavaScript."""

from collections.abc import Callable
from http import HTTPStatus

import pytest

from reporter.app import House
from reporter.config import Settings
from tests.integration.web.conftest import ROOT
from tests.integration.web.report import CONTACT, EVIDENCE, PROBLEM, to_severity
from tests.integration.web.visitor import Visitor

OWN = {"q-pbx": "own", "q-version": "FreeSwitch 1.10"}
REMEMBERED = "lifering-answers"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"policy": ROOT / "tests" / "asking.yml"})


def to_questions(visitor: Visitor) -> Visitor:
    return to_severity(visitor).sends({"ticked": "none"}, button="on")


def to_review(visitor: Visitor, **answers: str) -> Visitor:
    to_questions(visitor).sends(answers, button="on")
    return visitor.sends(EVIDENCE, button="on").sends(CONTACT, button="on")


def send(visitor: Visitor, **answers: str) -> Visitor:
    return to_review(visitor, **answers).sends(form="/report/review")


def test_the_questions_come_between_severity_and_evidence_and_say_why(visitor: Visitor):
    to_questions(visitor)
    assert visitor.path == "/report/questions"
    assert "The more we know, the sooner we can answer." in visitor.text
    assert "Which page is it?" not in visitor.text
    assert visitor.sends({"q-pbx": "hosted"}, button="on").path == "/report/evidence"


def test_a_conditional_question_says_when_it_is_asked(visitor: Visitor):
    to_questions(visitor)
    assert "Only if you answered “Our own” to “Which telephone system do you have?”." in visitor.text
    assert "Only if you answered “Yes” to “May we look into it from here?”." in visitor.text


def test_one_that_came_to_apply_is_asked_for_on_the_same_page_and_nothing_typed_is_lost(visitor: Visitor):
    to_questions(visitor).sends({"q-pbx": "own", "q-impact": "Nobody sells"}, button="on")
    assert visitor.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert visitor.mistakes() == {"#q-version": "Answer this: Which make and version is it?"}
    assert visitor.value("q-impact") == "Nobody sells"
    assert visitor.sends({"q-version": "FreeSwitch 1.10"}, button="on").path == "/report/evidence"


def test_the_headings_say_what_the_questions_are_about(visitor: Visitor):
    to_questions(visitor)
    headings = ["".join(h.itertext()) for h in visitor.page.iter("h2")]
    assert headings == ["What it means for you", "Your environment", "Access", "Who can help on your side"]


def test_an_ending_answer_says_kindly_where_to_go_and_keeps_what_was_typed(visitor: Visitor):
    to_questions(visitor).sends({"q-pbx": "other", "q-impact": "Nobody sells"}, button="on")
    assert visitor.path == "/report/questions/elsewhere"
    assert "Only they can look into it." in visitor.text
    assert "https://operators.example/" in visitor.links()
    assert "/report/evidence" not in visitor.links()
    assert visitor.opens("/report/evidence").response.location == "/report/questions"
    assert visitor.opens("/report/questions").value("q-impact") == "Nobody sells"


def test_an_answer_with_advice_lets_the_report_go_on(visitor: Visitor):
    to_questions(visitor).sends({"q-pbx": "unsure"}, button="on")
    assert "You may be in the wrong place" in visitor.text
    assert "Your administrator knows." in visitor.text
    assert "One problem in each conversation." in visitor.text
    assert "/report/evidence" in visitor.links()
    assert visitor.opens("/report/evidence").status == HTTPStatus.OK


def test_a_type_of_problem_that_ends_the_report_does_so_before_anything_must_be_mended(visitor: Visitor):
    visitor.opens("/report/problem").sends({"problem_type": "prices", "title": "What is it?"}, button="on")
    assert visitor.path == "/report/problem/elsewhere"
    assert "mailto:sales@harbourvoice.example" in visitor.links()
    assert visitor.opens("/report/problem").value("title") == "What is it?"


def test_the_page_of_an_exit_is_nobodys_who_did_not_choose_it(visitor: Visitor):
    assert visitor.opens("/report/problem/elsewhere").status == HTTPStatus.FOUND
    to_questions(visitor)
    assert visitor.opens("/report/questions/elsewhere").response.location == "/report/questions"


def test_the_choice_of_a_type_says_what_it_is_and_whether_the_contract_covers_it(visitor: Visitor):
    visitor.opens("/report/problem")
    assert "A call is not set up, or ends by itself. Covered by every subscription." in visitor.text
    assert "Only the technical contact named in your contract may ask for it." in visitor.text


def test_review_and_ticket_show_the_questions_as_they_were_asked(visitor: Visitor):
    to_review(visitor, **OWN)
    assert "Which make and version is it?FreeSwitch 1.10" in visitor.text
    visitor.sends(form="/report/review")
    assert "/tickets/" in visitor.path
    assert "Which telephone system do you have?Our own" in visitor.text


def test_answers_are_kept_for_the_next_report_only_if_the_requester_says_so(visitor: Visitor):
    send(visitor, **OWN)
    assert visitor.client.get_cookie(REMEMBERED, path="/report/") is None
    to_questions(visitor)
    assert visitor.value("q-version") == ""


def test_kept_answers_are_filled_in_next_time_and_it_is_said(visitor: Visitor):
    send(visitor, **OWN, remember="yes", **{"q-impact": "Nobody sells"})
    to_questions(visitor)
    assert visitor.value("q-version") == "FreeSwitch 1.10"
    assert visitor.value("q-impact") == ""
    assert "We filled this in from your last report in this browser:" in visitor.text
    assert "“Which make and version is it?” Not on a computer that others use" in visitor.text
    assert visitor.sends(button="on").path == "/report/evidence"


def test_kept_answers_can_be_cleared_and_what_was_typed_beside_them_stays(visitor: Visitor):
    send(visitor, **OWN, remember="yes")
    to_questions(visitor)
    visitor.sends({"q-impact": "Nobody sells"}, button="stay")
    form = {"csrf_token": visitor.value("csrf_token"), **OWN, "q-impact": "Nobody sells", "remember": "yes"}
    visitor._read(visitor.client.post("/report/questions/forget", data=form, follow_redirects=True))
    assert visitor.path == "/report/questions"
    assert visitor.client.get_cookie(REMEMBERED, path="/report/") is None
    assert (visitor.value("q-version"), visitor.value("q-impact")) == ("", "Nobody sells")


def test_not_wanting_it_any_more_forgets_it(visitor: Visitor):
    send(visitor, **OWN, remember="yes")
    to_questions(visitor)
    visitor.sends({"remember": None}, button="on").sends(EVIDENCE, button="on").sends(CONTACT, button="on")
    visitor.sends(form="/report/review")
    assert visitor.client.get_cookie(REMEMBERED, path="/report/") is None


def test_kept_answers_are_this_browsers_alone(visitor: Visitor, another: Callable[[], Visitor], house: House):
    send(visitor, **OWN, remember="yes")
    cookie = visitor.client.get_cookie(REMEMBERED, path="/report/")
    assert cookie
    assert cookie.http_only
    assert (cookie.path, cookie.same_site) == ("/report/", "Lax")
    stranger = another()
    to_questions(stranger)
    assert stranger.value("q-version") == ""


@pytest.mark.parametrize("cookie", ["", "forged", "eyJxLXBieCI6Im93biJ9.aaaa.bbbb", "x" * 4_000])
def test_a_cookie_nobody_signed_fills_in_nothing(visitor: Visitor, cookie: str):
    visitor.client.set_cookie(REMEMBERED, cookie, path="/report/")
    to_questions(visitor)
    assert "from your last report" not in visitor.text


def test_whoever_has_several_problems_is_told_so_and_where_to_ring(visitor: Visitor):
    visitor.opens("/report/problem")
    assert "Please report each problem by itself. If you have several, ring us." in visitor.text
    assert "Choose 2." in visitor.text


def test_what_does_as_well_as_the_evidence_stands_with_it(visitor: Visitor):
    to_questions(visitor).sends({"q-pbx": "hosted"}, button="on")
    assert "Or instead: The number dialled and the minute do as well; write them below." in visitor.text
    assert "Or instead: Describe it in words." in visitor.text


def test_conduct_stands_where_the_report_is_sent_and_nowhere_before(visitor: Visitor):
    for page in ("/report/", "/report/problem"):
        assert "stay friendly" not in visitor.opens(page).text
    assert "Please stay friendly with us." in to_review(visitor, **{"q-pbx": "hosted"}).text


def test_the_front_says_what_support_answers_and_who_answers(visitor: Visitor):
    visitor.opens("/report/")
    assert "Questions about the telephones of your end customers" in visitor.text
    assert "Our engineers hold the SSCA" in visitor.text


def test_the_ticket_says_with_whom_it_is(visitor: Visitor):
    assert "Voice engineers, support level 2" in send(visitor, **OWN).text


def test_the_articles_read_go_with_the_ticket(visitor: Visitor, house: House):
    visitor.opens("/report/problem?from=guides/nat/")
    visitor.sends({**PROBLEM, "from": "guides/nat/"}, button="on")
    visitor.opens("/report/articles/read?to=calls/one-way-audio/%23rtp").opens("/report/articles")
    visitor.sends(form="/report/articles", button="on").sends({"ticked": "none"}, button="on")
    visitor.sends({"q-pbx": "hosted"}, button="on").sends(EVIDENCE, button="on").sends(CONTACT, button="on")
    visitor.sends(form="/report/review")
    (ticket,) = house.storage.tickets.newest(1)
    assert ticket.report.articles.read == ("guides/nat/", "calls/one-way-audio/#rtp")


def test_two_windows_at_the_questions_lose_no_answer(visitor: Visitor):
    to_questions(visitor)
    stale = visitor.value("revision")
    visitor.sends({"q-pbx": "own", "q-version": "from the first window"}, button="on").opens("/report/questions")
    visitor.sends({"q-pbx": "hosted", "q-version": "from the second", "revision": stale}, button="on")
    assert visitor.status == HTTPStatus.CONFLICT
    assert "from the first window" in visitor.text
    assert "from the second" in visitor.text
    assert visitor.sends(button="on").path == "/report/evidence"
