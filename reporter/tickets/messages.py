"""The messages that tell of a ticket's newest event."""

from uuid import uuid4

from reporter.policy.model import Policy
from reporter.tickets.ticket import Message, Ticket


def to_support(ticket: Ticket, policy: Policy, mail_domain: str) -> Message:
    """To the line's own address if it has one."""
    own = next((line.to for line in policy.lines if line.code == ticket.line), None)
    return _message(ticket, "ticket_to_support", own or policy.organisation.support_address, mail_domain)


def to_requester(ticket: Ticket, mail_domain: str) -> Message:
    return _message(ticket, "ticket_to_requester", ticket.email, mail_domain)


def message_id(ticket: Ticket, kind: str, event: int, mail_domain: str) -> str:
    """The Message-ID of the mail of a `kind` about event number `event`: the same for every attempt."""
    return f"<{ticket.id}.{event}.{kind.rpartition('_')[2]}@{mail_domain}>"


def _message(ticket: Ticket, kind: str, to: str, mail_domain: str) -> Message:
    fixed = message_id(ticket, kind, ticket.events[-1].number, mail_domain)
    return Message(id=uuid4().hex, kind=kind, message_id=fixed, to=to, ticket_id=ticket.id, data={})
