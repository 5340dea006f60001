from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest

from reporter.app import House, make_worker
from tests.integration.web.report import CONTACT, EVIDENCE, FIRST_EXAMPLE, PROBLEM, example_key, to_articles, to_ticket
from tests.integration.web.visitor import Visitor

TWO = "Callers hear silence on every call. Another problem: the October invoice charges us twice."
SECOND = "Another problem: the October invoice charges us twice."


def split(visitor: Visitor) -> Visitor:
    return to_articles(visitor, seen=TWO).sends({"choice": "split"}, form="/report/splitting")


def press(visitor: Visitor, draft_id: str) -> Visitor:
    """Choose one of the other drafts."""
    return visitor.sends({"draft": draft_id}, form="/report/drafts")


def others(visitor: Visitor) -> list[str]:
    return [e.get("value", "") for e in visitor.page.iter("button") if e.get("name") == "draft"]


def send_the_rest(visitor: Visitor) -> Visitor:
    """From the problem's page of a draft that lacks its kind, as far as it must be asked, and sent."""
    visitor.sends({"problem_type": "billing"}, form="/report/problem", button="on")
    visitor.sends(form="/report/articles", button="on")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")
    if visitor.path == "/report/evidence":
        visitor.sends(button="on")
    assert visitor.path == "/report/review", visitor.path
    return visitor.sends(form="/report/review")


def send_first(visitor: Visitor) -> Visitor:
    visitor.sends(form="/report/problem", button="on").sends(form="/report/articles", button="on")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")
    visitor.sends(EVIDENCE, button="on").sends(CONTACT, button="on")
    return visitor.sends(form="/report/review")


def test_a_text_with_two_problems_is_offered_to_be_split_and_nobody_is_forced(visitor: Visitor):
    to_articles(visitor, seen=TWO)

    assert visitor.path == "/report/articles"
    assert "This reads like 2 problems" in visitor.text
    assert "The October invoice charges us twice" in visitor.text
    assert visitor.sends(form="/report/articles", button="on").path == "/report/severity"


def test_one_problem_is_offered_nothing(visitor: Visitor):
    assert "This reads like" not in to_articles(visitor).text


def test_that_it_is_one_problem_is_said_once(visitor: Visitor):
    to_articles(visitor, seen=TWO).sends({"choice": "one"}, form="/report/splitting")

    assert visitor.path == "/report/articles"
    assert "This reads like" not in visitor.text
    visitor.opens("/report/problem").sends({"seen": f"{TWO} It is urgent."}, button="on")
    assert "This reads like" not in visitor.text


def test_split_problems_are_drafts_with_a_text_each_and_no_word_is_lost(visitor: Visitor):
    split(visitor)

    assert (visitor.path, visitor.value("title")) == ("/report/problem", PROBLEM["title"])
    assert visitor.value("seen") == "Callers hear silence on every call."
    assert visitor.value("did") == PROBLEM["did"]
    (waiting,) = others(visitor)
    press(visitor, waiting)
    assert visitor.path == "/report/problem"
    assert visitor.value("title") == "The October invoice charges us twice"
    assert visitor.value("seen") == SECOND
    assert visitor.value("since_date") == PROBLEM["since_date"]
    assert "This reads like" not in visitor.text


def test_after_the_first_is_sent_the_second_follows_and_asks_no_contact_again(visitor: Visitor, house: House):
    send_first(split(visitor))

    assert "1 of 2 sent" in visitor.text
    assert "The next one: The October invoice charges us twice" in visitor.text
    send_the_rest(press(visitor, *others(visitor)))
    second, first = sorted(house.storage.tickets.newest(5), key=lambda one: one.report.problem.title, reverse=True)
    assert second.reference != first.reference
    assert second.report.contact == first.report.contact
    assert {one.report.problem.problem_type for one in (first, second)} == {"calls", "billing"}
    assert not others(visitor)


def test_the_tickets_name_each_other_and_link_to_each_other_for_their_requester_alone(
    visitor: Visitor, another: Callable[[], Visitor], house: House
):
    first_page = send_first(split(visitor)).path
    second_page = send_the_rest(press(visitor, *others(visitor))).path

    first, second = first_page.split("/")[2], second_page.split("/")[2]
    assert f"May be connected with{first}" in visitor.text
    assert first_page in visitor.links()
    assert f"May be connected with{second}" in visitor.opens(first_page).text
    assert second_page in visitor.links()

    stranger = another().opens(first_page)
    assert second in stranger.text
    assert not any(second in link for link in stranger.links())


def test_call_ids_and_screenshots_go_with_the_next_report(visitor: Visitor, house: House):
    send_first(split(visitor))
    press(visitor, *others(visitor)).sends({"problem_type": "calls"}, form="/report/problem", button="on")
    visitor.sends(form="/report/articles", button="on")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")

    assert visitor.path == "/report/review"
    assert "a84b4c76e66710@192.0.2.10" in visitor.text


