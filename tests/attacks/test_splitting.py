"""Reports of others cannot be reached, joined or read by way of those begun beside each other."""

import pytest

from tests.integration.web.report import PROBLEM, to_articles, to_ticket
from tests.integration.web.visitor import Visitor

TWO = "Callers hear silence on every call. Another problem: the October invoice charges us twice."


def form(visitor, **fields):
    return {"csrf_token": visitor.value("csrf_token"), **fields}


def test_a_draft_of_somebody_else_is_not_opened_by_its_id(visitor, another, house):
    to_articles(visitor, seen=TWO).sends({"choice": "split"}, form="/report/splitting")
    (theirs,) = [e.get("value") for e in visitor.page.iter("button") if e.get("name") == "draft"]
    stranger = another().opens("/report/problem").sends(PROBLEM, button="on").opens("/report/problem")

    for forged in (theirs, "", "0" * 32, "' OR 1=1 --"):
        assert stranger.client.post("/report/drafts", data=form(stranger, draft=forged)).status_code == 404
    assert stranger.opens("/report/problem").value("title") == PROBLEM["title"]


@pytest.mark.parametrize("field", ["together", "draft", "draft_id", "ticket", "reference", "splitting"])
def test_no_field_of_a_form_joins_a_report_to_anothers_ticket(visitor, another, house, field):
    to_ticket(visitor)
    (victim,) = house.storage.tickets.newest(1)
    stranger = another().opens("/report/problem")
    for value in (victim.id, victim.report.draft_id, victim.reference):
        stranger.client.post("/report/another", data=form(stranger, **PROBLEM, **{field: value}))
        stranger.client.post("/report/splitting", data=form(stranger, choice="split", **{field: value}))
    to_ticket(stranger.opens("/report/problem"))

    assert house.storage.tickets.connected(victim) == ()
    assert victim.reference not in stranger.text


def test_another_report_is_not_begun_beside_a_ticket_without_its_key(visitor, another, house):
    page = to_ticket(visitor).path
    stranger = another().opens("/report/problem")
    for path in (page[:-1] + ("A" if page[-1] != "A" else "B"), page.rpartition("/")[0] + "/" + "A" * 24):
        assert stranger.client.post(f"{path}/another", data=form(stranger)).status_code == 404
    assert stranger.opens("/report/contact").status == 302


def test_a_cookie_with_other_keys_is_not_read(visitor, another, app):
    to_articles(visitor, seen=TWO).sends({"choice": "split"}, form="/report/splitting")
    cookie = visitor.client.get_cookie("lifering").value
    stranger = another()
    stranger.client.set_cookie("lifering", cookie[:-4] + "AAAA")

    assert "Your other drafts" not in stranger.opens("/report/").text


@pytest.mark.parametrize("stored", [{"a": 1}, "text", [1, None, ["x"]], 7])
def test_a_list_of_drafts_that_is_none_is_as_if_there_were_none(visitor, stored):
    visitor.opens("/report/problem")
    with visitor.client.session_transaction() as session:
        session["drafts"] = stored

    assert visitor.opens("/report/").status == 200


def test_typed_text_stays_text_in_the_offer_and_in_the_list_of_drafts(visitor: Visitor):
    hostile = "Callers hear silence always. Another problem: <script>alert(1)</script> {{7*7}} invoice is wrong."
    to_articles(visitor, seen=hostile)

    assert "<script>alert(1)" not in visitor.response.text
    assert "{{7*7}}" in visitor.text
    visitor.sends({"choice": "split"}, form="/report/splitting")
    assert "<script>alert(1)" not in visitor.response.text
