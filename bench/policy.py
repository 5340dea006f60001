"""The promise: explaining it, a due time far ahead, loading a large policy, and folding a long story.

The calendar is the worst that real policies have: three frames a day, a change of the clocks on the way, national
holidays. "Anew" is with nothing known of the calendar yet, as right after a start; the package of holidays is loaded.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.place import ROOT
from bench.result import Result, median_of
from reporter.policy.clock import Allowed, ClockEvent, Terms, first_answer, solution
from reporter.policy.hours import due
from reporter.policy.hours_table import table_of
from reporter.policy.load import load_policy
from reporter.policy.model import Calendar
from reporter.policy.promise import explain

START = datetime(2026, 3, 16, 15, 20, tzinfo=UTC)  # before the clocks change, and before Easter
BUSINESS_DAYS, PAUSES, EVENTS, LINES = 30, 10, 1_000, 600
DESK = """  desk:
    name: Desk
    zone: Europe/London
    week:
      mon-fri: ["08:00-10:30", "11:00-13:00", "14:00-18:00"]
    holidays: {country: GB, subdivision: ENG}
"""
TYPE = """  - code: more_{number}
    name: More of the kind {number}
    description: What nobody would think of, but somebody will report, number {number}.
    evidence:
      - kind: call_ids
        required: true
        help: Two or three Call-IDs of calls that went wrong. In the portal they stand under Calls, Details.
      - kind: screenshots
        help: What the phone or the portal showed.
"""


def run() -> list[Result]:
    text = large_policy()
    policy = load_policy(text)
    desk = policy.calendar("desk")
    within = desk.day_length * BUSINESS_DAYS
    paused, long = story(desk, within, PAUSES * 2), story(desk, within * 20, EVENTS - 1)
    assert solution(paused, paused[-1].at).due_at

    def anew() -> None:
        table_of.cache_clear()
        due(START, within, desk)

    return [
        milliseconds("policy: explaining a promise", lambda: explain(policy, "important", now=START), at_most=1),
        milliseconds(f"policy: due {BUSINESS_DAYS} business days ahead, anew", anew, at_most=0.5),
        milliseconds(
            f"policy: the same, {PAUSES} pauses on the way", lambda: solution(paused, paused[-1].at), at_most=0.5
        ),
        milliseconds("policy: the same, without pauses", lambda: due(START, within, desk)),
        milliseconds(f"policy: loading {LINES} lines", lambda: load_policy(text), at_most=150, times=20),
        milliseconds(f"policy: folding {EVENTS:,} events", lambda: solution(long, long[-1].at), at_most=5),
        milliseconds("policy: the first answer out of as many", lambda: first_answer(long, long[-1].at), at_most=5),
    ]


def large_policy() -> str:
    """The working example's, with three frames, holidays, and problem types up to the number of lines."""
    text = (ROOT / "policy.yml").read_text("utf-8")
    head, tail = text.replace("\ncalendars:\n", f"\ncalendars:\n{DESK}").split("\nproblem_types:\n")
    missing = LINES - len((head + tail).splitlines())
    more = "".join(TYPE.format(number=number) for number in range(missing // len(TYPE.splitlines()) + 1))
    return f"{head}\nproblem_types:\n{more}{tail}"


def story(desk: Calendar, within: timedelta, moves: int) -> list[ClockEvent]:
    """A ticket that is paused and goes on, every seven hours."""
    terms = Terms(first_answer=Allowed(within, desk), solution=Allowed(within, desk))
    events = [ClockEvent(START, "reported", "requester", terms=terms)]
    for number in range(1, moves + 1):
        at = START + number * timedelta(hours=7)
        events.append(ClockEvent(at, "moved", "agent", rule="paused" if number % 2 else "runs"))
    return events


def milliseconds(name: str, work: Callable[[], object], *, at_most: float | None = None, times: int = 300) -> Result:
    """The median of so many, after one that does not count."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1_000)
    return median_of(name, taken, "ms", at_most=at_most)
