"""Communicado: one request, one reference."""

import pytest

from tests.requirements.walking import send, walk

SEVERAL = "We have two requests:\n1. Nobody can sign in to the portal since noon.\n2. The fax of the office is broken."


@pytest.mark.row("004-28")
def test_several_requests_in_one_report_may_get_a_reference_each(visit, communicado, house):
    visitor = walk(visit("communicado"), communicado, "articles", problem={"seen": SEVERAL})
    assert "each may get a reference of its own" in visitor.text
    visitor.sends({"choice": "split"}, form="/report/splitting")

    send(visitor, communicado, problem={"seen": visitor.value("seen")})
    assert "1 of 2 sent" in visitor.text
    (waiting,) = {button.get("value") for button in visitor.page.iter("button") if button.get("name") == "draft"}
    visitor.sends({"draft": waiting}, form="/report/drafts")
    send(visitor, communicado, problem={"seen": visitor.value("seen")})

    references = {ticket.reference for ticket in house("communicado").storage.tickets.newest(5)}
    assert len(references) == 2
    assert all(reference in visitor.text for reference in references)
