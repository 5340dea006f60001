"""All of the storage behind one door: what the composition root opens and hands out as ports."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reporter.errors import Unavailable
from reporter.journey.ports import UploadCaps
from reporter.storage.database import Database
from reporter.storage.drafts import StoredDrafts
from reporter.storage.evidence_files import StoredEvidenceFiles
from reporter.storage.incidents import StoredIncidents
from reporter.storage.insights import StoredInsights
from reporter.storage.local_files import LocalFiles
from reporter.storage.outbox import StoredOutbox
from reporter.storage.policies import StoredPolicies
from reporter.storage.schema import REVISIONS, bring_up_to_date, revision
from reporter.storage.tickets import StoredTickets
from reporter.tickets.ports import TicketCaps

PATIENCE = 5.0  # seconds to wait for a turn to write before saying that the database is busy


@dataclass(frozen=True)
class Storage:
    """The ports, ready for use from any thread. Close it once, at the end."""

    drafts: StoredDrafts
    files: StoredEvidenceFiles
    tickets: StoredTickets
    outbox: StoredOutbox
    incidents: StoredIncidents
    insights: StoredInsights
    policies: StoredPolicies
    database: Database

    def ready(self) -> None:
        """Raises Unavailable when the database does not answer or is not of this program's schema."""
        with self.database.reading() as connection:
            stored = revision(connection)
        if stored != REVISIONS[-1]:
            raise Unavailable(f"The database has schema {stored}, not {REVISIONS[-1]}. Start the program again.")

    def sweep(self, *, now: datetime) -> int:
        """Delete evidence bytes that nothing names and that are older than an hour; returns how many."""
        return self.files.sweep(now=now)

    def close(self) -> None:
        self.database.close()


def open_storage(
    data: Path,
    *,
    database_url: str | None = None,
    upload_caps: UploadCaps | None = None,
    ticket_caps: TicketCaps | None = None,
    patience: float = PATIENCE,
) -> Storage:
    """Open what `data` holds, making or migrating it when needed. `patience`: the longest wait for a turn, in seconds.
    Raises Misconfigured when a newer program wrote it, Unavailable when disk or database fail."""
    uploads, limits = upload_caps or UploadCaps(), ticket_caps or TicketCaps()
    database = Database(data, url=database_url, patience=patience)
    try:
        bring_up_to_date(database)
        contents = LocalFiles(data / "evidence")
    except BaseException:
        database.close()
        raise
    return Storage(
        drafts=StoredDrafts(database, contents, uploads),
        files=StoredEvidenceFiles(database, contents, uploads),
        tickets=StoredTickets(database, contents, limits),
        outbox=StoredOutbox(database),
        incidents=StoredIncidents(database, joins_an_hour=limits.tickets_per_network),
        insights=StoredInsights(database),
        policies=StoredPolicies(database),
        database=database,
    )
