"""Everything the web is given by the composition root. The web makes none of it and reads no environment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from reporter.delivery.ports import Outbox
from reporter.incidents.incident import Incidents
from reporter.insights.ports import Insights
from reporter.journey.ports import Drafts, EvidenceFiles, UploadCaps
from reporter.policy.customers import Customers
from reporter.policy.model import Policy
from reporter.policy_in_use import InUse
from reporter.tickets.keys import Secrets
from reporter.tickets.ports import Tickets
from reporter.web.recent import RecentAnswers
from search.retrieval.query import Searcher


class PageShell(Protocol):
    """The site's own page around ours: head up to the title, from there to the content, and the rest."""

    @property
    def top(self) -> str: ...
    @property
    def middle(self) -> str: ...
    @property
    def bottom(self) -> str: ...


@dataclass(frozen=True)
class Site:
    """One build of the knowledge base, as a whole. `script_hashes` are CSP sources such as 'sha256-...' of the
    articles and of the shell; `sitemap` gives the sitemap for the origin that was asked;
    `titles`: page location -> title.
    """

    build_id: str
    folder: Path
    sitemap: Callable[[str], str]
    shell: PageShell
    titles: Mapping[str, str]
    script_hashes: tuple[str, ...]
    shell_script_hashes: tuple[str, ...]
    searcher: Searcher | None
    search_problem: str = ""

    @cached_property
    def recent(self) -> RecentAnswers:
        """What its search answered lately."""
        return RecentAnswers(self.titles.values())


@dataclass(frozen=True)
class WebSettings:
    """What the web needs of the settings. `public_url` has no slash at its end; `secret_keys` newest first."""

    public_url: str
    hosts: list[str]
    trusted_proxies: int
    report_path: str
    secret_keys: tuple[bytes, ...]
    docs_csp: bool
    mail_domain: Callable[[Policy], str]
    upload_caps: UploadCaps


@dataclass(frozen=True)
class Services:
    """The ports and values the handlers work with. `site()` is None while there is no build. Each request has its own
    (`current.services`), because what it asks for first of the promise is what it works under to its end. `policy_of`
    gives the policy that a ticket was promised under, by its hash."""

    settings: WebSettings
    promise: Callable[[], InUse]
    policy_of: Callable[[str], Policy]
    customers: Customers
    site: Callable[[], Site | None]
    drafts: Drafts
    files: EvidenceFiles
    tickets: Tickets
    outbox: Outbox
    incidents: Incidents
    insights: Insights
    secrets: Secrets
    database_ready: Callable[[], None]
    worker_seen: Callable[[], datetime | None]
    now: Callable[[], datetime]

    @cached_property
    def in_use(self) -> InUse:
        return self.promise()

    @property
    def policy(self) -> Policy:
        return self.in_use.policy

    @property
    def mail_domain(self) -> str:
        return self.settings.mail_domain(self.policy)
