"""The typed answers of a draft, one frozen value per step, and the report they make together."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Raw = Mapping[str, tuple[str, ...]]
"""One step's fields as typed: field name -> values. This, and nothing else, is stored of an unsent draft."""


@dataclass(frozen=True)
class Mistake:
    """Why a field is not acceptable: `text` is a gettext message id, `values` fills its {placeholders}."""

    field: str
    text: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class ProblemAnswer:
    """`since` is UTC; `zone` the IANA zone it was typed in; `since_exact` False: only the day was given."""

    problem_type: str
    title: str
    did: str
    expected: str
    seen: str
    since: datetime
    since_exact: bool
    zone: str


@dataclass(frozen=True)
class ArticlesAnswer:
    """`read`: locations of articles opened in this draft; `searched`: the queries made, oldest first."""

    read: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True)
class SeverityAnswer:
    """`level` is a severity code; `ticked` the texts of the examples that are true, those of the highest level first
    (empty: none of these); `chosen`: the requester chose the level itself."""

    level: str
    ticked: tuple[str, ...]
    chosen: bool = False


@dataclass(frozen=True)
class Answered:
    """A question of the policy (its code) as it was asked, and the answer in words. `about`: problem, impact,
    environment, access or contact."""

    code: str
    asked: str
    answer: str
    about: str


@dataclass(frozen=True)
class QuestionsAnswer:
    """In the order asked; what was left empty is not here."""

    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True)
class EvidenceAnswer:
    """`call_ids` in the order typed, case kept, each once; `missing_reason` why required evidence is not here."""

    call_ids: tuple[str, ...]
    missing_reason: str


@dataclass(frozen=True)
class ContactAnswer:
    """`contract`: yes or no to the policy's question about one; "" when it asks none."""

    name: str
    email: str
    phone: str
    customer: str
    zone: str
    contract: Literal["", "yes", "no"] = ""


@dataclass(frozen=True)
class EvidenceFile:
    """A picture as the requester gave it. `state`: waiting (quarantined), clean, refused (`reason` says why), deleted.
    The sha256 of a clean copy and thumbnail are empty until the worker made them. `size` in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    width: int
    height: int
    state: str
    description: str = ""
    reason: str = ""
    clean: str = ""
    thumbnail: str = ""


@dataclass(frozen=True)
class Report:
    """A whole, checked report: what `tickets.submit` takes."""

    draft_id: str
    policy_hash: str
    problem: ProblemAnswer
    articles: ArticlesAnswer
    severity: SeverityAnswer
    evidence: EvidenceAnswer
    contact: ContactAnswer
    files: tuple[EvidenceFile, ...]
    questions: QuestionsAnswer = QuestionsAnswer()  # older tickets were sent without any
    together: str = ""
    """The id of the draft that this one was begun beside; "" for none, and in older tickets."""
