"""One clock while it is folded: counts working time, and writes down each change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from reporter.policy.hours_table import MICROSECOND, micro, moment_of, table_of
from reporter.policy.model.calendars import Calendar
from reporter.policy.model.statuses import ClockRule

Happened = Literal["reported", "answered", "replied", "moved", "policy_changed", "severity_changed"]
Who = Literal["requester", "agent", "timer", "policy"]
Change = Literal["started", "paused", "resumed", "stopped", "breached", "re-targeted"]
Phase = Literal["idle", "running", "paused", "stopped"]
_PHASES: dict[ClockRule, Phase] = {"runs": "running", "paused": "paused", "stopped": "stopped"}
_CHANGES: dict[ClockRule, Change] = {"runs": "resumed", "paused": "paused", "stopped": "stopped"}
LONG_AGO = micro(datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Allowed:
    """So much working time, counted in the calendar's hours."""

    within: timedelta
    calendar: Calendar


class Entry(NamedTuple):
    """One line of the ledger: at `at` the clock was changed, because of that event and who caused it, and so much was
    used until then. A breach happens because time passed: `because` is `due`, `who` the timer."""

    at: datetime
    change: Change
    because: Happened | Literal["due"]
    who: Who
    used: timedelta


class Run:
    """`at` says what happened next, and all that follows from it is told between it and the next one. Nothing is
    counted or written down while nothing is promised; what was used under other terms counts on."""

    def __init__(self) -> None:
        self.allowed: Allowed | None = None
        self.phase: Phase = "idle"
        self.since: datetime | None = None
        """When the phase began."""
        self.breached_at: datetime | None = None
        self.ledger: list[Entry] = []
        self._used, self._counted = 0, LONG_AGO
        self._late: int | None = None
        self._ended = False

    @property
    def used(self) -> timedelta:
        return self._used * MICROSECOND

    @property
    def due_at(self) -> datetime | None:
        """While it runs: when all will have been used, or was under these terms."""
        if self.allowed is None or self.phase != "running":
            return None
        return moment_of(self._counted_until_due() if self._late is None else self._late)

    def at(self, moment: datetime, because: Happened, who: Who) -> None:
        """Raises ValueError for a moment before the last one."""
        self.until(moment)
        self._moment, self._because, self._who = moment, because, who

    def until(self, moment: datetime) -> None:
        """Counts on. Raises ValueError for a moment before the last one."""
        now = micro(moment)
        if now < self._counted:
            raise ValueError(f"Events must be in order of time: {moment.isoformat()} comes too late.")
        if self.phase == "running" and self.allowed:
            worked = self._table.worked(self._counted, now)
            if self._late is None and self._used + worked >= self._within:
                self._breach_before(now)
            self._used += worked
        self._counted = now

    def hold_to(self, allowed: Allowed | None) -> None:
        """Other terms from now on."""
        if allowed == self.allowed:
            return
        before, self.allowed, self._late = self.allowed, allowed, None
        if allowed is None:
            return
        self._table, self._within = table_of(allowed.calendar), allowed.within // MICROSECOND
        if before is not None:
            self._write("re-targeted")
        elif self.phase == "running":
            self._write("started")
        if self.phase == "running" and self._used > self._within:
            self._breach(self._counted)

    def follow(self, rule: ClockRule) -> None:
        """What the status says; nothing when it goes on as it was, or has ended."""
        if _PHASES[rule] == self.phase or self._ended or (rule == "stopped" and self.phase == "idle"):
            return
        begins = rule == "runs" and self.phase == "idle"
        self._go(_PHASES[rule], "started" if begins else _CHANGES[rule])

    def end(self) -> None:
        """Stopped for good."""
        if self.phase not in {"idle", "stopped"}:
            self._go("stopped", "stopped")
        self._ended = True

    def begin_anew(self) -> None:
        """Nothing was used, and nothing was missed."""
        self._used, self._late, self.breached_at = 0, None, None
        self._go("running", "started")

    def _go(self, phase: Phase, change: Change) -> None:
        self.phase, self.since = phase, self._moment
        self._write(change)

    def _write(self, change: Change) -> None:
        if self.allowed:
            self.ledger.append(Entry(self._moment, change, self._because, self._who, self.used))

    def _breach_before(self, now: int) -> None:
        due = self._counted_until_due()
        if due < now:
            self._breach(due)

    def _counted_until_due(self) -> int:
        left = self._within - self._used
        return self._table.due(self._counted, left) if left > 0 else self._counted

    def _breach(self, moment: int) -> None:
        """Written down with what was allowed, or with more where other terms came too late to be kept."""
        self._late = moment
        at = moment_of(moment)
        self.breached_at = self.breached_at or at
        used = max(self._used, self._within) * MICROSECOND
        self.ledger.append(Entry(at, "breached", "due", "timer", used))
