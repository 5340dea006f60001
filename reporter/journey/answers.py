"""The typed answers of a draft, one frozen value per step, and the report they make together."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reporter.evidence.reading import ApiRequest, Reading

Raw = Mapping[str, tuple[str, ...]]
"""One step's fields as typed: field name -> values. This, and nothing else, is stored of an unsent draft."""


Doubt = Literal["", "twice", "skipped"]
"""What a zone's clocks did at a local time: nothing odd, put back (it came twice), put forward (it never came)."""


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
class Excuse:
    """Why evidence of a kind (`call_ids`, `times` ...) is not here: a reason that the policy offered, in its words."""

    kind: str
    reason: str


@dataclass(frozen=True)
class Moment:
    """When one bad call was. `at` is UTC; `zone` the IANA zone it was typed in; `about` the numbers it was between, as
    typed. `doubt`: the typed time came `twice` that day and the first is meant, or the clocks `skipped` it."""

    at: datetime
    zone: str
    about: str = ""
    doubt: Doubt = ""


@dataclass(frozen=True)
class BrowserFacts:
    """What the requester's browser said of itself, and they let through: (name, value), several of one name in the
    order given. The names are those of `browser_facts.NAMES`; secrets are taken out of the values."""

    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EvidenceAnswer:
    """`call_ids`: those typed, then those of the traces, case kept, each once. `missing_reason`: in own words why
    required evidence is not here; `excuses`: the same, chosen, for single kinds. `requests`: the one typed, then those
    of the traces. Older tickets have Call-IDs and words alone."""

    call_ids: tuple[str, ...]
    missing_reason: str
    excuses: tuple[Excuse, ...] = ()
    moment: Moment | None = None
    browser: BrowserFacts = BrowserFacts()
    requests: tuple[ApiRequest, ...] = ()


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
    """A picture or a trace as the requester gave it. `state`: waiting (quarantined), clean, refused (`reason` says
    why), deleted; a trace is clean from the start. `size` in bytes, as given.
    A picture has `width`, `height` and the sha256 of its `clean` copy and `thumbnail`, "" until the worker made them.
    A trace has a `reading` (None when deleted) and the sha256 of its `redacted` text, of a redacted `capture` ("" where
    the trace is a text), and of its sealed `original` as long as that is kept: to `original_until` (UTC), which is
    `original_hours` after sending, as the requester said; 0: it is deleted at sending."""

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
    kind: Literal["picture", "trace"] = "picture"
    reading: Reading | None = None
    redacted: str = ""
    capture: str = ""
    original: str = ""
    original_hours: int = 0
    original_until: datetime | None = None

    def original_at(self, now: datetime) -> str:
        """The sha256 of the sealed original that may be opened at that moment; "" when there is none, or its time is
        over though its bytes may still be there."""
        return "" if self.original_until and self.original_until <= now else self.original


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
