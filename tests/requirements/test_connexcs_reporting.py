"""ConnexCS: what is asked and shown on the way to a ticket."""

from http import HTTPStatus

import pytest

from tests.requirements.pages import beside_level, label_of, link_texts, words_of
from tests.requirements.walking import send, walk

CALL_IDS = "a84b4c76e66710@192.0.2.10\n7c02a9e4-11aa@pbx.example.net"


def evidence_step(visit, policy, kind):
    return walk(visit("connexcs"), policy, "evidence", problem={"problem_type": kind})


@pytest.mark.row("000-16")
def test_trivial_is_what_looks_wrong_or_does_not_get_in_the_way(severity_step):
    said = beside_level(severity_step("connexcs"), "trivial")

    assert "Something looks wrong, or does not get in the way of the day's work." in said


@pytest.mark.row("000-17")
def test_important_is_a_setting_that_cannot_be_changed_while_calls_go_on(severity_step):
    said = beside_level(severity_step("connexcs"), "important")

    assert "Some settings cannot be changed, or not correctly, while calls go on." in said


@pytest.mark.row("000-18")
def test_critical_is_calls_that_cannot_be_made(severity_step):
    said = beside_level(severity_step("connexcs"), "critical")

    assert "Calls cannot be made, or the flow of calls suffers seriously." in said


@pytest.mark.row("000-19")
def test_exactly_three_levels_are_to_choose_from(severity_step):
    page = severity_step("connexcs")
    choices = [e.get("id") for e in page.page.iter("input") if e.get("name") == "level"]

    assert [label_of(page, choice) for choice in choices] == ["Critical", "Important", "Trivial", "None of these fits"]


@pytest.mark.row("000-20")
def test_each_problem_type_asks_for_what_it_needs_before_sending(visit, connexcs):
    calls, interface = evidence_step(visit, connexcs, "calls"), evidence_step(visit, connexcs, "interface")

    assert "Logging" in calls.text
    assert "A picture of the page." in interface.text
    assert "A picture of the page." not in calls.text
    assert "Logging" not in interface.text


@pytest.mark.row("000-24", "000-25")
def test_an_interface_problem_asks_for_a_screenshot_and_names_a_tool_for_it(visit, connexcs):
    page = evidence_step(visit, connexcs, "interface")

    assert "Screenshots required A picture of the page." in page.text
    assert "Lightshot" in page.text
    assert "the snipping tool of your operating system" in page.text
    assert page.sends({"missing_reason": ""}, button="on").path == "/report/evidence"
    assert "Please describe clearly what you see." in page.opens("/report/problem").text


@pytest.mark.row("000-26")
def test_a_problem_with_calls_needs_a_call_id(visit, connexcs):
    page = evidence_step(visit, connexcs, "calls").sends({"call_ids": ""}, button="on")

    assert (page.path, page.status) == ("/report/evidence", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "#call_ids" in page.mistakes()
    assert page.sends({"call_ids": CALL_IDS}, button="on").path == "/report/contact"


@pytest.mark.row("000-27")
def test_several_call_ids_are_kept_each_by_itself(visit, connexcs, house, mails):
    send(visit("connexcs"), connexcs, evidence={"call_ids": CALL_IDS})

    (ticket,) = house("connexcs").storage.tickets.newest(2)
    assert ticket.report.evidence.call_ids == tuple(CALL_IDS.split())
    support = words_of(mails("connexcs")[0])
    assert all(call_id in support for call_id in CALL_IDS.split())


@pytest.mark.row("000-28")
def test_it_says_where_a_call_id_is_found(visit, connexcs):
    page = evidence_step(visit, connexcs, "calls")

    assert "In the section Logging, click a call and copy the ID at the right of the panel." in page.text


@pytest.mark.row("000-23")
def test_looking_for_parameters_that_do_not_fit_is_offered_and_what_came_of_it_goes_with_the_ticket(
    visit, connexcs, mails
):
    visitor = walk(visit("connexcs"), connexcs, "questions", problem={"problem_type": "settings"})
    assert "two parameters are switched on that do not go together" in visitor.text

    advised = visitor.sends({"q-parameters": "not_yet"}, button="on")
    assert "Look for the parameters in the articles first; it may solve this at once." in advised.text

    found = {"q-parameters": "found", "q-turned_off": "Early media"}
    visitor.opens("/report/questions").sends(found, button="on")
    send(visitor, connexcs, problem={"problem_type": "settings"})
    written = words_of(mails("connexcs")[0])
    assert "Yes, and I turned something off, but the problem stays" in written
    assert "Early media" in written


@pytest.mark.row("000-21")
def test_the_articles_are_searched_for_the_problem_before_it_is_sent(visit, articles, connexcs):
    visitor = walk(articles(visit("connexcs")), connexcs, "articles")

    assert "One-way audio" in link_texts(visitor)


@pytest.mark.row("000-22")
def test_an_article_that_was_read_goes_with_the_ticket(visit, articles, connexcs, mails):
    visitor = walk(articles(visit("connexcs")), connexcs, "articles")
    visitor.client.get(next(link for link in visitor.links() if "to=audio" in link))

    assert "ReadOne-way audio" in send(visitor, connexcs).text
    assert "/audio/one-way/" in words_of(mails("connexcs")[0])


@pytest.mark.row("000-29")
def test_the_way_goes_from_identifying_to_troubleshooting_to_telling_and_ends_with_a_check(visit, connexcs):
    visitor = walk(visit("connexcs"), connexcs, "review")

    steps = ["What is wronganswered Articles that may help", "How it affects you", "A few questions"]
    steps += ["What our engineers need", "How we reach youanswered Check your answers"]
    assert "answered ".join(steps) in visitor.text
    assert "Callers cannot hear us on incoming calls" in visitor.text


@pytest.mark.row("000-30")
def test_a_question_about_sip_in_general_becomes_a_ticket(visit, connexcs):
    visitor = send(visit("connexcs"), connexcs, level="trivial", problem={"problem_type": "sip"})

    assert visitor.path.startswith("/tickets/CX-")
    assert "SIP in general" in visitor.text


@pytest.mark.row("000-04")
@pytest.mark.parametrize(
    ("kind", "team"),
    [
        ("calls", "voice@connexcs.example"),
        ("settings", "portal@connexcs.example"),
        ("other", "support@connexcs.example"),
    ],
)
def test_a_ticket_is_mailed_to_the_team_of_its_problem_type(visit, connexcs, mails, kind, team):
    send(visit("connexcs"), connexcs, problem={"problem_type": kind})

    assert mails("connexcs")[0]["To"] == team
