"""Clocks against an oracle that lives through every minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.policy.clock import Allowed, ClockEvent, Terms, solution
from reporter.policy.hours import worked
from tests.property.policy.minutes import MINUTE, calendars, minutes, starts

allowances = st.tuples(st.integers(1, 1_200).map(lambda number: number * MINUTE), st.integers(0, 1))
steps = st.lists(
    st.tuples(st.integers(0, 400), st.one_of(st.sampled_from(["runs", "paused", "stopped", "replied"]), allowances)),
    max_size=10,
)


@st.composite
def stories(draw) -> tuple[list[ClockEvent], datetime]:
    """What happened to a ticket, in order, and a moment after it. Calendars and allowances change on the way."""
    known = (draw(calendars), draw(calendars))

    def terms(allowance) -> Terms:
        return Terms(solution=Allowed(allowance[0], known[allowance[1]]))

    at = draw(starts)
    events = [ClockEvent(at, "reported", "requester", terms=terms(draw(allowances)))]
    for later, what in draw(steps):
        at += later * MINUTE
        if what == "replied":
            events.append(ClockEvent(at, "replied", "requester"))
        elif isinstance(what, str):
            events.append(ClockEvent(at, "moved", "agent", rule=what))
        else:
            events.append(ClockEvent(at, "policy_changed", "policy", terms=terms(what)))
    return events, at + draw(st.integers(0, 1_500)) * MINUTE


@dataclass
class Lived:
    used: timedelta = timedelta()
    running: bool = False
    allowed: Allowed | None = None
    full: datetime | None = None
    breached: datetime | None = None

    def happens(self, event: ClockEvent) -> None:
        before = (self.running, self.allowed)
        if event.terms and event.terms.solution != self.allowed:
            self.allowed = event.terms.solution
        if event.what in {"reported", "moved"}:
            self.running = event.rule == "runs"
        if (self.running, self.allowed) == before:
            return
        self.full = event.at if self.running and self.used >= self.allowed.within else None
        if self.full and self.used > self.allowed.within and before[0]:
            self.breached = self.breached or event.at

    def passes(self, moment: datetime, *, works: bool) -> None:
        if self.running and self.full and self.full <= moment:
            self.breached = self.breached or self.full
        if self.running and works:
            self.used += MINUTE
            if self.used == self.allowed.within and not self.full:
                self.full = moment + MINUTE


def lived(events: list[ClockEvent], now: datetime) -> Lived:
    length = int((now - events[0].at) / MINUTE) + 1
    working = {}
    for event in events:
        if event.terms:
            calendar = event.terms.solution.calendar
            working[id(calendar)] = dict(islice(minutes(calendar, events[0].at), length))
    life, waiting, moment = Lived(), list(events), events[0].at
    while True:
        while waiting and waiting[0].at == moment:
            life.happens(waiting.pop(0))
        if moment == now:
            return life
        life.passes(moment, works=working[id(life.allowed.calendar)][moment])
        moment += MINUTE


@settings(deadline=None, max_examples=200)
@given(stories())
def test_a_clock_has_used_and_missed_what_living_through_every_minute_finds(story):
    events, now = story
    life, clock = lived(events, now), solution(events, now)
    assert (clock.used, clock.breached_at) == (life.used, life.breached)


@settings(deadline=None)
@given(stories())
def test_what_is_used_only_grows_and_is_written_down_in_order(story):
    events, now = story
    clock = solution(events, now)
    seen = [entry.used for entry in clock.ledger]
    assert [entry.at for entry in clock.ledger] == sorted(entry.at for entry in clock.ledger)
    assert all(timedelta() <= used <= clock.used for used in seen)
    used = [solution(events[: number + 1], events[number].at).used for number in range(len(events))]
    assert used == sorted(used)


@settings(deadline=None)
@given(stories())
def test_a_clock_that_runs_is_due_when_the_rest_will_have_been_worked(story):
    events, now = story
    clock = solution(events, now)
    assert (clock.due_at is None) == (clock.paused_since is not None or clock.stopped_at is not None)
    if clock.due_at and clock.due_at > now:
        allowed = next(event.terms.solution for event in reversed(events) if event.terms)
        assert clock.left == worked(allowed.calendar, now, clock.due_at)
        assert solution(events, clock.due_at).breached_at == clock.breached_at
        assert solution(events, clock.due_at + MINUTE).breached_at is not None


@settings(deadline=None)
@given(stories())
def test_the_ledger_says_of_every_stretch_when_it_began_and_ended(story):
    events, now = story
    clock = solution(events, now)
    runs = {"started", "resumed"}
    turns = [entry.change for entry in clock.ledger if entry.change in {*runs, "paused", "stopped"}]
    assert turns[0] == "started"
    assert not any({one, following} <= runs for one, following in pairwise(turns))
    assert (turns[-1] in runs) == (clock.due_at is not None)
