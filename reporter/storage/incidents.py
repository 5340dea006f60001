"""The Incidents port: what each source said last, how old that is, and who joined."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.engine import Row

from reporter.errors import NotFound
from reporter.incidents.incident import Incident, ServiceBoard
from reporter.storage import caps
from reporter.storage.database import Database
from reporter.storage.tables import incident_sources, joins
from reporter.storage.tables import incidents as published

FRESH_FOR = timedelta(seconds=120)

_row = published.c
_joined = select(func.count()).where(joins.c.incident_id == _row.id).scalar_subquery()
_ALL = select(published, _joined.label("joined"))
_OPEN = _ALL.where(_row.listed, _row.resolved.is_(None) | (_row.resolved > bindparam("now"))).order_by(
    _row.started.desc(), _row.id
)
_ONE_OPEN = _OPEN.where(_row.id == bindparam("incident"))
_ADDRESSES = (
    select(joins.c.email).where(joins.c.incident_id == bindparam("incident"), joins.c.email.is_not(None))
).order_by(joins.c.id)
_ALREADY = select(joins.c.id).where(joins.c.incident_id == bindparam("incident"))
_BY_ADDRESS = _ALREADY.where(joins.c.email == bindparam("email"))
_BY_NETWORK = _ALREADY.where(
    joins.c.email.is_(None), joins.c.network == bindparam("network"), joins.c.call_id == bindparam("call_id")
)


class StoredIncidents:
    """`joins_an_hour`: how often one network may say "this is my problem"."""

    def __init__(self, database: Database, *, joins_an_hour: int) -> None:
        self._database = database
        self._joins_an_hour = joins_an_hour

    def replace(self, source: str, incidents: Sequence[Incident], *, now: datetime) -> tuple[Incident, ...]:
        """See the port. An incident the source no longer has leaves the board, and is not called resolved."""
        with self._database.writing() as connection:
            before = {row.id: row for row in connection.execute(_ALL.where(_row.source == source))}
            said = {incident.id: incident for incident in incidents}
            for incident in said.values():
                _store(connection, source, incident, before.get(incident.id), now)
            withdrawn = _row.listed & _row.id.in_([name for name in before if name not in said])
            connection.execute(update(published).where(_row.source == source, withdrawn).values(listed=False))
            _heard(connection, source, read_at=now, reason="")
        return tuple(
            dataclasses.replace(said[name], joined=row.joined)
            for name, row in before.items()
            if name in said and not row.told and _over(said[name], now)
        )

    def failed(self, source: str, *, reason: str, now: datetime) -> None:
        with self._database.writing() as connection:
            _heard(connection, source, failed_at=now, reason=reason)

    def board(self, *, now: datetime) -> ServiceBoard:
        """See the port. The board is as old as the source that was read the longest time ago."""
        with self._database.reading() as connection:
            found = tuple(map(_incident_of, connection.execute(_OPEN, {"now": now})))
            reads = connection.execute(select(incident_sources.c.read_at)).scalars().all()
        known = [read for read in reads if read is not None]
        known_at = min(known) if known and len(known) == len(reads) else None
        return ServiceBoard(found, known_at, fresh=known_at is not None and now - known_at <= FRESH_FOR)

    def join(self, incident_id: str, *, email: str, call_id: str, network: str, now: datetime) -> Incident:
        """See the port. Without an address, the same network with the same Call-ID counts once."""
        wanted = {"now": now, "incident": incident_id}
        who = {"incident": incident_id, "email": email.strip().lower(), "network": network, "call_id": call_id}
        with self._database.writing() as connection:
            if connection.execute(_ONE_OPEN, wanted).first() is None:
                raise NotFound("This incident is over or was never published. Describe your problem instead.")
            if connection.execute(_BY_ADDRESS if who["email"] else _BY_NETWORK, who).first() is None:
                self._count(connection, who, now)
            return _incident_of(connection.execute(_ONE_OPEN, wanted).one())

    def joined_addresses(self, incident_id: str) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return tuple(map(str, connection.execute(_ADDRESSES, {"incident": incident_id}).scalars()))

    def told(self, incident_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(update(published).where(_row.id == incident_id).values(told=True))
            connection.execute(update(joins).where(joins.c.incident_id == incident_id).values(email=None))

    def _count(self, connection: Connection, who: dict[str, str], now: datetime) -> None:
        sentence = "Your network joined incidents too often in the last hour. Call support if you are affected."
        caps.spend(connection, who["network"], "join", limit=self._joins_an_hour, sentence=sentence, now=now)
        row = {
            "incident_id": who["incident"],
            "email": who["email"] or None,
            "call_id": who["call_id"],
            "network": who["network"],
            "at": now,
        }
        connection.execute(insert(joins), row)


def _over(incident: Incident, now: datetime) -> bool:
    return incident.resolved is not None and incident.resolved <= now


def _store(
    connection: Connection, source: str, incident: Incident, before: Row[tuple[object, ...]] | None, now: datetime
) -> None:
    told = before.told if before is not None else _over(incident, now)  # nobody could join what was never open here
    values = {
        "title": incident.title,
        "kind": incident.kind,
        "impact": incident.impact,
        "components": list(incident.components),
        "summary": incident.summary,
        "started": incident.started,
        "resolved": incident.resolved,
        "location": incident.location,
        "listed": True,
        "told": told,
    }
    if before is None:
        connection.execute(insert(published), {"source": source, "id": incident.id, **values})
    else:
        connection.execute(update(published).where(_row.source == source, _row.id == incident.id).values(values))


def _heard(connection: Connection, source: str, **values: object) -> None:
    change = update(incident_sources).where(incident_sources.c.source == source)
    if not connection.execute(change.values(values)).rowcount:
        connection.execute(insert(incident_sources), {"source": source, **values})


def _incident_of(row: Row[tuple[object, ...]]) -> Incident:
    return Incident(
        id=row.id,
        title=row.title,
        kind=row.kind,
        impact=row.impact,
        components=tuple(row.components),
        summary=row.summary,
        started=row.started,
        resolved=row.resolved,
        location=row.location,
        joined=row.joined,
    )
