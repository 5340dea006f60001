"""What can be done to a ticket. Each command appends an event and its messages in one transaction of the port."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from reporter.errors import Conflict, LimitReached, Refused, Unavailable
from reporter.journey.answers import Report
from reporter.policy.model import Policy
from reporter.policy.promise import Promise as Explained
from reporter.policy.standing import UNKNOWN, Standing
from reporter.tickets.fold import submitted
from reporter.tickets.keys import Secrets, hash_key, new_key, ticket_key
from reporter.tickets.messages import to_requester, to_support
from reporter.tickets.ports import Tickets
from reporter.tickets.promised import kept, promise_of, unconfirmed
from reporter.tickets.reference import new_reference
from reporter.tickets.ticket import Event, Promise, Ticket

REFERENCE_TRIES = 8
ADDRESS_CORRECTIONS = 3
_ADDRESS = re.compile(r"[^@\s<>,;\"()\\]+@[^@\s<>,;\"()\\]+")
_ADDRESS_LENGTH = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets


@dataclass(frozen=True)
class Sent:
    """`key` opens the ticket's page; it is shown and mailed to the requester, never stored."""

    ticket: Ticket
    key: str = field(repr=False)


def submit(
    report: Report,
    *,
    policy: Policy,
    tickets: Tickets,
    secrets: Secrets,
    mail_domain: str,
    network: str,
    now: datetime,
    standing: Standing = UNKNOWN,
    confirmed: Collection[str] = (),
) -> Sent:
    """Make the report a ticket, once: the same draft sent again gives the same ticket and key. `standing` is the
    requester's, `confirmed` the statements that were ticked. Raises Refused when the policy makes no ticket of it or
    a statement is missing, LimitReached when a cap is met, Unavailable when no free reference was found."""
    promise = promise_of(report, policy=policy, now=now, standing=standing)
    _may_be_sent(promise, confirmed)
    for _ in range(REFERENCE_TRIES):
        ticket, key = _new_ticket(report, kept(promise, standing), policy=policy, secrets=secrets, now=now)
        messages = (to_support(ticket, policy, mail_domain), to_requester(ticket, mail_domain))
        try:
            stored = tickets.submit(ticket, messages, network=network)
        except Conflict:
            continue  # the reference is taken: draw another
        known = key if stored.id == ticket.id else ticket_key(secrets, stored)
        return Sent(stored, known)
    raise Unavailable("No free reference was found for the ticket. Nothing is lost: send the report again.")


def correct_address(
    ticket: Ticket, email: str, *, policy: Policy, tickets: Tickets, mail_domain: str, now: datetime
) -> Ticket:
    """The requester mends a mistyped address: the confirmation goes to the new one and support is told where to answer.
    The same address again changes nothing. Raises Refused when it is no address, LimitReached after
    ADDRESS_CORRECTIONS, Conflict when somebody changed the ticket in between."""
    email = email.strip()
    if len(email) > _ADDRESS_LENGTH or not _ADDRESS.fullmatch(email) or not email.isprintable():
        raise Refused("This is not an e-mail address. It looks like name@example.com.")
    if email == ticket.email:
        return ticket
    if sum(event.kind == "address_corrected" for event in ticket.events) >= ADDRESS_CORRECTIONS:
        raise LimitReached("The address was corrected too often. Call us to change it again.")
    event = Event(ticket.id, len(ticket.events) + 1, "address_corrected", now, {"email": email})
    corrected = replace(ticket, email=email, events=(*ticket.events, event))
    messages = (to_support(corrected, policy, mail_domain), to_requester(corrected, mail_domain))
    tickets.append(corrected, event, messages)
    return corrected


def _may_be_sent(promise: Explained, confirmed: Collection[str]) -> None:
    if not promise.accepted:
        told = " ".join(sentence for change in promise.changes for sentence in change.told)
        raise Refused(told or "We cannot take this report from you. Nothing you typed is lost.")
    if open_ones := unconfirmed(promise, confirmed):
        raise Refused(f"Confirm this before you send: {' '.join(open_ones)}")


def _new_ticket(
    report: Report, promise: Promise, *, policy: Policy, secrets: Secrets, now: datetime
) -> tuple[Ticket, str]:
    """The ticket as it would be, and the key that opens it. What was read of traces is kept with the files alone."""
    ticket_id = uuid4().hex
    key = new_key(secrets, ticket_id)
    ticket = Ticket(
        id=ticket_id,
        reference=new_reference(policy.organisation.reference_prefix),
        key_hash=hash_key(key),
        status=policy.statuses[0].code,
        submitted=now,
        promise=promise,
        report=replace(report, files=tuple(replace(file, reading=None) for file in report.files)),
        email=report.contact.email,
        events=(),
        line=policy.problem_type(report.problem.problem_type).line or "",
    )
    return replace(ticket, events=(submitted(ticket),)), key
