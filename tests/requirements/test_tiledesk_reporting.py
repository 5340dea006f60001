"""Tiledesk: four kinds of question, what is asked about each, and who gets it first."""

from http import HTTPStatus

import pytest

from tests.requirements.pages import text_of, words_of
from tests.requirements.walking import questions_fields, send, walk

COVERED = "Covered by your subscription"


def sent(visit, policy, kind, **given):
    return send(visit("tiledesk"), policy, problem={"problem_type": kind, **given.pop("problem", {})}, **given)


@pytest.mark.row("002-03")
def test_how_something_should_work_can_be_asked(visit, tiledesk):
    assert "Kind of problemHow should it work?" in sent(visit, tiledesk, "how_to").text


@pytest.mark.row("002-04")
def test_a_broken_function_is_told_with_what_was_done_expected_and_seen(visit, tiledesk, mails):
    page = visit("tiledesk").opens("/report/problem")
    assert "Say what you did, expected and saw." in page.text
    told = {"did": "Pressed Assign", "expected": "An agent gets the chat", "seen": "Nothing happened at all"}

    shown = sent(visit, tiledesk, "broken", problem=told)

    assert all(words in shown.text for words in told.values())
    assert all(words in words_of(mails("tiledesk")[0]) for words in told.values())


@pytest.mark.row("002-05")
def test_a_call_of_the_api_is_told_with_request_and_answer(visit, tiledesk, mails):
    page = walk(visit("tiledesk"), tiledesk, "evidence", problem={"problem_type": "api"})
    page.sends({"missing_reason": ""}, button="on")
    assert page.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "#request_path" in page.mistakes()

    request = {"request_method": "POST", "request_path": "/v2/requests", "request_status": "403"}
    answer = {"q-api_answer": "403 and an empty body"}
    kind = {"problem_type": "api"}
    send(
        visit("tiledesk"),
        tiledesk,
        problem=kind,
        questions=questions_fields(tiledesk, "api") | answer,
        evidence=request,
    )
    told = words_of(mails("tiledesk")[0])
    assert "POST /v2/requests, 403" in told
    assert "403 and an empty body" in told


@pytest.mark.row("002-06")
def test_installing_upgrading_and_configuring_can_be_asked_about(visit, tiledesk):
    shown = sent(visit, tiledesk, "installation")

    assert "Kind of problemInstalling, upgrading, configuring" in shown.text


@pytest.mark.row("002-07")
def test_all_four_kinds_are_said_to_be_covered_by_the_subscription_at_the_choice(visit, tiledesk):
    page = visit("tiledesk").opens("/report/problem")
    choices = [e for e in page.page.iter("div") if e.get("class") == "lr-choice"]
    kinds = [text_of(choice) for choice in choices if any(e.get("name") == "problem_type" for e in choice.iter())]

    assert len(kinds) == len(tiledesk.problem_types) == 4
    assert all(COVERED in kind for kind in kinds)


@pytest.mark.row("002-09")
@pytest.mark.parametrize("kind", ["how_to", "broken", "api", "installation"])
def test_triage_gets_every_ticket_first(visit, tiledesk, mails, kind):
    shown = sent(visit, tiledesk, kind)

    assert "StatusIn triage." in shown.text
    assert "Team: Triage (support level 1)" in words_of(mails("tiledesk")[0])


@pytest.mark.row("002-10")
def test_what_the_problem_means_for_the_business_must_be_told_and_reaches_support(visit, tiledesk, mails):
    page = walk(visit("tiledesk"), tiledesk, "questions")
    given = questions_fields(tiledesk, "how_to")
    page.sends({**given, "q-impact": ""}, button="on")
    assert "#q-impact" in page.mistakes()

    send(page, tiledesk, questions={**given, "q-impact": "Two shops lose their chats"})
    assert "Two shops lose their chats" in words_of(mails("tiledesk")[0])


@pytest.mark.row("002-30")
def test_a_product_that_the_customer_hosts_is_told_apart_and_its_version_asked(visit, tiledesk, mails):
    page = walk(visit("tiledesk"), tiledesk, "questions")
    assert "We host it ourselves" in page.text
    given = questions_fields(tiledesk, "how_to") | {"q-environment": "self_hosted", "q-version": "2.4.1"}

    send(page, tiledesk, questions=given)
    told = words_of(mails("tiledesk")[0])
    assert "Where does the product run? We host it ourselves" in told
    assert "2.4.1" in told


@pytest.mark.row("002-02")
def test_the_front_door_says_that_support_answers_about_where_customers_run_the_product(visit):
    page = visit("tiledesk").opens("/report/")

    assert "Installing, upgrading and configuring our products where you run them" in page.text
