"""Which of several targets holds."""

from collections.abc import Sequence
from datetime import datetime

from reporter.policy.hours import is_open
from reporter.policy.model import Policy, Target


def target_at(policy: Policy, targets: Sequence[Target], reported: datetime) -> Target | None:
    """For what is reported at that moment: the first whose calendar is open, else the last; None when there is none."""
    for target in targets:
        if target.reported_in is None or is_open(policy.calendar(target.reported_in), reported):
            return target
    return targets[-1] if targets else None
