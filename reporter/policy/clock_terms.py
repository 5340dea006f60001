"""What a policy holds a ticket's clocks to, and what its statuses mean to them."""

from datetime import datetime

from reporter.policy.clock import ClockEvent, Terms
from reporter.policy.clock_run import Allowed, Happened, Who
from reporter.policy.model import Policy, Target, WorkingTime
from reporter.policy.targets import target_at


def terms(policy: Policy, level: str, reported: datetime) -> Terms:
    """For a ticket of this level (its code) that was reported at that moment (aware).
    Raises KeyError when the policy has no such level."""
    severity, rule = policy.severity_of(level), policy.closing
    return Terms(
        first_answer=_of(policy, target_at(policy, severity.first_answer, reported)),
        solution=_of(policy, target_at(policy, severity.solution, reported)),
        closing=_allowed(policy, rule.after, rule.calendar) if rule and rule.after else None,
        chases=tuple(_allowed(policy, chase.after, rule.calendar) for chase in rule.chase) if rule else (),
    )


def event(
    policy: Policy, status: str, at: datetime, what: Happened, who: Who, *, to: Terms | None = None
) -> ClockEvent:
    """What happened to a ticket that has this status (its code) from then on, and the terms it brings, if any.
    Raises KeyError when the policy has no such status."""
    awaited = policy.closing is not None and status in policy.closing.awaiting
    return ClockEvent(at, what, who, rule=policy.status(status).clock_rule, awaiting=awaited, terms=to)


def _of(policy: Policy, target: Target | None) -> Allowed | None:
    return _allowed(policy, target.within, target.calendar) if target else None


def _allowed(policy: Policy, time: WorkingTime, code: str) -> Allowed:
    calendar = policy.calendar(code)
    return Allowed(time.of(calendar.day_length), calendar)
