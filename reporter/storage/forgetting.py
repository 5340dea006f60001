"""What is known of people for a while only, and is not part of a draft or a ticket."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from reporter.storage.tables import cap_uses, incidents, joins, outbox

NETWORKS = timedelta(days=1)
ADDRESSES = timedelta(days=30)
"""How long the addresses of those who joined an incident stay after it is over, and mails that belong to no ticket
after they were sent."""


def forget(connection: Connection, *, now: datetime) -> None:
    connection.execute(delete(cap_uses).where(cap_uses.c.at <= now - NETWORKS))
    seen = update(joins).where(joins.c.network.is_not(None), joins.c.at <= now - NETWORKS)
    connection.execute(seen.values(network=None))
    over = select(incidents.c.id).where(incidents.c.resolved <= now - ADDRESSES)
    still_open = select(incidents.c.id).where(incidents.c.resolved.is_(None))
    connection.execute(delete(joins).where(joins.c.incident_id.in_(over), joins.c.incident_id.not_in(still_open)))
    mailed = (outbox.c.state == "sent") & outbox.c.ticket_id.is_(None) & (outbox.c.due_at <= now - ADDRESSES)
    connection.execute(delete(outbox).where(mailed))
