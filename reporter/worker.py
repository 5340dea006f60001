"""The loop beside the web: pictures made anew, mail delivered, incidents read, what is past its time deleted."""

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from reporter.delivery.courier import deliver_due
from reporter.delivery.ports import Outbox, Transport
from reporter.errors import DeliveryFailed, LiferingError, Refused, Unavailable
from reporter.incidents.incident import Incident, Incidents
from reporter.incidents.local import Reading, read_folder
from reporter.intake.reencode import Reencoded, reencode
from reporter.journey.ports import Drafts, EvidenceFiles
from reporter.policy.model import Retention
from reporter.tickets.ports import Tickets
from reporter.tickets.ticket import Message

PAUSE = 0.5  # seconds between rounds
PICTURES_A_ROUND = 4
READ_INCIDENTS = timedelta(seconds=30)
PURGE = timedelta(hours=1)
AFTER_A_FAILURE = timedelta(seconds=10)
PICTURE_LOST_AFTER = timedelta(minutes=10)
INCIDENT_SOURCE = "local"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ports:
    """What the worker works on. `compose` makes the mail of a message; `sweep` deletes bytes that no row names."""

    drafts: Drafts
    files: EvidenceFiles
    tickets: Tickets
    outbox: Outbox
    incidents: Incidents
    transport: Transport
    compose: Callable[[Message], EmailMessage]
    sweep: Callable[[datetime], int]


@dataclass(frozen=True)
class Terms:
    """What the policy says of the worker's work; `mail_domain` stands in the identifiers of its own messages."""

    retention: Retention
    mail_domain: str


class Worker:
    """`terms` are asked for before every round and hold to its end; `heartbeat` is called after it; `clock` gives aware
    UTC."""

    def __init__(
        self,
        ports: Ports,
        *,
        incidents_folder: Path,
        terms: Callable[[], Terms],
        clock: Callable[[], datetime],
        heartbeat: Callable[[datetime], None],
        reencode: Callable[[bytes], Reencoded] = reencode,
    ) -> None:
        self._ports = ports
        self._folder = incidents_folder
        self._ask_terms, self._terms = terms, terms()
        self._clock = clock
        self._heartbeat = heartbeat
        self._reencode = reencode
        self._reading = Reading((), ())
        self._unread: dict[str, datetime] = {}  # picture -> when it first could not be read
        self._due: dict[str, datetime] = {}

    def run(self, stop: threading.Event) -> None:
        """Round after round until `stop` is set; what is in hand is finished first."""
        while not stop.is_set():
            self.run_once(self._clock())
            stop.wait(PAUSE)

    def run_once(self, now: datetime) -> None:
        """Every part that is due. A part that fails is logged, rests a little, and stops no other."""
        self._terms = self._ask_terms()
        self._part("pictures", self._pictures, timedelta(), now)
        self._part("mail", self._mail, timedelta(), now)
        self._part("incidents", self._incidents, READ_INCIDENTS, now)
        self._part("purge", self._purge, PURGE, now)
        self._part("heartbeat", self._heartbeat, timedelta(), now)

    def _part(self, name: str, work: Callable[[datetime], None], every: timedelta, now: datetime) -> None:
        if self._due.get(name, now) > now:
            return
        self._due[name] = now + every
        try:
            work(now)
        except LiferingError as error:
            self._due[name] = now + AFTER_A_FAILURE
            _log.warning("worker part=%s: %s", name, error)
        except Exception:  # noqa: BLE001 - the loop must outlive a mistake in one of its parts
            self._due[name] = now + AFTER_A_FAILURE
            _log.exception("worker part=%s failed", name)

    def _pictures(self, now: datetime) -> None:
        for file_id, sha256 in self._ports.files.waiting(PICTURES_A_ROUND):
            try:
                made = self._made_anew(file_id, sha256, now)
            except Refused as error:
                self._ports.files.refused(file_id, str(error))
                _log.warning("picture refused file=%s", file_id)
            else:
                if made:
                    self._ports.files.cleaned(file_id, clean=made.clean, thumbnail=made.thumbnail)

    def _made_anew(self, file_id: str, sha256: str, now: datetime) -> Reencoded | None:
        """None when its turn comes again. The mail of a ticket waits for its pictures, so none waits for ever."""
        try:
            return self._reencode(self._ports.files.read(sha256))
        except Unavailable as error:
            _log.warning("picture not read file=%s: %s", file_id, error)
            if now - self._unread.setdefault(file_id, now) < PICTURE_LOST_AFTER:
                return None
            raise Refused(
                "The picture was lost on our side, and we are sorry. Send it again in your answer."
            ) from error
        except Refused:
            raise
        except Exception as error:  # one picture must not hold up the others
            _log.exception("picture failed file=%s", file_id)
            raise Refused("The picture could not be checked. Send it again in your answer.") from error

    def _mail(self, now: datetime) -> None:
        deliver_due(self._ports.outbox, self._ports.transport, self._composed, now)

    def _composed(self, message: Message) -> EmailMessage:
        try:
            return self._ports.compose(message)
        except LiferingError:
            raise
        except Exception as error:  # one message must not hold up the others
            _log.exception("mail not made message=%s", message.id)
            raise DeliveryFailed("The mail could not be made: see the log.", permanent=True) from error

    def _incidents(self, now: datetime) -> None:
        try:
            reading = read_folder(self._folder, self._reading.incidents)
        except Unavailable as error:
            self._ports.incidents.failed(INCIDENT_SOURCE, reason=str(error), now=now)
            raise
        for mistake in reading.mistakes:
            if mistake not in self._reading.mistakes:
                _log.warning("incident not read: %s", mistake)
        self._reading = reading
        for incident in self._ports.incidents.replace(INCIDENT_SOURCE, reading.incidents, now=now):
            self._tell(incident, now)

    def _tell(self, incident: Incident, now: datetime) -> None:
        addresses = self._ports.incidents.joined_addresses(incident.id)
        self._ports.outbox.add([self._resolved(incident, address) for address in addresses], now=now)
        self._ports.incidents.told(incident.id)  # killed before this line: the same messages again, queued once
        _log.info("incident resolved incident=%s told=%d", incident.id, len(addresses))

    def _resolved(self, incident: Incident, address: str) -> Message:
        name = hashlib.sha256(f"{incident.id} {address}".encode()).hexdigest()[:32]
        data = {
            "title": incident.title,
            "started": incident.started.isoformat(),
            "resolved": incident.resolved.isoformat() if incident.resolved else "",
            "location": incident.location,
        }
        return Message(name, "incident_resolved", f"<{name}.resolved@{self._terms.mail_domain}>", address, None, data)

    def _purge(self, now: datetime) -> None:
        originals = self._ports.files.purge_originals(now=now)
        drafts = self._ports.drafts.purge(now=now)
        evidence = self._ports.files.purge(before=now - self._terms.retention.evidence)
        tickets = self._ports.tickets.purge(before=now - self._terms.retention.tickets)
        loose = self._ports.sweep(now)
        counts = (drafts, evidence, originals, tickets, loose)
        _log.info("purged drafts=%d evidence=%d originals=%d tickets=%d files=%d", *counts)
