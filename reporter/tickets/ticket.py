"""A ticket, the events it is folded from, and the messages that tell about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from reporter.journey.answers import EvidenceFile, Report


@dataclass(frozen=True)
class Promise:
    """`first_answer_by`: the moment the target for the first answer ends (UTC), None when the policy gives no time.
    `level` is the severity the ticket got, `within` and `calendar` (a code) the target; `because` example,
    none_of_these or chosen, with the `example`'s text; `changes` the kinds of what the requester's standing changed;
    `confirmed` the statements confirmed before sending; `customer` and `contract` as the list of customers had them.
    All but the first are empty in tickets of older versions."""

    first_answer_by: datetime | None
    level: str = ""
    within: str = ""
    calendar: str = ""
    because: str = ""
    example: str = ""
    changes: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    customer: str = ""
    contract: str = ""


@dataclass(frozen=True)
class Event:
    """What happened, past tense, append-only. `kind`: submitted | address_corrected. `data` is JSON-ready."""

    ticket_id: str
    number: int
    kind: str
    at: datetime
    data: Mapping[str, object]


@dataclass(frozen=True)
class Ticket:
    """The fold of its events. `key_hash` is SHA-256 of the access key; `status` and `line` are codes of the policy,
    `line` "" where its problem type names no team."""

    id: str
    reference: str
    key_hash: str
    status: str
    submitted: datetime
    promise: Promise
    report: Report
    email: str
    events: tuple[Event, ...]
    files: tuple[EvidenceFile, ...] = ()
    line: str = ""

    @property
    def together(self) -> str:
        """What it shares with the tickets that were begun beside it: the id of the first one's draft."""
        return self.report.together or self.report.draft_id

    @property
    def level(self) -> str:
        """The code of its severity: the one it got, which need not be the one its requester's words lead to."""
        return self.promise.level or self.report.severity.level


@dataclass(frozen=True)
class Message:
    """Something to tell the world. `kind`: ticket_to_support | ticket_to_requester | incident_resolved.
    `message_id` is fixed for all attempts. `to` is the recipient's address."""

    id: str
    kind: str
    message_id: str
    to: str
    ticket_id: str | None
    data: Mapping[str, str]
