"""What a ticket's promises have come to: each clock is a fold over what happened to the ticket, and nothing is stored.

Four clocks, each with a ledger that says who started and stopped it: the first answer, the solution, the silence after
which a ticket is closed, and the silence after each reminder. Everything is counted in working time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reporter.policy.clock_run import Allowed, Entry, Happened, Run, Who
from reporter.policy.model.statuses import ClockRule

__all__ = ["Allowed", "Clock", "ClockEvent", "Entry", "Terms", "chases", "closing", "first_answer", "solution"]


@dataclass(frozen=True)
class Terms:
    """What holds for a ticket from an event on; None or nothing where the policy promises nothing."""

    first_answer: Allowed | None = None
    solution: Allowed | None = None
    closing: Allowed | None = None
    chases: tuple[Allowed, ...] = ()


@dataclass(frozen=True)
class ClockEvent:
    """What happened, as far as clocks care. `at` is aware. `reported` is the first event; `answered` is a message of
    ours and `replied` one of the requester (a reminder is none); `moved` leads to a status, which has a `rule` and may
    be one in which we are `awaiting` the requester, as the first status of a report does. `reported` brings the first
    `terms`, `policy_changed` and `severity_changed` bring others."""

    at: datetime
    what: Happened
    who: Who
    rule: ClockRule = "runs"
    awaiting: bool = False
    terms: Terms | None = None


@dataclass(frozen=True)
class Clock:
    """`used` of what is `allowed` (None: nothing is promised), as of the moment that was asked for. `due_at` only while
    it runs: when it will have been used up, or was. `breached_at`: when a target was missed for the first time, under
    the terms of then; an answer at the very moment that is due keeps it. `ledger` is in order of time. Moments are UTC
    where the events are."""

    used: timedelta
    allowed: timedelta | None
    due_at: datetime | None
    paused_since: datetime | None
    breached_at: datetime | None
    stopped_at: datetime | None
    ledger: tuple[Entry, ...]

    @property
    def left(self) -> timedelta | None:
        """What may still be used, never less than nothing."""
        return None if self.allowed is None else max(timedelta(), self.allowed - self.used)


def first_answer(events: Sequence[ClockEvent], now: datetime) -> Clock:
    """Runs until we answer, whoever is waited for; a status that stops clocks stops it, and leaving that one lets it
    run on. Raises ValueError for events that are not in order of time or come after `now`."""
    return _clock(events, now, _for_first_answer, lambda terms: terms.first_answer)


def solution(events: Sequence[ClockEvent], now: datetime) -> Clock:
    """Runs, pauses and stops as the rule of each status says. Raises ValueError as `first_answer`."""
    return _clock(events, now, _for_solution, lambda terms: terms.solution)


def closing(events: Sequence[ClockEvent], now: datetime) -> Clock:
    """Silence: runs from the last message while we await the requester, and is breached when the ticket is to be
    closed. Raises ValueError as `first_answer`."""
    return _clock(events, now, _for_silence, lambda terms: terms.closing)


def chases(events: Sequence[ClockEvent], now: datetime) -> tuple[Clock, ...]:
    """Silence as `closing` counts it, one clock for each reminder, which is due when its clock is breached."""
    most = max((len(event.terms.chases) for event in events if event.terms), default=0)
    return tuple(
        _clock(events, now, _for_silence, lambda terms, step=step: (*terms.chases, *[None] * most)[step])  # type: ignore[misc]
        for step in range(most)
    )


def _clock(
    events: Iterable[ClockEvent],
    now: datetime,
    follow: Callable[[Run, ClockEvent], None],
    allowed: Callable[[Terms], Allowed | None],
) -> Clock:
    run = Run()
    for event in events:
        run.at(event.at, event.what, event.who)
        if event.terms is not None:
            run.hold_to(allowed(event.terms))
        follow(run, event)
    run.until(now)
    return Clock(
        used=run.used,
        allowed=run.allowed.within if run.allowed else None,
        due_at=run.due_at,
        paused_since=run.since if run.phase == "paused" else None,
        breached_at=run.breached_at,
        stopped_at=run.since if run.phase == "stopped" else None,
        ledger=tuple(run.ledger),
    )


def _for_first_answer(run: Run, event: ClockEvent) -> None:
    if event.what == "answered":
        run.end()
    elif event.what in {"reported", "moved"}:
        run.follow("stopped" if event.rule == "stopped" else "runs")


def _for_solution(run: Run, event: ClockEvent) -> None:
    if event.what in {"reported", "moved"}:
        run.follow(event.rule)


def _for_silence(run: Run, event: ClockEvent) -> None:
    if event.what in {"reported", "moved"}:
        if not event.awaiting:
            run.follow("stopped")
        elif run.phase != "running":
            run.begin_anew()
    elif event.what in {"answered", "replied"} and run.phase == "running":
        run.begin_anew()
