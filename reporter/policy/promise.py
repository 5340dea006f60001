"""What is promised to a report: the moment the target for the first answer ends."""

from datetime import datetime

from reporter.policy.hours import due, is_open
from reporter.policy.model import Policy, Target


def first_answer_by(policy: Policy, level: str, now: datetime) -> datetime:
    """In UTC, for a report of this severity (its code) sent at `now` (aware)."""
    target = first_answer_target(policy, level, now)
    calendar = policy.calendar(target.calendar)
    return due(now, target.within.of(calendar.day_length), calendar)


def first_answer_target(policy: Policy, level: str, now: datetime) -> Target:
    """The target that holds for what is reported at `now`: the first whose calendar is open, else the last."""
    targets = policy.severity_of(level).first_answer
    for target in targets:
        if target.reported_in is None or is_open(policy.calendar(target.reported_in), now):
            return target
    return targets[-1]
