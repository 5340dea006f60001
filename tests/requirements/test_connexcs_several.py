"""ConnexCS: several problems at once."""

import pytest

from tests.requirements.pages import link_texts, words_of
from tests.requirements.walking import send, walk

SEVERAL = "Callers hear silence on every call. Another problem: the October invoice charges us twice."


def offered(visit, policy):
    """The page after a problem step whose text tells of two problems."""
    return walk(visit("connexcs"), policy, "articles", problem={"problem_type": "calls", "seen": SEVERAL})


def both_sent(visitor, policy):
    """Split, and sent one after the other, of two kinds."""
    visitor.sends({"choice": "split"}, form="/report/splitting")
    send(visitor, policy, problem={"problem_type": "calls", "seen": visitor.value("seen")})
    (waiting,) = {button.get("value") for button in visitor.page.iter("button") if button.get("name") == "draft"}
    visitor.sends({"draft": waiting}, form="/report/drafts")
    typed = {name: visitor.value(name) for name in ("title", "seen")}
    return send(visitor, policy, level="trivial", problem={"problem_type": "interface", **typed})


@pytest.mark.row("000-03")
def test_a_second_problem_makes_a_ticket_of_its_own(visit, connexcs, house):
    both_sent(offered(visit, connexcs), connexcs)

    told = {one.report.problem.problem_type: one for one in house("connexcs").storage.tickets.newest(5)}
    assert set(told) == {"calls", "interface"}
    assert told["calls"].reference != told["interface"].reference
    assert told["calls"].report.problem.seen == "Callers hear silence on every call."
    assert told["interface"].report.problem.title == "The October invoice charges us twice"


@pytest.mark.row("000-05")
def test_who_has_several_is_told_to_allow_time_and_the_tickets_are_linked_for_that(visit, connexcs, house, mails):
    page = offered(visit, connexcs)
    assert "Several at once take longer: we first look whether they are connected" in page.text
    assert "please give us time for that" in page.text

    both_sent(page, connexcs)
    first, second = (ticket.reference for ticket in house("connexcs").storage.tickets.newest(2))
    assert any(one in link_texts(page) for one in (first, second))
    written = "\n".join(map(words_of, mails("connexcs")))
    assert f"May be connected with {first}." in written
    assert f"May be connected with {second}." in written


@pytest.mark.row("000-06")
def test_who_has_several_is_advised_to_call(visit, connexcs):
    (phone,) = (channel for channel in connexcs.channels if channel.code == connexcs.one_problem.several)
    one = walk(visit("connexcs"), connexcs, "articles", problem={"problem_type": "calls"})
    several = offered(visit, connexcs)

    assert "a call is better than a mail" in several.text
    assert f"{phone.name}: {phone.address}" in several.text
    assert "a call is better than a mail" not in one.text
