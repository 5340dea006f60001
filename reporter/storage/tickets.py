"""The Tickets port: events, their projection and the messages about them, each time in one transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, null, or_, select, update
from sqlalchemy.exc import IntegrityError

from reporter.errors import Conflict, LimitReached, NotFound, Unavailable
from reporter.journey.answers import EvidenceFile
from reporter.storage import caps
from reporter.storage.database import Database
from reporter.storage.evidence_rows import bytes_of, files_of_ticket, release
from reporter.storage.local_files import LocalFiles
from reporter.storage.message_rows import queue
from reporter.storage.originals import send_originals
from reporter.storage.prepared import Change, Direct, Query
from reporter.storage.tables import drafts, events, evidence, outbox, tickets
from reporter.tickets.data import from_data, to_data
from reporter.tickets.ports import TicketCaps
from reporter.tickets.ticket import Event, Message, Ticket

TOO_MANY_TICKETS = "Too many reports came from your network in the last hour. Call support, or try again later."
TOO_MANY_MAILS = "Too many mails went to {address} in the last hour. Call support, or try again later."
PURGED_AT_ONCE = 50  # tickets in one transaction, so that nobody waits long for a turn

_PROJECTIONS = select(tickets.c.projection)
_OF_DRAFT = Query(_PROJECTIONS.where(tickets.c.draft_id == bindparam("wanted")))
_BY_REFERENCE = Query(_PROJECTIONS.where(tickets.c.reference == bindparam("wanted")))
_BY_ID = Query(_PROJECTIONS.where(tickets.c.id == bindparam("wanted")))
_CONNECTED = Query(
    _PROJECTIONS.where(
        or_(tickets.c.draft_id == bindparam("first"), tickets.c.together == bindparam("first")),
        tickets.c.id != bindparam("ticket"),
    ).order_by(tickets.c.submitted, tickets.c.id)
)
_NEWEST = _PROJECTIONS.order_by(tickets.c.submitted.desc(), tickets.c.id)
_EVENTS = Query(select(events).where(events.c.ticket_id == bindparam("ticket")).order_by(events.c.number))

_NEW_TICKET = Change(insert(tickets))
_NEW_EVENT = Change(insert(events))
_MOVE_EVIDENCE = Change(update(evidence).where(evidence.c.draft_id == bindparam("draft")).values(draft_id=null()))
_END_DRAFT = Change(delete(drafts).where(drafts.c.id == bindparam("draft")))
_PROJECT = Change(update(tickets).where(tickets.c.id == bindparam("ticket")))


_WITHDRAW = (
    update(outbox)
    .where(
        outbox.c.ticket_id == bindparam("ticket"),
        outbox.c.kind == "ticket_to_requester",
        outbox.c.recipient != bindparam("email"),
        outbox.c.state.in_(("due", "parked")),
    )
    .values(state="withdrawn")
)
"""What still waits for an address that the requester has corrected must not go to whoever has that address."""


class StoredTickets:
    def __init__(self, database: Database, contents: LocalFiles, limits: TicketCaps) -> None:
        self._database = database
        self._contents = contents
        self._caps = limits

    def submit(self, ticket: Ticket, messages: Sequence[Message], *, network: str) -> Ticket:
        draft_id = ticket.report.draft_id
        row, happened = _row(ticket, draft_id), [_event_row(event) for event in ticket.events]
        try:
            with self._database.submitting() as connection:
                self._count_ticket(connection, network, ticket.submitted)
                mailed = self._within_cap(connection, messages, ticket.submitted)
                _NEW_TICKET(connection, row)
                _NEW_EVENT(connection, *happened)
                gone = send_originals(connection, draft_id, now=ticket.submitted)
                _MOVE_EVIDENCE(connection, {"draft": draft_id, "ticket_id": ticket.id})
                _END_DRAFT(connection, {"draft": draft_id})
                queue(connection, mailed, now=ticket.submitted)
                files = _files(connection, ticket)
        except (IntegrityError, LimitReached) as error:
            # Looked at only now, because nearly every report is sent once.
            stored = self.of_draft(draft_id)
            if stored:
                return stored
            if isinstance(error, LimitReached):
                raise
            raise Conflict(f"The reference {ticket.reference} is taken.") from None
        with suppress(Unavailable):  # the ticket is stored; what could not be deleted now is swept
            release(self._database, self._contents, gone)
        return replace(ticket, files=files)

    def append(self, ticket: Ticket, event: Event, messages: Sequence[Message]) -> None:
        """See the port. Raises NotFound when the ticket was deleted, LimitReached when a cap is met."""
        changed = {"ticket": ticket.id, "status": ticket.status, "projection": to_data(ticket)}
        try:
            with self._database.writing() as connection:
                if len(self._within_cap(connection, messages, event.at)) < len(messages):
                    raise LimitReached(TOO_MANY_MAILS.format(address=ticket.email))
                if not _PROJECT(connection, changed):
                    raise NotFound("This ticket is no longer there.")
                _NEW_EVENT(connection, _event_row(event))
                connection.execute(_WITHDRAW, {"ticket": ticket.id, "email": ticket.email})
                queue(connection, messages, now=event.at)
        except IntegrityError:
            raise Conflict(
                "Somebody changed this ticket in the meantime. Load it again and repeat the change."
            ) from None

    def of_draft(self, draft_id: str) -> Ticket | None:
        return self._one(_OF_DRAFT, draft_id)

    def by_reference(self, reference: str) -> Ticket | None:
        return self._one(_BY_REFERENCE, reference)

    def by_id(self, ticket_id: str) -> Ticket | None:
        return self._one(_BY_ID, ticket_id)

    def connected(self, ticket: Ticket) -> tuple[Ticket, ...]:
        with self._database.reading() as connection:
            found = _CONNECTED.all(connection, first=ticket.together, ticket=ticket.id)
            return tuple(from_data(row.projection) for row in found)

    def newest(self, limit: int) -> tuple[Ticket, ...]:
        with self._database.reading() as connection:
            found = connection.execute(_NEWEST.limit(limit)).scalars().all()
            return tuple(_whole(connection, from_data(projection)) for projection in found)

    def purge(self, *, before: datetime) -> int:
        old = select(tickets.c.id).where(tickets.c.submitted < before).limit(PURGED_AT_ONCE)
        purged = 0
        while True:
            with self._database.writing() as connection:
                ids = list(connection.execute(old).scalars())
                gone = bytes_of(connection, evidence.c.ticket_id.in_(ids))
                connection.execute(delete(tickets).where(tickets.c.id.in_(ids)))
            release(self._database, self._contents, gone)
            purged += len(ids)
            if len(ids) < PURGED_AT_ONCE:
                return purged

    def _one(self, query: Query, wanted: str) -> Ticket | None:
        with self._database.reading() as connection:
            row = query.first(connection, wanted=wanted)
            return _whole(connection, from_data(row.projection)) if row else None

    def _count_ticket(self, connection: Direct, network: str, now: datetime) -> None:
        limit = self._caps.tickets_per_network
        caps.spend(connection, network, "ticket", limit=limit, sentence=TOO_MANY_TICKETS, now=now)

    def _within_cap(self, connection: Connection | Direct, messages: Sequence[Message], now: datetime) -> list[Message]:
        """The messages without those to a requester whose address was sent too many, whoever caused them."""
        return [m for m in messages if m.kind != "ticket_to_requester" or self._may_mail(connection, m.to, now)]

    def _may_mail(self, connection: Connection | Direct, to: str, now: datetime) -> bool:
        try:
            limit = self._caps.mails_per_address
            caps.spend(connection, caps.address(to), "mail", limit=limit, sentence=TOO_MANY_MAILS, now=now)
        except LimitReached:
            return False
        return True


def _whole(connection: Connection, ticket: Ticket) -> Ticket:
    happened = tuple(
        Event(row.ticket_id, row.number, row.kind, row.at, row.data)
        for row in _EVENTS.all(connection, ticket=ticket.id)
    )
    return replace(ticket, events=happened, files=files_of_ticket(connection, ticket.id))


def _files(connection: Direct, ticket: Ticket) -> tuple[EvidenceFile, ...]:
    """As they are stored now: sending changes nothing of a picture."""
    sent = ticket.report.files
    return files_of_ticket(connection, ticket.id) if any(file.kind == "trace" for file in sent) else sent


def _row(ticket: Ticket, draft_id: str) -> dict[str, object]:
    return {
        "id": ticket.id,
        "reference": ticket.reference,
        "draft_id": draft_id,
        "submitted": ticket.submitted,
        "status": ticket.status,
        "projection": to_data(ticket),
        "together": ticket.report.together or None,
    }


def _event_row(event: Event) -> dict[str, object]:
    return {
        "ticket_id": event.ticket_id,
        "number": event.number,
        "kind": event.kind,
        "at": event.at,
        "data": event.data,
    }
