from collections.abc import Callable
from datetime import timedelta

from reporter.app import House
from tests.integration.web.conftest import Clock
from tests.integration.web.report import (
    CONTACT,
    EVIDENCE,
    FIRST_EXAMPLE,
    PROBLEM,
    example_key,
    to_articles,
    to_contact,
    to_evidence,
    to_review,
    to_severity,
    to_ticket,
)
from tests.integration.web.visitor import Visitor


def test_a_report_goes_from_the_first_page_to_a_ticket(visitor: Visitor, house: House):
    visitor.opens("/report/")
    assert visitor.status == 200
    assert "/report/problem" in visitor.links()

    to_ticket(visitor)

    assert visitor.path.startswith("/tickets/HV-")
    ticket = house.storage.tickets.newest(1)[0]
    assert ticket.reference in visitor.text
    assert ticket.report.evidence.call_ids == ("a84b4c76e66710@192.0.2.10", "7c02a9e4-11aa@pbx.example.net")
    assert ticket.report.severity.level == "critical"


def test_every_step_shows_the_phone_and_where_one_is(visitor: Visitor):
    for arrive in (lambda v: v.opens("/report/problem"), to_articles, to_severity, to_evidence, to_contact, to_review):
        visitor.client.delete_cookie("lifering")
        arrive(visitor)
        assert visitor.status == 200, visitor.path
        assert "tel:+442079460123" in visitor.links(), visitor.path
        steps = 7 if visitor.path == "/report/problem" else 6  # some types of problem are asked a few questions
        assert f"of {steps}" in visitor.text, visitor.path


def test_mistakes_are_summed_up_with_links_to_the_fields_and_every_answer_stays(visitor: Visitor):
    visitor.opens("/report/problem").sends({**PROBLEM, "title": "", "since_date": "tomorrow"}, button="on")

    assert visitor.status == 422
    assert set(visitor.mistakes()) == {"#title", "#since_date"}
    assert visitor.value("seen") == PROBLEM["seen"]
    assert visitor.value("since_date") == "tomorrow"
    ids = {element.get("id") for element in visitor.page.iter()}
    assert {anchor.removeprefix("#") for anchor in visitor.mistakes()} <= ids
    assert next(visitor.page.iter("title")).text.startswith("Error:")


def test_every_mistake_of_every_step_links_to_something_on_the_page(visitor: Visitor):
    for arrive in (lambda v: v.opens("/report/problem"), to_severity, to_evidence, to_contact):
        visitor.client.delete_cookie("lifering")
        arrive(visitor)
        empty = dict.fromkeys(("title", "seen", "call_ids", "name", "email", "since_date"), "")
        visitor.sends({**empty, "zone": "Mars/Base"}, form="/report/", button="on")
        assert visitor.status == 422, visitor.path
        ids = {element.get("id") for element in visitor.page.iter()}
        assert visitor.mistakes(), visitor.path
        assert {anchor.removeprefix("#") for anchor in visitor.mistakes()} <= ids, visitor.path


def test_what_was_typed_with_mistakes_is_there_again_after_going_away(visitor: Visitor):
    visitor.opens("/report/problem").sends({**PROBLEM, "title": ""}, button="on")

    visitor.opens("/").opens("/report/problem")

    assert visitor.value("seen") == PROBLEM["seen"]


def test_a_step_out_of_turn_leads_to_the_first_one_not_done(visitor: Visitor):
    to_articles(visitor)

    for later in ("severity", "evidence", "contact", "review"):
        assert visitor.opens(f"/report/{later}").response.location == "/report/articles"


def test_changing_an_answer_from_the_review_leads_back_to_the_review(visitor: Visitor):
    to_review(visitor)

    visitor.opens("/report/contact").sends({**CONTACT, "name": "Grace Example"}, button="on")

    assert visitor.path == "/report/review"
    assert "Grace Example" in visitor.text


