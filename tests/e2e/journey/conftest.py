"""Our own site and reporter as they really run, and visitors whose browsers may complain of nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.e2e.conftest import PATIENCE
from tests.integration.delivery.conftest import Mailbox, free_port
from tests.running import LIFERING, ROOMY, ROOT, Running, environment, run, start, until

RESULTS = ROOT / "test-results"
INCIDENT = """---
title: Calls to mobiles fail
description: Some calls to mobile numbers end at once. Calls to other numbers are not affected.
date: {date}
resolved: false
severity: disrupted
affected: [Calls]
---

Some calls to mobile numbers end at once.
"""
WRONG_ANSWERS = "status of 422 "  # Chromium logs every page that came with an error status, so a form with mistakes too


@dataclass
class House:
    """The running reporter, the mailbox its mail ends in, and the environment for commands beside it."""

    running: Running
    mailbox: Mailbox
    env: dict[str, str]

    @property
    def url(self) -> str:
        return self.running.url

    def mail(self, to: str, about: str) -> EmailMessage:
        """The mail to an address with `about` in its subject, once it has arrived."""
        return until(lambda: next(iter(self.mails(to, about)), None), what=f"mail to {to} about {about}")

    def mails(self, to: str, about: str) -> list[EmailMessage]:
        return [mail for mail in list(self.mailbox.mails) if to in mail["To"] and about in mail["Subject"]]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`lifering build`, then `lifering serve` with mail to a real SMTP server; one for all tests."""
    folder = tmp_path_factory.mktemp("house")
    incidents = folder / "incidents"
    incidents.mkdir()
    began = datetime.now(UTC) - timedelta(hours=2)
    (incidents / "mobiles.md").write_text(INCIDENT.format(date=began.isoformat(timespec="seconds")), "utf-8")
    mailbox, port = Mailbox(), free_port()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=free_port(), ready_timeout=10)
    smtp.start()
    settings = {
        "LIFERING_DATA": str(folder / "var"),
        "LIFERING_INCIDENTS": str(incidents),
        "LIFERING_PORT": str(port),
        "LIFERING_MAIL": f"smtp://127.0.0.1:{smtp.port}",
    }
    env = environment(**ROOMY, **settings)
    built = run("build", env=env)
    assert built.returncode == 0, built.stderr
    running = start([LIFERING, "serve"], cwd=ROOT, env=env, port=port, log=folder / "log")
    yield House(running, mailbox, env)
    running.end()
    smtp.stop()


@dataclass
class Visitor:
    """One browser with cookies of its own. `troubles` collects what it complains of and what it asks of other hosts;
    a test that brings a complaint about says so in `expected`."""

    context: BrowserContext
    url: str
    expected: list[str] = field(default_factory=lambda: [WRONG_ANSWERS])
    troubles: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.context.on("console", self._said)
        self.context.on("weberror", lambda failed: self.troubles.append(str(failed.error)))
        self.context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(part in message.text for part in self.expected):
            self.troubles.append(message.text)

    def _asked(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.troubles.append(f"asked another host: {request.url}")

    def opens(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(self.url + path)
        return page


@pytest.fixture
def visit(browser: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; at the end of the test none of them may have had trouble. A failure leaves pictures behind."""
    visitors: list[Visitor] = []

    def come(*, width: int = 1280, **options: Any) -> Visitor:
        context = browser.new_context(
            **{
                "viewport": {"width": width, "height": 800},
                "locale": "en-GB",
                "timezone_id": "Europe/Berlin",
                "reduced_motion": "reduce",
                **options,
            }
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context, house.url)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield come
    if request.node.stash.get(FAILED, False):
        _pictures(visitors, request.node.name)
    for visitor in visitors:
        visitor.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    return visit()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


def _pictures(visitors: list[Visitor], test: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    name = "".join(c if c.isalnum() else "-" for c in test)
    for number, page in enumerate(page for visitor in visitors for page in visitor.context.pages):
        page.screenshot(path=Path(RESULTS) / f"{name}-{number}.png", full_page=True)
