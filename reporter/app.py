"""The composition root: reads nothing but the settings, opens the storage once and joins the rooms by their ports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import lru_cache, partial
from pathlib import Path

from flask import Flask

from reporter.config import Settings, customers_file, policy_source, promise_of, secret_keys
from reporter.delivery.compose import compose
from reporter.delivery.folder import FolderTransport
from reporter.delivery.ports import Transport
from reporter.delivery.smtp import SmtpTransport
from reporter.errors import LiferingError, Misconfigured
from reporter.insights.buffer import BufferedInsights
from reporter.journey.ports import UploadCaps
from reporter.policy.customers import Customers
from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from reporter.policy.source import PolicySource
from reporter.policy_in_use import CurrentPolicy
from reporter.site_in_use import CurrentSite
from reporter.storage import Storage, open_storage
from reporter.tickets.keys import Secrets, ticket_key
from reporter.tickets.ports import TicketCaps
from reporter.tickets.ticket import Message
from reporter.web.factory import make_app
from reporter.web.services import Services, WebSettings
from reporter.worker import Ports, Terms, Worker

HEARTBEAT = "worker.alive"


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """What web and worker share: the settings, the promise, what is kept. `promise()` is the policy in use now."""

    settings: Settings
    promise: CurrentPolicy
    customers: Customers
    storage: Storage
    insights: BufferedInsights
    secrets: Secrets

    @property
    def policy(self) -> Policy:
        return self.promise().policy

    def close(self) -> None:
        self.insights.close()
        self.storage.close()


def open_house(settings: Settings, *, or_last_good: bool = False) -> House:
    """`or_last_good`: with a wrong policy file, work under the policy that was the last good one here, if there is one.
    Raises Misconfigured for a wrong policy or secret, Unavailable when disk or database do not answer.
    """
    promise = CurrentPolicy(
        settings.policy, read=policy_source, judge=partial(promise_of, settings=settings), now=clock
    )
    if promise.wrong and not or_last_good:
        raise promise.wrong
    customers = customers_file(settings.customers)
    newest, *older = secret_keys(settings.data)
    storage = open_storage(settings.data, upload_caps=_upload_caps(settings), ticket_caps=_ticket_caps(settings))
    try:
        promise.begin(storage.policies)
    except LiferingError:
        storage.close()
        raise
    return House(
        settings, promise, customers, storage, BufferedInsights(storage.insights), Secrets(newest, tuple(older))
    )


def _upload_caps(settings: Settings) -> UploadCaps:
    return UploadCaps(
        files=settings.upload_files,
        file_bytes=settings.upload_file_bytes,
        trace_bytes=settings.upload_trace_bytes,
        draft_bytes=settings.upload_draft_bytes,
        network_bytes_a_day=settings.upload_network_bytes,
        disk_free=settings.disk_free_bytes,
        drafts_an_hour=settings.drafts_an_hour,
    )


def _ticket_caps(settings: Settings) -> TicketCaps:
    return TicketCaps(tickets_per_network=settings.tickets_an_hour, mails_per_address=settings.mails_an_hour)


def make_web(house: House) -> Flask:
    settings, storage = house.settings, house.storage
    web_settings = WebSettings(
        public_url=settings.public_url,
        hosts=settings.hosts,
        trusted_proxies=settings.trusted_proxies,
        report_path=settings.report_path,
        secret_keys=(house.secrets.current, *house.secrets.older),
        docs_csp=settings.docs_csp,
        mail_domain=partial(mail_domain, settings),
        upload_caps=_upload_caps(settings),
    )
    return make_app(
        Services(
            settings=web_settings,
            promise=house.promise,
            policy_of=partial(policy_of, house),
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
        terms=lambda: _terms(house.settings, house.policy),
        clock=clock,
        heartbeat=lambda _: (house.settings.data / HEARTBEAT).touch(),
    )


def _terms(settings: Settings, policy: Policy) -> Terms:
    return Terms(policy.retention, mail_domain(settings, policy))


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


def sender(settings: Settings, policy: Policy) -> str:
    """Whom mail comes from."""
    return settings.mail_from or f"{policy.organisation.name} <{policy.organisation.support_address}>"


def mail_domain(settings: Settings, policy: Policy) -> str:
    return sender(settings, policy).rpartition("@")[2].rstrip(">").strip()


def composer(house: House) -> Callable[[Message], EmailMessage]:
    """Makes the mail of a message from what is stored now, under the policy the ticket was promised under."""

    def composed(message: Message) -> EmailMessage:
        present = house.policy
        ticket = house.storage.tickets.by_id(message.ticket_id) if message.ticket_id else None
        return compose(
            message,
            ticket=ticket,
            key=ticket_key(house.secrets, ticket) if ticket else "",
            policy=policy_of(house, ticket.report.policy_hash) if ticket else present,
            files=house.storage.files.of_ticket(ticket.id) if ticket else (),
            read_file=house.storage.files.read,
            base_url=house.settings.public_url,
            sender=sender(house.settings, present),
            now=clock(),
            report_path=house.settings.report_path,
            connected=[other.reference for other in house.storage.tickets.connected(ticket)] if ticket else (),
        )

    return composed


def policy_of(house: House, policy_hash: str) -> Policy:
    """The policy a ticket was promised under; the present one when that text is gone or no longer loads."""
    present = house.policy
    if policy_hash == present.hash:
        return present
    packed = house.storage.policies.text(policy_hash)
    try:
        return _loaded(packed) if packed else present
    except Misconfigured:
        return present


@lru_cache(maxsize=8)
def _loaded(packed: str) -> Policy:
    source = PolicySource.unpack(packed)
    return load_policy(source.text, files=source.files)
