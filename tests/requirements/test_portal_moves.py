"""The unnamed portal: how its tickets move. What shows on a ticket's page is not built yet, so no row is claimed for
moves and buttons here; the rules behind them hold."""

from datetime import UTC, datetime

import pytest

from reporter.policy.escalating import may_escalate
from reporter.policy.moves import buttons, moves, way
from reporter.policy.silence import gives_leave, may_come_back, silence
from tests.requirements.walking import send

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
OPEN = ["in_work", "waiting_for_you", "on_hold", "escalated", "analysis"]


def reached(policy, status, on, button=None):
    return {each.code for each in moves(policy, status, on, button)}


@pytest.mark.row("001-02")
def test_a_new_request_is_in_work_and_an_answer_comes_shortly(visit, portal):
    shown = send(visit("portal"), portal)

    assert "StatusIn work. Our specialists are at work on your request; you get an answer shortly." in shown.text


def test_escalate_leads_to_escalated_from_wherever_work_is_under_way(portal):
    for status in ("in_work", "waiting_for_you", "on_hold", "analysis"):
        assert way(portal, status, "button", button="escalate") == ("escalated",)
    assert way(portal, "closed", "button", button="escalate") == ()


def test_cancelled_by_the_requester_goes_on_to_closed_and_by_an_agent_it_stays(portal):
    for status in OPEN:
        assert way(portal, status, "button", button="cancel") == ("cancelled", "closed")
        assert way(portal, status, "change", to="cancelled") == ("cancelled",)


def test_an_answer_goes_on_with_the_work_and_an_approval_closes(portal):
    assert way(portal, "unconfirmed", "reply") == ("in_work",)
    assert way(portal, "waiting_for_you", "reply") == ("in_work",)
    assert way(portal, "unconfirmed", "approval") == ("closed",)
    assert way(portal, "unconfirmed", "button", button="resolve") == ("closed",)


def test_three_business_days_of_silence_close(portal):
    ends = silence(portal, "unconfirmed", FRIDAY)

    assert ends is not None
    assert (ends.at, ends.to) == (datetime(2026, 11, 25, 16, 0, tzinfo=UTC), "closed")
    assert silence(portal, "waiting_for_you", FRIDAY) is None


def test_no_agent_closes_a_request_alone(portal):
    assert all("closed" not in reached(portal, status.code, "change") for status in portal.statuses)


def test_closed_is_the_end(portal):
    for on in ("change", "answer", "reply", "approval", "silence", "automatic"):
        assert reached(portal, "closed", on) == set()
    assert all(reached(portal, "closed", "button", button.code) == set() for button in portal.buttons)
    assert not may_come_back(portal, FRIDAY, FRIDAY)


def test_four_buttons_are_on_an_open_request_and_none_on_a_closed_one(portal):
    assert [button.name for button in buttons(portal, "in_work")] == [
        "Don't notify me", "Escalate", "Resolve this issue", "Cancel request",
    ]  # fmt: skip
    assert buttons(portal, "closed") == ()


@pytest.mark.parametrize(
    ("reason", "words", "refused"),
    [("progress", "", None), ("grown", "Now most numbers.", None), ("weighty", "We lose orders.", None),
     ("weighty", "", "explain"), ("priority", "Faster!", "reason"), ("no_reason", "", "reason"), ("", "", "no_reason")],
)  # fmt: skip
@pytest.mark.parametrize("breached", [True, False])
def test_escalating_takes_the_reasons_the_portal_names_and_refuses_the_others(portal, reason, words, refused, breached):
    verdict = may_escalate(portal, reason, breached=breached, words=words)

    assert verdict.refused == refused
    assert refused != "reason" or verdict.told


@pytest.mark.parametrize(
    ("reply", "leave"),
    [
        ("Everything works again, thank you.", True),
        ("Thanks! You may go on, the request can be closed.", True),
        ("Everything works, but not from the second floor.", False),
        ("Can it be said that everything works?", False),
        ("Don't close it, please.", False),
        ("Thank you.", False),
    ],
)
def test_words_that_say_so_give_leave_to_close_and_doubt_does_not(portal, reply, leave):
    assert gives_leave(portal, reply) is leave


def test_the_time_to_the_solution_stands_still_where_somebody_else_has_to_act(portal):
    rules = {status.code: status.clock_rule for status in portal.statuses}

    assert {code for code, rule in rules.items() if rule == "paused"} == {"waiting_for_you", "on_hold"}
    assert {code for code, rule in rules.items() if rule == "runs"} == {"in_work", "escalated", "analysis"}
