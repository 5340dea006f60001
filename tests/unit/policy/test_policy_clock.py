"""A ticket's clocks by known moments; the general case is held against a minute-by-minute count in tests/property."""

from datetime import UTC, datetime, time, timedelta

import pytest

from reporter.policy.clock import Allowed, ClockEvent, Terms, chases, closing, first_answer, solution
from reporter.policy.clock_terms import event, terms
from reporter.policy.model import Calendar, Frame, Policy

HOUR = timedelta(hours=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Calendar(
    code="office", name="Office", zone="UTC", week={day: (Frame(start=time(8), end=time(18)),) for day in WEEKDAYS}
)
ALWAYS = Calendar(
    code="always",
    name="Always",
    zone="UTC",
    week={day: (Frame(start=time(0), end=time(0)),) for day in (*WEEKDAYS, "sat", "sun")},
)
TERMS = Terms(
    first_answer=Allowed(4 * HOUR, OFFICE),
    solution=Allowed(10 * HOUR, OFFICE),
    closing=Allowed(30 * HOUR, OFFICE),
    chases=(Allowed(10 * HOUR, OFFICE), Allowed(20 * HOUR, OFFICE)),
)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


REPORTED = ClockEvent(on(23, 9), "reported", "requester", terms=TERMS)
WAITING = ClockEvent(on(23, 12), "moved", "agent", rule="paused", awaiting=True)
BACK = ClockEvent(on(24, 9), "moved", "requester")
ANSWERED = ClockEvent(on(23, 11), "answered", "agent")


def told(clock) -> list[tuple]:
    return [(entry.change, entry.because, entry.who, entry.at, entry.used) for entry in clock.ledger]


def test_the_first_answer_stops_its_clock_for_good():
    clock = first_answer([REPORTED, ANSWERED, WAITING, BACK], on(25, 9))
    assert (clock.used, clock.stopped_at, clock.due_at, clock.breached_at) == (2 * HOUR, on(23, 11), None, None)
    assert told(clock) == [
        ("started", "reported", "requester", on(23, 9), timedelta()),
        ("stopped", "answered", "agent", on(23, 11), 2 * HOUR),
    ]


def test_a_first_answer_is_owed_even_while_the_requester_is_waited_for():
    assert first_answer([REPORTED, WAITING], on(23, 12, 30)).due_at == on(23, 13)


def test_a_ticket_that_is_cancelled_owes_no_first_answer_until_it_comes_back():
    cancelled = ClockEvent(on(23, 10), "moved", "requester", rule="stopped")
    assert first_answer([REPORTED, cancelled], on(24, 17)).breached_at is None
    assert first_answer([REPORTED, cancelled, BACK], on(24, 10)).due_at == on(24, 12)


def test_the_solution_is_paused_while_its_status_says_so():
    paused = solution([REPORTED, ANSWERED, WAITING], on(23, 17))
    assert (paused.used, paused.due_at, paused.paused_since) == (3 * HOUR, None, on(23, 12))
    back = solution([REPORTED, ANSWERED, WAITING, BACK], on(24, 10))
    assert (back.used, back.due_at, back.left, back.paused_since) == (4 * HOUR, on(24, 16), 6 * HOUR, None)
    assert told(back)[1:] == [
        ("paused", "moved", "agent", on(23, 12), 3 * HOUR),
        ("resumed", "moved", "requester", on(24, 9), 3 * HOUR),
    ]


def test_a_target_that_was_missed_stays_missed_from_the_moment_it_was_due():
    solved = ClockEvent(on(25, 9), "moved", "agent", rule="stopped")
    clock = solution([REPORTED, solved], on(26, 9))
    assert (clock.breached_at, clock.stopped_at, clock.used) == (on(24, 9), on(25, 9), 20 * HOUR)
    assert told(clock)[1:] == [
        ("breached", "due", "timer", on(24, 9), 10 * HOUR),
        ("stopped", "moved", "agent", on(25, 9), 20 * HOUR),
    ]


def test_an_answer_at_the_very_moment_that_is_due_keeps_the_promise():
    at_closing = Terms(first_answer=Allowed(9 * HOUR, OFFICE))
    reported = ClockEvent(on(23, 9), "reported", "requester", terms=at_closing)
    assert first_answer([reported, ClockEvent(on(23, 18), "answered", "agent")], on(24, 9)).breached_at is None
    late = first_answer([reported, ClockEvent(on(23, 18, 1), "answered", "agent")], on(24, 9))
    assert late.breached_at == on(23, 18)


def test_what_was_used_counts_on_under_another_policy():
    other = ClockEvent(on(23, 17), "policy_changed", "policy", terms=Terms(solution=Allowed(9 * HOUR, ALWAYS)))
    clock = solution([REPORTED, other], on(23, 17))
    assert (clock.used, clock.allowed, clock.due_at) == (8 * HOUR, 9 * HOUR, on(23, 18))
    assert told(clock)[1] == ("re-targeted", "policy_changed", "policy", on(23, 17), 8 * HOUR)


def test_a_level_under_which_too_much_was_used_already_is_missed_at_once():
    urgent = ClockEvent(on(23, 17), "severity_changed", "agent", terms=Terms(solution=Allowed(HOUR, ALWAYS)))
    clock = solution([REPORTED, urgent], on(24, 9))
    assert clock.breached_at == clock.due_at == on(23, 17)
    assert told(clock)[2] == ("breached", "due", "timer", on(23, 17), 8 * HOUR)


def test_terms_that_say_the_same_change_nothing():
    same = ClockEvent(on(23, 10), "policy_changed", "policy", terms=TERMS)
    assert solution([REPORTED, same], on(23, 11)) == solution([REPORTED], on(23, 11))


def test_where_nothing_is_promised_nothing_is_counted():
    clock = solution([ClockEvent(on(23, 9), "reported", "requester", terms=Terms())], on(24, 9))
    assert (clock.used, clock.allowed, clock.due_at, clock.left, clock.ledger) == (timedelta(), None, None, None, ())


def test_silence_counts_from_the_last_message_while_the_requester_is_awaited():
    reply = ClockEvent(on(24, 9), "replied", "requester")
    assert closing([REPORTED, ANSWERED], on(23, 12)).due_at is None
    assert closing([REPORTED, WAITING], on(23, 13)).due_at == on(26, 12)
    assert closing([REPORTED, WAITING, reply], on(24, 10)).due_at == on(27, 9)
    assert closing([REPORTED, WAITING, BACK], on(24, 10)).stopped_at == on(24, 9)
    assert closing([REPORTED, WAITING], on(27, 9)).breached_at == on(26, 12)


def test_each_reminder_has_its_own_silence():
    first, second = chases([REPORTED, WAITING], on(25, 9))
    assert (first.breached_at, second.breached_at, second.due_at) == (on(24, 12), None, on(25, 12))


def test_events_out_of_order_are_refused():
    with pytest.raises(ValueError, match="in order of time"):
        solution([REPORTED, BACK, WAITING], on(25, 9))
    with pytest.raises(ValueError, match="in order of time"):
        solution([REPORTED], on(22, 9))


def test_terms_and_rules_come_from_the_policy(policy: Policy):
    saturday = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    held = terms(policy, "important", saturday)
    assert held.first_answer == Allowed(4 * HOUR, policy.calendar("office"))
    moved = event(policy, "waiting_for_you", saturday, "moved", "agent")
    assert (moved.rule, moved.at, moved.who) == ("paused", saturday, "agent")
    new = event(policy, "received", saturday, "reported", "requester", to=held)
    assert first_answer([new, moved], saturday).due_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
