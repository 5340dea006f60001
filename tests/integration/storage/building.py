"""Drafts, pictures and tickets as the rooms above would make them, for every test of the storage."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from reporter.incidents.incident import Incident
from reporter.journey.ports import UploadCaps
from reporter.storage import open_storage
from reporter.tickets.fold import submitted
from reporter.tickets.ports import TicketCaps
from reporter.tickets.ticket import Message
from tests.fakes import NOW, a_report, a_ticket
from tests.traces import a_reading

LATER = NOW + timedelta(days=7)
NO_DISK_CAP = UploadCaps(disk_free=0)
NO_CAPS = {
    "upload_caps": UploadCaps(disk_free=0, drafts_an_hour=10**9),
    "ticket_caps": TicketCaps(tickets_per_network=10**9, mails_per_address=10**9),
}


def open_here(folder, **options):
    return open_storage(folder, **{"upload_caps": NO_DISK_CAP, **options})


def begin(storage, *, network="net", now=NOW, expires=LATER):
    """The id of a new draft."""
    return storage.drafts.start(network=network, now=now, expires=expires)[0].id


def give(storage, draft_id, data=b"picture", *, name="screen.png", network="net", now=NOW):
    return storage.files.accept(
        draft_id, data, name=name, media_type="image/png", width=8, height=6, network=network, now=now
    )


def give_trace(storage, draft_id, sealed=b"sealed original", **changes):
    """A trace of the draft: a capture whose bytes were sealed, with what was read of it."""
    values = {
        "sealed": sealed, "fingerprint": "f1", "name": "call.pcap", "media_type": "application/vnd.tcpdump.pcap",
        "size": 900, "reading": a_reading(), "redacted": b"INVITE redacted", "capture": b"pcap redacted",
        "network": "net", "now": NOW,
    }  # fmt: skip
    return storage.files.keep_trace(draft_id, **values | changes)


def ticket_of(draft_id, *, now=NOW, email="ada@customer.example", files=(), together="", **changes):
    made_id = uuid4().hex
    report = replace(a_report(draft_id), files=tuple(files), together=together)
    values = {"id": made_id, "reference": made_id[:12], "submitted": now, "email": email, **changes}
    ticket = replace(a_ticket(), report=report, **values)
    return replace(ticket, events=(submitted(ticket),))


def messages_of(ticket):
    return (
        a_message(ticket.id, "ticket_to_support", "support@harbourvoice.example"),
        a_message(ticket.id, "ticket_to_requester", ticket.email),
    )


def a_message(ticket_id=None, kind="incident_resolved", to="ada@customer.example", **data):
    made_id = uuid4().hex
    return Message(made_id, kind, f"<{made_id}@harbourvoice.example>", to, ticket_id, data)


def send(storage, draft_id=None, *, network="net", **changes):
    """The ticket that a draft (a new one by default) became."""
    ticket = ticket_of(draft_id or begin(storage, now=changes.get("now", NOW)), **changes)
    return storage.tickets.submit(ticket, messages_of(ticket), network=network)


def rows(storage, table):
    with storage.database.reading() as connection:
        return connection.execute(table.select()).all()


def an_incident(**changes):
    incident = Incident(
        id="calls-fail", title="Calls fail", kind="incident", impact="major", components=("SIP trunks", "Portal"),
        summary="Some calls fail.", started=NOW - timedelta(hours=1), resolved=None, location="incidents/calls-fail/",
    )  # fmt: skip
    return replace(incident, **changes)
