"""What is promised to a report: the moment the target for the first answer ends."""

from datetime import datetime

from reporter.policy.hours import due
from reporter.policy.model import Policy


def first_answer_by(policy: Policy, level: str, now: datetime) -> datetime:
    """In UTC, for a report of this severity (its code) sent at `now` (aware)."""
    target = policy.severity_of(level).first_answer
    return due(now, target.within, policy.calendar(target.calendar))
