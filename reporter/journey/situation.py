"""What a step may look at beside its own fields."""

from dataclasses import dataclass
from datetime import datetime

from reporter.journey.answers import EvidenceFile
from reporter.policy.model import Policy, ProblemType


@dataclass(frozen=True)
class Situation:
    """`problem_type` is None until that question is answered. `now` is aware."""

    policy: Policy
    problem_type: ProblemType | None
    files: tuple[EvidenceFile, ...]
    now: datetime
