"""Small in-memory stand-ins of the ports, for tests of the rooms above them. The same rules, no disk."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reporter.delivery.ports import Claimed, OutboxHealth
from reporter.errors import Conflict, DeliveryFailed
from reporter.journey.answers import (
    ArticlesAnswer,
    ContactAnswer,
    EvidenceAnswer,
    EvidenceFile,
    ProblemAnswer,
    Report,
    SeverityAnswer,
)
from reporter.policy.model import Policy
from reporter.tickets.fold import submitted
from reporter.tickets.ticket import Event, Message, Promise, Ticket

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


def a_report(draft_id="draft-1", **changes):
    """A whole report of a made-up customer of Harbour Voice."""
    report = Report(
        draft_id=draft_id,
        policy_hash="p" * 64,
        problem=ProblemAnswer(
            problem_type="calls",
            title="No outgoing calls",
            did="Dialled 020 7946 0999 from three desks",
            expected="It rings",
            seen="503 Service Unavailable at once",
            since=datetime(2026, 11, 20, 16, 5, tzinfo=UTC),
            since_exact=True,
            zone="America/New_York",
        ),
        articles=ArticlesAnswer(read=("calls/503/",), searched=("503 service unavailable",)),
        severity=SeverityAnswer(level="critical", ticked=("No one can make calls",)),
        evidence=EvidenceAnswer(call_ids=("a84b4c76e66710@pc33.example", "1RLuVzzBClYCf2"), missing_reason=""),
        contact=ContactAnswer(
            name="Ada Byrne", email="ada@customer.example", phone="+1 212 555 0100", customer="Customer Ltd",
            zone="America/New_York",
        ),
        files=(),
    )  # fmt: skip
    return replace(report, **changes)


def a_policy():
    """A small promise of Harbour Voice, without its file."""
    calendars = {
        "office": {"name": "Office hours", "zone": "Europe/London", "week": {"mon-fri": "08:00-18:00"}},
        "always": {"name": "Around the clock", "zone": "Europe/London", "week": "always"},
    }
    return Policy.model_validate({
        "organisation": {
            "name": "Harbour Voice", "reference_prefix": "HV", "support_address": "support@harbourvoice.example",
            "phone": "+44 20 7946 0123",
        },
        "channels": [{"code": "phone", "kind": "phone", "name": "Telephone", "address": "+44 20 7946 0123",
                      "calendar": "always"}],
        "calendars": calendars,
        "severities": [
            {"code": "critical", "name": "Calls are down", "description": "No calls.",
             "examples": [{"text": "No one can make calls"}], "wakes": "the engineer on call",
             "first_answer": {"within": "30 minutes", "calendar": "always"}},
            {"code": "minor", "name": "Question or small thing", "description": "Nothing is broken.",
             "examples": [{"text": "I have a question"}], "first_answer": {"within": "10 hours", "calendar": "office"}},
        ],
        "severity": {"none_of_these": "minor"},
        "problem_types": [{"code": "calls", "name": "Calls", "description": "Calls fail or drop.", "evidence": [
            {"kind": "call_ids", "required": True, "help": "In the portal under Call history."}]}],
        "statuses": [{"code": "new", "name": "New", "kind": "open", "description": "We have it."}],
        "retention": {"drafts": "7 days", "tickets": "730 days", "evidence": "90 days"},
    })  # fmt: skip


def a_file(**changes):
    made = EvidenceFile(
        id="f1", name="screen.png", media_type="image/png", size=1234, width=800, height=600, state="clean",
        description="The error on the desk phone", clean="c" * 64, thumbnail="t" * 64,
    )  # fmt: skip
    return replace(made, **changes)


def a_ticket(**changes):
    """A ticket just submitted; what was promised ends half an hour later."""
    ticket = Ticket(
        id="t1", reference="HV-4K7-2MQ", key_hash="h" * 64, status="new", submitted=NOW,
        promise=Promise(NOW + timedelta(minutes=30)), report=a_report(), email="ada@customer.example", events=(),
    )  # fmt: skip
    ticket = replace(ticket, **changes)
    return replace(ticket, events=(submitted(ticket),))


@dataclass
class MemoryTickets:
    """`tickets.ports.Tickets`; `messages` is what the outbox would hold, `taken` references that are refused."""

    taken: set[str] = field(default_factory=set)
    stored: dict[str, Ticket] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def submit(self, ticket, messages, *, network):
        before = self.of_draft(ticket.report.draft_id)
        if before:
            return before
        if ticket.reference in self.taken or self.by_reference(ticket.reference):
            raise Conflict("taken")
        self.stored[ticket.id] = ticket
        self.messages.extend(messages)
        return ticket

    def append(self, ticket: Ticket, event: Event, messages) -> None:
        if any(event.number == known.number for known in self.stored[ticket.id].events):
            raise Conflict("another event took the number")
        self.stored[ticket.id] = ticket
        self.messages.extend(messages)

    def of_draft(self, draft_id):
        return next((ticket for ticket in self.stored.values() if ticket.report.draft_id == draft_id), None)

    def by_reference(self, reference):
        return next((ticket for ticket in self.stored.values() if ticket.reference == reference), None)

    def by_id(self, ticket_id):
        return self.stored.get(ticket_id)

    def connected(self, ticket):
        found = [one for one in self.stored.values() if one.together == ticket.together and one.id != ticket.id]
        return tuple(sorted(found, key=lambda one: (one.submitted, one.id)))

    def newest(self, limit):
        return tuple(sorted(self.stored.values(), key=lambda ticket: ticket.submitted, reverse=True)[:limit])

    def purge(self, *, before):
        old = [ticket.id for ticket in self.stored.values() if ticket.submitted < before]
        for ticket_id in old:
            del self.stored[ticket_id]
        return len(old)


@dataclass
class _Row:
    message: Message
    due: datetime | None
    attempts: int = 0
    error: str = ""


@dataclass
class MemoryOutbox:
    """`delivery.ports.Outbox`; `gone` are the messages that were sent."""

    rows: dict[str, _Row] = field(default_factory=dict)
    gone: list[Message] = field(default_factory=list)

    def add(self, messages, *, now):
        for message in messages:
            self.rows[message.id] = _Row(message, now)

    def claim(self, *, now, lease: timedelta, limit=10):
        due = [row for row in self.rows.values() if row.due and row.due <= now][:limit]
        for row in due:
            row.due = now + lease
        return tuple(Claimed(row.message, row.attempts) for row in due)

    def sent(self, message_id, *, now):
        self.gone.append(self.rows.pop(message_id).message)

    def failed(self, message_id, *, error, now, next_attempt):
        row = self.rows[message_id]
        row.due, row.error, row.attempts = next_attempt, error, row.attempts + 1

    def health(self, *, now):
        due = [row.due for row in self.rows.values() if row.due]
        error = next((row.error for row in self.rows.values() if row.error), "")
        return OutboxHealth(len(due), len(self.parked()), min(due, default=None), error)

    def parked(self):
        return tuple(row.message for row in self.rows.values() if row.due is None)

    def retry_parked(self, *, now):
        parked = [row for row in self.rows.values() if row.due is None]
        for row in parked:
            row.due = now
        return len(parked)


@dataclass
class MemoryTransport:
    """`delivery.ports.Transport`; fails with the errors it was given first, then takes everything."""

    errors: list[DeliveryFailed] = field(default_factory=list)
    mails: list = field(default_factory=list)

    def send(self, mail):
        if self.errors:
            raise self.errors.pop(0)
        self.mails.append(mail)


@dataclass
class MemoryPictures:
    """The part of `journey.ports.EvidenceFiles` that the worker uses. `originals`: file id -> bytes in quarantine."""

    originals: dict[str, bytes] = field(default_factory=dict)
    clean: dict[str, bytes] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    purged: list[datetime] = field(default_factory=list)
    originals_purged: list[datetime] = field(default_factory=list)

    def purge(self, *, before):
        self.purged.append(before)
        return 0

    def purge_originals(self, *, now):
        self.originals_purged.append(now)
        return 0

    def waiting(self, limit):
        return tuple((file_id, file_id) for file_id in self.originals)[:limit]

    def read(self, sha256):
        return self.originals[sha256]

    def cleaned(self, file_id, *, clean, thumbnail):
        del self.originals[file_id]
        self.clean[file_id] = clean

    def refused(self, file_id, reason):
        del self.originals[file_id]
        self.reasons[file_id] = reason
