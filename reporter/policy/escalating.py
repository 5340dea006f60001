"""Whether a requester may escalate a ticket, and who then has to know."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from reporter.policy.hours import due
from reporter.policy.model import Policy, Rung
from reporter.policy.model.policy import named

Refusal = Literal["impossible", "no_reason", "reason", "explain", "before_breach"]


@dataclass(frozen=True)
class Verdict:
    """`refused` says why not: the policy knows no escalation, no reason was given, the reason is not one, it needs a
    word of explanation, or every target is kept. `discouraged`: it is taken, after a warning. `told`: the policy's own
    words for it."""

    refused: Refusal | None = None
    discouraged: bool = False
    told: str | None = None


def may_escalate(policy: Policy, reason: str, *, breached: bool, words: str = "") -> Verdict:
    """`reason` is the code of one of the policy's reasons, or empty; `breached`: a target of the ticket was missed.
    Raises KeyError when the policy has no such reason."""
    rule = policy.escalation
    if rule is None:
        return Verdict("impossible")
    if not reason and (rule.reasons or not words.strip()) and rule.reason_needed:
        return Verdict("no_reason", told=rule.text)
    chosen = named(rule.reasons, reason) if reason else None
    if chosen and not chosen.accepted:
        return Verdict("reason", told=chosen.answer or rule.text)
    if chosen and chosen.explain and not words.strip():
        return Verdict("explain", told=chosen.answer)
    if breached or rule.before_breach == "accepted":
        return Verdict()
    refused: Refusal | None = "before_breach" if rule.before_breach == "refused" else None
    return Verdict(refused, discouraged=refused is None, told=rule.text)


def ladder(policy: Policy, level: str, since: datetime) -> tuple[tuple[datetime | None, Rung], ...]:
    """Whom a ticket of this level (its code), open since that moment (aware), is made known to: when (UTC), or None for
    those who are told once a target is missed. In the order of time, these last."""
    rule = policy.escalation
    rungs = [rung for rung in (rule.ladder if rule else ()) if not rung.severities or level in rung.severities]
    timed: list[tuple[datetime | None, Rung]] = [
        (due(since, rung.after.of(_day(policy)), policy.calendar(rule.calendar)), rung)
        for rung in rungs
        if rule and rung.after
    ]
    timed.sort(key=lambda each: each[0] or since)
    return (*timed, *((None, rung) for rung in rungs if rung.after is None))


def _day(policy: Policy) -> timedelta:
    assert policy.escalation
    return policy.calendar(policy.escalation.calendar).day_length
