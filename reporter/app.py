"""The composition root: reads nothing but the settings, opens the storage once and joins the rooms by their ports."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from flask import Flask

from reporter.config import Settings, customers_file, policy_source, read_policy, secret_keys
from reporter.delivery.compose import compose
from reporter.delivery.folder import FolderTransport
from reporter.delivery.ports import Transport
from reporter.delivery.smtp import SmtpTransport
from reporter.errors import Misconfigured, Unavailable
from reporter.insights.buffer import BufferedInsights
from reporter.journey.ports import UploadCaps
from reporter.policy.customers import Customers
from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from reporter.policy.source import PolicySource
from reporter.site.release import current_release, pointer_stamp
from reporter.storage import Storage, open_storage
from reporter.tickets.keys import Secrets, ticket_key
from reporter.tickets.ports import TicketCaps
from reporter.tickets.ticket import Message
from reporter.web.factory import make_app
from reporter.web.services import Services, Site, WebSettings
from reporter.worker import Ports, Worker
from search.errors import BadIndex
from search.query import Searcher

log = logging.getLogger("lifering.app")
HEARTBEAT = "worker.alive"
LOOK_AGAIN = 1.0  # seconds between looks at whether another build is in use


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """What web and worker share: the settings, the promise, what is kept."""

    settings: Settings
    policy: Policy
    customers: Customers
    storage: Storage
    insights: BufferedInsights
    secrets: Secrets

    @property
    def sender(self) -> str:
        return (
            self.settings.mail_from or f"{self.policy.organisation.name} <{self.policy.organisation.support_address}>"
        )

    @property
    def mail_domain(self) -> str:
        return self.sender.rpartition("@")[2].rstrip(">").strip()

    def close(self) -> None:
        self.insights.close()
        self.storage.close()


def open_house(settings: Settings) -> House:
    """Raises Misconfigured for a wrong policy or secret, Unavailable when disk or database do not answer."""
    policy = read_policy(settings)
    customers = customers_file(settings.customers)
    newest, *older = secret_keys(settings.data)
    storage = open_storage(settings.data, upload_caps=_upload_caps(settings), ticket_caps=_ticket_caps(settings))
    storage.policies.keep(policy_source(settings.policy).pack(), policy.hash, clock())
    return House(
        settings, policy, customers, storage, BufferedInsights(storage.insights), Secrets(newest, tuple(older))
    )


def _upload_caps(settings: Settings) -> UploadCaps:
    return UploadCaps(
        files=settings.upload_files,
        file_bytes=settings.upload_file_bytes,
        draft_bytes=settings.upload_draft_bytes,
        network_bytes_a_day=settings.upload_network_bytes,
        disk_free=settings.disk_free_bytes,
        drafts_an_hour=settings.drafts_an_hour,
    )


def _ticket_caps(settings: Settings) -> TicketCaps:
    return TicketCaps(tickets_per_network=settings.tickets_an_hour, mails_per_address=settings.mails_an_hour)


class CurrentSite:
    """The build in use, opened once and again when another one is put in its place. Safe for many threads."""

    def __init__(self, data: Path, *, vectors: bool) -> None:
        self._data, self._vectors = data, vectors
        self._lock = threading.Lock()
        self._stamp: object = object()
        self._looked = 0.0
        self._site: Site | None = None

    def __call__(self) -> Site | None:
        if time.monotonic() - self._looked > LOOK_AGAIN:
            with self._lock:
                self._look()
        return self._site

    def _look(self) -> None:
        stamp = pointer_stamp(self._data)
        if stamp != self._stamp:
            self._site = self._open()
            self._stamp = stamp
        self._looked = time.monotonic()

    def _open(self) -> Site | None:
        """A searcher of the build before stays open: requests under way still use it, and it closes with them."""
        try:
            release = current_release(self._data)
        except Unavailable as error:
            log.warning("%s", error)
            return None
        searcher, trouble = None, ""
        try:
            searcher = Searcher.open(release.index, vectors=self._vectors)
        except BadIndex as error:
            trouble = str(error)
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
        return Site(
            build_id=release.manifest.build,
            folder=release.site,
            sitemap=release.sitemap,
            shell=release.shell,
            titles=release.titles,
            script_hashes=release.manifest.script_hashes,
            shell_script_hashes=release.manifest.shell_script_hashes,
            searcher=searcher,
            search_problem=trouble,
        )


def make_web(house: House) -> Flask:
    settings, storage = house.settings, house.storage
    web_settings = WebSettings(
        public_url=settings.public_url,
        hosts=settings.hosts,
        trusted_proxies=settings.trusted_proxies,
        report_path=settings.report_path,
        secret_keys=(house.secrets.current, *house.secrets.older),
        docs_csp=settings.docs_csp,
        mail_domain=house.mail_domain,
        upload_caps=_upload_caps(settings),
    )
    return make_app(
        Services(
            settings=web_settings,
            policy=house.policy,
            customers=house.customers,
            site=CurrentSite(settings.data, vectors=settings.search_vectors),
            drafts=storage.drafts,
            files=storage.files,
            tickets=storage.tickets,
            outbox=storage.outbox,
            incidents=storage.incidents,
            insights=house.insights,
            secrets=house.secrets,
            database_ready=storage.ready,
            worker_seen=lambda: worker_seen(settings.data),
            now=clock,
        )
    )


def make_worker(house: House) -> Worker:
    storage = house.storage
    ports = Ports(
        drafts=storage.drafts,
        files=storage.files,
        tickets=storage.tickets,
        outbox=storage.outbox,
        incidents=storage.incidents,
        transport=mail_transport(house.settings),
        compose=composer(house),
        sweep=lambda now: storage.sweep(now=now),
    )
    return Worker(
        ports,
        incidents_folder=house.settings.incidents,
        retention=house.policy.retention,
        mail_domain=house.mail_domain,
        clock=clock,
        heartbeat=lambda _: (house.settings.data / HEARTBEAT).touch(),
    )


def worker_seen(data: Path) -> datetime | None:
    """When the worker last finished a round; None when it never ran here."""
    try:
        return datetime.fromtimestamp((data / HEARTBEAT).stat().st_mtime, UTC)
    except OSError:
        return None


def mail_transport(settings: Settings) -> Transport:
    """Raises Misconfigured when the address of the mail server is wrong."""
    route = settings.mail.get_secret_value()
    return FolderTransport(settings.data / "mail") if route == "folder" else SmtpTransport(route)


def composer(house: House) -> Callable[[Message], EmailMessage]:
    """Makes the mail of a message from what is stored now, under the policy the ticket was promised under."""

    def composed(message: Message) -> EmailMessage:
        ticket = house.storage.tickets.by_id(message.ticket_id) if message.ticket_id else None
        return compose(
            message,
            ticket=ticket,
            key=ticket_key(house.secrets, ticket) if ticket else "",
            policy=policy_of(house, ticket.report.policy_hash) if ticket else house.policy,
            files=house.storage.files.of_ticket(ticket.id) if ticket else (),
            read_file=house.storage.files.read,
            base_url=house.settings.public_url,
            sender=house.sender,
            now=clock(),
            report_path=house.settings.report_path,
        )

    return composed


def policy_of(house: House, policy_hash: str) -> Policy:
    """The policy a ticket was promised under; the present one when that text is gone or no longer loads."""
    if policy_hash == house.policy.hash:
        return house.policy
    packed = house.storage.policies.text(policy_hash)
    try:
        source = PolicySource.unpack(packed or "")
        return load_policy(source.text, files=source.files) if packed else house.policy
    except Misconfigured:
        return house.policy
