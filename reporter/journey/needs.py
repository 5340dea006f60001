"""What an engineer still needs for a type of problem: what is there, what does as well, what has an excuse."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from reporter.journey.answers import EvidenceFile
from reporter.policy.model import EvidenceKind, EvidenceNeed, ProblemType


@dataclass(frozen=True)
class Need:
    """One thing the policy asks for. `state`: it is `given`; another kind `replaced` it (`by`); it is `excused`
    (`reason`, in the policy's words or the requester's own); or it is `missing`."""

    asked: EvidenceNeed
    state: Literal["given", "replaced", "excused", "missing"]
    by: EvidenceKind | None = None
    reason: str = ""

    @property
    def kind(self) -> EvidenceKind:
        return self.asked.kind

    @property
    def required(self) -> bool:
        return self.asked.required

    @property
    def open(self) -> bool:
        """Whether the report may not go on like this."""
        return self.required and self.state == "missing"


def needs_of(
    problem_type: ProblemType | None,
    given: Collection[EvidenceKind],
    excuses: Mapping[EvidenceKind, str],
    own_words: str = "",
) -> tuple[Need, ...]:
    """What is needed of this type, in the policy's order. `excuses`: chosen reasons; `own_words` excuse whatever is
    required and neither there nor excused otherwise."""
    asked = problem_type.evidence if problem_type else ()
    return tuple(_need(one, given, excuses.get(one.kind) or (own_words if one.required else "")) for one in asked)


def kinds_read(problem_type: ProblemType | None) -> frozenset[EvidenceKind]:
    """The kinds that the step asks for: those that are needed, and those that do as well."""
    asked = problem_type.evidence if problem_type else ()
    return frozenset(kind for need in asked for kind in (need.kind, *need.accepts))


def kinds_of_files(files: Collection[EvidenceFile]) -> set[EvidenceKind]:
    """What was given as files; a refused one gives nothing."""
    names: Mapping[str, EvidenceKind] = {"picture": "screenshots", "trace": "trace"}
    return {names[file.kind] for file in files if file.state != "refused"}


def _need(asked: EvidenceNeed, given: Collection[EvidenceKind], excuse: str) -> Need:
    if asked.kind in given:
        return Need(asked, "given")
    if instead := next((kind for kind in asked.accepts if kind in given), None):
        return Need(asked, "replaced", by=instead)
    return Need(asked, "excused", reason=excuse) if excuse else Need(asked, "missing")
