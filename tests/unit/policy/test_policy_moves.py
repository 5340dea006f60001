"""How tickets move, what silence does, and what escalating needs, on a small made-up policy."""

from datetime import UTC, datetime

import pytest

from reporter.policy.escalating import ladder, may_escalate
from reporter.policy.moves import buttons, moves, way
from reporter.policy.silence import gives_leave, may_come_back, reminders, silence
from tests.fakes import a_policy

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
STATUSES = [("new", "open"), ("asked", "pending"), ("done", "solved"), ("gone", "solved"), ("closed", "closed")]
MOVES = [
    {"from": "new", "to": "asked"},
    {"from": ["new", "asked"], "to": "done", "on": "answer"},
    {"from": "asked", "to": "new", "on": "reply"},
    {"from": ["asked", "done"], "to": "closed", "on": "silence"},
    {"from": "new", "to": "gone", "on": "button", "button": "cancel"},
    {"from": "new", "to": "gone"},
    {"from": "gone", "to": "closed", "on": "automatic", "button": "cancel"},
]
BUTTONS = [("mute", "mute"), ("cancel", "cancel")]


def a_moving_policy(**changes):
    text = {"name": "A name", "description": "What it is."}
    whole = {
        **a_policy().model_dump(by_alias=True, exclude_none=True),
        "statuses": [{"code": code, "kind": kind, **text} for code, kind in STATUSES],
        "transitions": MOVES,
        "buttons": [{"code": code, "does": does, **text} for code, does in BUTTONS],
        "closing": {
            "calendar": "office", "after": "1 business day", "awaiting": ["asked"], "reopen": "2 business days",
            "chase": [{"after": "4 hours", "by": "phone"}], "approval": ["please close"], "approval_unless": ["not"],
        },
    }  # fmt: skip
    return type(a_policy()).model_validate({**whole, **changes})


@pytest.fixture
def moving():
    return a_moving_policy()


def codes(statuses):
    return [status.code for status in statuses]


def test_only_what_a_transition_allows_on_that_occasion_is_a_move(moving):
    assert codes(moves(moving, "new", "change")) == ["asked", "gone"]
    assert codes(moves(moving, "new", "reply")) == []
    assert codes(moves(moving, "closed", "change")) == []


def test_a_button_moves_only_where_it_is_the_one_that_is_pressed(moving):
    assert codes(moves(moving, "new", "button", "cancel")) == ["gone"]
    assert codes(moves(moving, "new", "button", "mute")) == []


def test_what_follows_by_itself_follows_only_on_its_button(moving):
    assert way(moving, "new", "button", button="cancel") == ("gone", "closed")
    assert way(moving, "new", "change", to="gone") == ("gone",)
    assert way(moving, "new", "change", to="closed") == ()


def test_moves_that_follow_each_other_in_a_circle_end():
    circle = [
        {"from": "new", "to": "asked"},
        {"from": "asked", "to": "done", "on": "automatic"},
        {"from": "done", "to": "asked", "on": "automatic"},
    ]
    assert way(a_moving_policy(transitions=circle), "new", "change") == ("asked", "done")


def test_without_transitions_an_agent_changes_anything_that_is_not_closed():
    free = a_moving_policy(transitions=[], buttons=[])

    assert codes(moves(free, "new", "change")) == ["asked", "done", "gone", "closed"]
    assert (moves(free, "closed", "change"), moves(free, "new", "reply")) == ((), ())


def test_a_button_is_offered_where_it_leads_somewhere_and_muting_until_the_end(moving):
    assert codes(buttons(moving, "new")) == ["mute", "cancel"]
    assert codes(buttons(moving, "asked")) == ["mute"]
    assert codes(buttons(moving, "closed")) == []


def test_silence_counts_in_working_time_and_only_where_it_is_awaited(moving):
    ends = silence(moving, "asked", FRIDAY)

    assert ends is not None
    assert (ends.at, ends.to) == (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "closed")
    assert silence(moving, "done", FRIDAY) is None
    assert silence(moving, "new", FRIDAY) is None


def test_a_silent_requester_is_reminded_in_working_time(moving):
    ((at, chase),) = reminders(moving, "asked", FRIDAY)

    assert (at, chase.by) == (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "phone")
    assert reminders(moving, "new", FRIDAY) == ()


def test_a_closed_ticket_comes_back_as_long_as_the_policy_says(moving):
    never = a_moving_policy(closing={"calendar": "office"})
    tuesday = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

    assert may_come_back(moving, FRIDAY, tuesday)
    assert not may_come_back(moving, FRIDAY, tuesday.replace(minute=1))
    assert not may_come_back(never, FRIDAY, FRIDAY)


@pytest.mark.parametrize(
    "reply", ["Please close.", "Thanks, PLEASE  CLOSE it", "please\nclose", "> not so\nplease close"]
)
def test_leave_to_close_is_given_in_words(moving, reply):
    assert gives_leave(moving, reply)


@pytest.mark.parametrize("reply", ["", "Please closely watch it", "Do not please close", "> please close", "Thanks"])
def test_what_is_not_surely_leave_is_none(moving, reply):
    assert not gives_leave(moving, reply)


def escalating(**changes):
    reasons = [
        {"code": "late", "name": "Late"},
        {"code": "grown", "name": "Grown", "explain": True},
        {"code": "rank", "name": "Rank", "accepted": False, "answer": "It ranks as it ranks."},
    ]
    return a_moving_policy(escalation={"calendar": "office", "reasons": reasons, "text": "What for.", **changes})


@pytest.mark.parametrize(
    ("reason", "words", "refused"),
    [("late", "", None), ("grown", "", "explain"), ("grown", "Now all.", None), ("rank", "!", "reason"),
     ("", "Because.", "no_reason")],
)  # fmt: skip
def test_escalating_needs_a_reason_that_counts(reason, words, refused):
    assert may_escalate(escalating(), reason, breached=False, words=words).refused == refused


@pytest.mark.parametrize(
    ("before", "breached", "refused", "discouraged"),
    [("accepted", False, None, False), ("discouraged", False, None, True), ("refused", False, "before_breach", False),
     ("refused", True, None, False), ("discouraged", True, None, False)],
)  # fmt: skip
def test_before_a_target_is_missed_escalating_is_what_the_policy_says(before, breached, refused, discouraged):
    verdict = may_escalate(escalating(before_breach=before), "late", breached=breached)

    assert (verdict.refused, verdict.discouraged) == (refused, discouraged)


def test_a_policy_without_escalation_takes_none(moving):
    assert may_escalate(moving, "", breached=True).refused == "impossible"


def test_the_ladder_is_climbed_in_working_time_and_by_level():
    rungs = [
        {"who": "Head", "after": "1 business day"},
        {"who": "Lead", "after": "4 hours", "severities": ["critical"]},
        {"who": "Owner"},
    ]
    told = ladder(escalating(ladder=rungs), "critical", FRIDAY)

    assert [(at, rung.who) for at, rung in told] == [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "Lead"),
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "Head"),
        (None, "Owner"),
    ]
    assert [rung.who for _, rung in ladder(escalating(ladder=rungs), "minor", FRIDAY)] == ["Head", "Owner"]