def test_the_requesters_own_word_begins_another_report_and_keeps_what_is_typed(visitor: Visitor):
    visitor.opens("/report/problem")
    visitor.client.post("/report/another", data={**PROBLEM, "csrf_token": visitor.value("csrf_token")})
    visitor.opens("/report/problem")

    assert visitor.value("title") == ""
    assert visitor.value("since_date") == PROBLEM["since_date"]
    (waiting,) = others(visitor)
    assert press(visitor, waiting).path == "/report/articles"
    assert visitor.opens("/report/problem").value("seen") == PROBLEM["seen"]


def test_another_problem_on_an_empty_page_begins_nothing(visitor: Visitor):
    visitor.opens("/report/problem")
    visitor.client.post("/report/another", data={"csrf_token": visitor.value("csrf_token")})

    assert not others(visitor.opens("/report/problem"))


def test_another_problem_after_sending_shares_the_contact_and_is_connected(visitor: Visitor, house: House):
    page = to_ticket(visitor).path
    visitor.sends(form=f"{page}/another")

    assert visitor.path == "/report/problem"
    visitor.sends({**PROBLEM, "title": "The invoice is wrong"}, form="/report/problem")
    send_the_rest(visitor.opens("/report/problem"))
    newest = house.storage.tickets.newest(2)
    assert {one.report.contact.email for one in newest} == {CONTACT["email"]}
    assert house.storage.tickets.connected(newest[0])
    assert page.split("/")[2] in visitor.text


def test_five_reports_wait_at_most_and_the_sixth_is_told_why(visitor: Visitor):
    for number in range(5):
        visitor.opens("/report/problem")
        typed = {**PROBLEM, "title": f"Problem {number}", "csrf_token": visitor.value("csrf_token")}
        typed["revision"] = visitor.value("revision")
        answer = visitor.client.post("/report/another", data=typed)

    assert answer.status_code == 429
    assert "Send one of them first" in answer.text
    assert "Problem 4" in answer.text
    assert len(others(visitor.opens("/report/problem"))) == 4


def test_a_split_that_does_not_fit_takes_nothing_out_of_the_first(visitor: Visitor, house: House):
    for number in range(4):
        visitor.opens("/report/problem")
        typed = {**PROBLEM, "title": f"Problem {number}", "csrf_token": visitor.value("csrf_token")}
        visitor.client.post("/report/another", data=typed | {"revision": visitor.value("revision")})
    three = f"{TWO} A third problem: the fax of the office is broken."
    to_articles(visitor, seen=three).sends({"choice": "split"}, form="/report/splitting")

    assert visitor.status == 429
    assert "Send one of them first" in visitor.text
    visitor.opens("/report/problem")
    assert visitor.value("seen") == three
    assert len(others(visitor)) == 4


def test_what_was_typed_in_a_waiting_report_is_not_replaced_by_what_the_first_gave(visitor: Visitor, house: House):
    split(visitor)
    press(visitor, *others(visitor))
    typed = {**CONTACT, "name": "Grace Example", "csrf_token": visitor.value("csrf_token"), "revision": "0"}
    visitor.client.post("/report/contact", data=typed)
    press(visitor.opens("/report/problem"), *others(visitor))

    send_first(visitor.opens("/report/problem"))
    send_the_rest(press(visitor, *others(visitor)))

    names = {one.report.contact.name for one in house.storage.tickets.newest(2)}
    assert names == {CONTACT["name"], "Grace Example"}


def test_other_drafts_stand_on_the_front_page_the_review_and_have_links_of_their_own(visitor: Visitor):
    split(visitor)

    assert others(visitor.opens("/report/"))
    visitor.opens("/report/pause")
    assert "The October invoice charges us twice" in visitor.text
    link = next(
        link for link in visitor.links() if "/report/resume/" in link and visitor.value_of("resume-link") != link
    )
    visitor.client.delete_cookie("lifering")
    assert visitor.opens(link.removeprefix("http://127.0.0.1:8000")).response.location == "/report/problem"


@pytest.mark.parametrize("step", ["/report/splitting", "/report/drafts"])
def test_without_a_draft_there_is_nothing_to_decide(visitor: Visitor, step: str):
    visitor.opens("/report/problem")

    answer = visitor.client.post(step, data={"csrf_token": visitor.value("csrf_token"), "choice": "split"})

    assert answer.status_code in {303, 404}


def test_support_reads_with_which_ticket_it_may_be_connected(visitor: Visitor, house: House, moment: datetime):
    first = send_first(split(visitor)).path.split("/")[2]
    make_worker(house).run_once(moment)
    second = send_the_rest(press(visitor, *others(visitor))).path.split("/")[2]
    make_worker(house).run_once(moment)

    mails = [message_from_bytes(f.read_bytes(), policy=default) for f in (house.settings.data / "mail").glob("*.eml")]
    told = {mail["X-Lifering-Reference"]: mail.get_body(("plain",)).get_content() for mail in mails}
    assert f"May be connected with {first}." in told[second]
    assert f"/tickets/{first}" not in told[second]
    assert "May be connected" not in told[first]
    assert "May be connected" not in told[None]
