"""What the commands need kept. Implemented by `storage`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reporter.tickets.ticket import Event, Message, Ticket


@dataclass(frozen=True)
class TicketCaps:
    """How many tickets and mails one network or one address may cause in an hour."""

    tickets_per_network: int = 30
    mails_per_address: int = 6


class Tickets(Protocol):
    def submit(self, ticket: Ticket, messages: Sequence[Message], *, network: str) -> Ticket:
        """Write the first event, its projection and its outbox messages in ONE transaction, move the draft's evidence
        to the ticket and delete the draft. Idempotent by `ticket.report.draft_id`: the stored ticket comes back when
        there is one already. A requester's mail above the cap of its address is left out: a stranger who files reports
        in somebody's name must not be able to stop them. Raises Conflict when the reference is taken, LimitReached when
        the network's cap is met."""

    def append(self, ticket: Ticket, event: Event, messages: Sequence[Message]) -> None:
        """One more event, the projection of `ticket` (which already includes it) and its messages, in one transaction;
        mail to the requester that still waits for another address than `ticket.email` is withdrawn.
        Raises Conflict when another event took the number."""

    def of_draft(self, draft_id: str) -> Ticket | None:
        """The ticket a draft became, for a repeated submit."""

    def by_reference(self, reference: str) -> Ticket | None: ...

    def by_id(self, ticket_id: str) -> Ticket | None: ...

    def connected(self, ticket: Ticket) -> tuple[Ticket, ...]:
        """The other tickets whose reports were begun beside this one's, oldest first. What happened to them and their
        screenshots are not in them."""

    def newest(self, limit: int) -> tuple[Ticket, ...]: ...

    def purge(self, *, before: datetime) -> int:
        """Delete tickets submitted before that moment, with evidence, events and messages."""