def test_a_stale_tab_is_shown_both_texts_and_overwrites_nothing(visitor: Visitor, house: House):
    to_articles(visitor)
    stale = Visitor(visitor.client).opens("/report/problem")
    Visitor(visitor.client).opens("/report/problem").sends({"title": "Changed in the other tab"}, button="on")

    stale.sends({"title": "Typed in the stale tab"}, button="on")

    assert stale.status == 409
    assert "Changed in the other tab" in stale.text
    assert "Typed in the stale tab" in stale.text
    assert Visitor(visitor.client).opens("/report/problem").value("title") == "Changed in the other tab"
    stale.sends(form="/report/problem", button="on")
    assert Visitor(visitor.client).opens("/report/problem").value("title") == "Typed in the stale tab"


def test_a_draft_goes_on_at_another_device_by_its_link_until_it_expires(
    visitor: Visitor, another: Callable[[], Visitor], clock: Clock
):
    to_severity(visitor)
    path = _resume_link(visitor).removeprefix("http://127.0.0.1:8000")

    other = another()
    assert other.opens(path).response.location == "/report/severity"
    assert other.opens("/report/problem").value("title") == PROBLEM["title"]

    clock.at += timedelta(days=8)
    assert another().opens(path).status == 404


def test_sending_twice_makes_one_ticket(visitor: Visitor, house: House):
    to_review(visitor)
    twin = Visitor(visitor.client).opens("/report/review")

    first = visitor.sends(form="/report/review").path
    second = twin.sends(form="/report/review").path

    assert first == second
    assert len(house.storage.tickets.newest(10)) == 1


def test_a_deflection_sends_nothing_and_keeps_the_draft(visitor: Visitor, house: House):
    to_articles(visitor)
    token = visitor.value("csrf_token")

    response = visitor.client.post("/report/solved", data={"csrf_token": token, "location": "audio/one-way-audio/"})

    assert response.status_code == 200
    assert house.storage.tickets.newest(1) == ()
    assert visitor.opens("/report/problem").value("title") == PROBLEM["title"]


def test_the_article_one_came_from_goes_with_the_report(visitor: Visitor, house: House, clock: Clock):
    visitor.opens("/report/problem?from=audio/one-way-audio/").sends(PROBLEM, button="on")
    visitor.sends(form="/report/articles", button="on")

    draft = house.storage.drafts.open(_draft_key(visitor), now=clock())
    assert draft is not None
    assert draft.raw()["articles"]["read"] == ("audio/one-way-audio/",)


def test_a_draft_can_be_thrown_away(visitor: Visitor):
    to_review(visitor).sends(form="/report/discard")

    assert visitor.path == "/report/"
    assert visitor.opens("/report/problem").value("title") == ""


def test_a_form_that_cannot_be_matched_to_the_visit_keeps_what_was_typed(visitor: Visitor):
    visitor.opens("/report/problem")

    visitor.sends({**PROBLEM, "csrf_token": "forged"}, button="on")

    assert visitor.status == 403
    assert visitor.value("seen") == PROBLEM["seen"]
    visitor.sends(button="on")
    assert visitor.path == "/report/articles"


def _resume_link(visitor: Visitor) -> str:
    visitor.opens("/report/pause")
    return next(e.get("value", "") for e in visitor.page.iter("input") if e.get("id") == "resume-link")


def _draft_key(visitor: Visitor) -> str:
    return _resume_link(visitor).rsplit("/", 1)[-1]


def test_the_zone_of_the_team_is_chosen_first_and_later_the_one_that_was_given(visitor: Visitor):
    assert visitor.opens("/report/problem").value("zone") == "Europe/London"
    visitor.sends({**PROBLEM, "zone": "Europe/Berlin"}, button="stay")
    assert visitor.value("zone") == "Europe/Berlin"
    visitor.sends(button="on").sends(form="/report/articles", button="on")
    visitor.sends({"ticked": example_key(visitor, FIRST_EXAMPLE)}, button="on")
    assert visitor.value("time_zone") == "Europe/Berlin"
    assert visitor.sends(EVIDENCE, button="on").value("zone") == "Europe/Berlin"
