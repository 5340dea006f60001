"""Every table as it is at the newest schema. Migrations lead here; a test holds the two together."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy import Date as Day

from reporter.storage.columns import Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

policies = Table(
    "policies",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("loaded_at", Utc, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),  # of the key's hash: the key itself is nowhere
    Column("started", Utc, nullable=False),
    Column("expires", Utc, nullable=False, index=True),
    Column("together", Text, nullable=True),  # the id of the draft it was begun beside
)

draft_steps = Table(
    "draft_steps",
    metadata,
    Column("draft_id", ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Text, primary_key=True),
    Column("raw", JSON, nullable=False),  # field name -> list of values, as typed
    Column("revision", Integer, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),
    Column("draft_id", Text, nullable=False, unique=True),  # the draft it was: a repeated submit finds its ticket
    Column("submitted", Utc, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("projection", JSON, nullable=False),  # tickets.data.to_data
    Column("together", Text, nullable=True, index=True),  # as its draft had it
)

events = Table(
    "events",
    metadata,
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("data", JSON, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True),
    Column("draft_id", ForeignKey("drafts.id", ondelete="CASCADE"), nullable=True),
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("sha256", Text, nullable=False),  # of a picture as given, also when that is deleted; a trace's fingerprint
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("state", Text, nullable=False),  # waiting | clean | refused
    Column("description", Text, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("added", Utc, nullable=False),
    Column("kind", Text, nullable=False, server_default="picture"),  # picture | trace
    Column("reading", JSON(none_as_null=True), nullable=True),  # evidence.data.to_data; of traces
    Column("original_hours", Integer, nullable=False, server_default="0"),
    Column("original_until", Utc, nullable=True, index=True),
    UniqueConstraint("draft_id", "sha256"),
    Index(None, "state", "added"),
)

evidence_bytes = Table(  # one row per stored copy: what keeps the bytes on disk
    "evidence_bytes",
    metadata,
    Column("evidence_id", ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),  # original | clean | thumbnail | redacted | capture
    Column("sha256", Text, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("state", Text, nullable=False),  # due | sent | parked | withdrawn
    Column("due_at", Utc, nullable=False),
    Column("leased_until", Utc, nullable=True),
    Column("attempts", Integer, nullable=False),
    Index(None, "state", "due_at"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("error", Text, nullable=False),  # "" when it was sent
)

cap_uses = Table(  # what networks and addresses did lately, for the caps; forgotten after a day
    "cap_uses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False),  # a keyed hash of a network, or the hash of an address
    Column("kind", Text, nullable=False),  # draft | upload | ticket | mail | join
    Column("at", Utc, nullable=False, index=True),
    Column("amount", Integer, nullable=False),
    Index(None, "subject", "kind", "at"),
)

incident_sources = Table(
    "incident_sources",
    metadata,
    Column("source", Text, primary_key=True),
    Column("read_at", Utc, nullable=True),
    Column("failed_at", Utc, nullable=True),
    Column("reason", Text, nullable=False, default=""),
)

incidents = Table(
    "incidents",
    metadata,
    Column("source", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("impact", Text, nullable=False),
    Column("components", JSON, nullable=False),
    Column("summary", Text, nullable=False),
    Column("started", Utc, nullable=False),
    Column("resolved", Utc, nullable=True),
    Column("location", Text, nullable=False),
    Column("listed", Boolean, nullable=False),  # the source still has it
    Column("told", Boolean, nullable=False),  # its end was reported once
)

joins = Table(
    "joins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident_id", Text, nullable=False),
    Column("email", Text, nullable=True),
    Column("call_id", Text, nullable=False),
    Column("network", Text, nullable=True),  # forgotten after a day
    Column("at", Utc, nullable=False, index=True),
    UniqueConstraint("incident_id", "email"),
)

searches = Table(
    "searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Day, nullable=False),
    Column("query", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("location", Text, nullable=False),
    Index(None, "outcome", "query"),
)
