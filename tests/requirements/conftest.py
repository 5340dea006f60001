"""The five policies of examples/policies, and the real application on each of them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reporter import app as composition
from reporter.app import House, make_web, make_worker, open_house
from reporter.config import Settings, policy_file
from reporter.policy.model import Policy
from reporter.site.build import build_release
from reporter.site.release import current_release
from reporter.web.page import plain_shell
from reporter.web.services import Site
from search.articles.sections import sections_from_index
from search.index.build import build_index
from search.retrieval.query import Searcher
from tests.integration.web.conftest import Clock, with_services
from tests.integration.web.visitor import Visitor, parsed
from tests.requirements.walking import walk

POLICIES = Path(__file__).parents[2] / "examples" / "policies"
ARTICLE = """<p>Callers cannot hear us on incoming calls: they hear silence, we hear them well. It began after a new
router, which drops incoming audio.</p>"""
DOCUMENT = {
    "config": {},
    "docs": [
        {"location": "audio/one-way/", "title": "One-way audio on incoming calls", "text": ARTICLE},
        {"location": "calls/drop/", "title": "Calls drop after 32 seconds", "text": "<p>The ACK is missing.</p>"},
    ],
}
MKDOCS = """site_name: Support
theme:
  name: material
  font: false
plugins: [search, lifering]
"""
PATHS = {"audio/one-way/": "audio/one-way.md", "calls/drop/": "calls/drop.md"}


@cache
def reading_of(name: str) -> Policy:
    return policy_file(POLICIES / f"{name}.yml")


def settings_of(name: str, data: Path, **changes: object) -> Settings:
    return Settings(_env_file=None, data=data, policy=POLICIES / f"{name}.yml", disk_free_bytes=0, **changes)  # type: ignore[call-arg]


@pytest.fixture
def connexcs() -> Policy:
    return reading_of("connexcs")


@pytest.fixture
def portal() -> Policy:
    return reading_of("portal")


@pytest.fixture
def tiledesk() -> Policy:
    return reading_of("tiledesk")


@pytest.fixture
def sharpen() -> Policy:
    return reading_of("sharpen")


@pytest.fixture
def communicado() -> Policy:
    return reading_of("communicado")


@pytest.fixture
def clock(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands still at a Friday in working hours of all five, until a test sets it."""
    standing = Clock(moment.replace(hour=15))
    monkeypatch.setattr(composition, "clock", standing)
    return standing


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[Callable[[str], House]]:
    """`house("sharpen")`: the application's parts on that policy, over a database of its own."""
    opened: dict[str, House] = {}

    def open_once(name: str, **changes: object) -> House:
        if name not in opened:
            opened[name] = open_house(settings_of(name, tmp_path / name, **changes))
        return opened[name]

    yield open_once
    for each in opened.values():
        each.close()


@pytest.fixture
def visit(house: Callable[[str], House]) -> Callable[[str], Visitor]:
    """`visit("sharpen")`: a visitor of their own at the front door of that policy; settings may be named besides."""

    def arrive(name: str, **changes: object) -> Visitor:
        made = make_web(house(name, **changes))
        made.testing = True
        made.config["PROPAGATE_EXCEPTIONS"] = False
        return Visitor(made.test_client())

    return arrive


@pytest.fixture
def mails(house: Callable[[str], House], clock: Clock) -> Callable[[str], list[EmailMessage]]:
    """`mails("sharpen")`: what the worker then mails, support's first."""

    def received(name: str) -> list[EmailMessage]:
        make_worker(house(name)).run_once(clock())
        files = (house(name).settings.data / "mail").glob("*.eml")
        found = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return sorted(found, key=lambda mail: "X-Lifering-Reference" not in mail)

    return received


@pytest.fixture
def articles(tmp_path: Path) -> Iterator[Callable[[Visitor], Visitor]]:
    """`articles(visitor)`: puts a small site that can be searched behind the visitor's front door."""
    build_index(sections_from_index(DOCUMENT, paths=PATHS, descriptions={}), tmp_path / "index")
    searcher = Searcher.open(tmp_path / "index")
    (tmp_path / "site").mkdir()
    titles = {"audio/one-way/": "One-way audio on incoming calls"}
    site = Site("b1", tmp_path / "site", str, plain_shell("Test"), titles, (), (), searcher)

    def behind(visitor: Visitor) -> Visitor:
        with_services(visitor.client.application, site=lambda: site)
        return visitor

    yield behind
    searcher.close()


@pytest.fixture(scope="session")
def severity_step(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Visitor]]:
    """`severity_step("sharpen")`: that page of the policy's journey, fetched once: for what always stands there."""
    opened: list[House] = []

    @cache
    def page(name: str) -> Visitor:
        data = tmp_path_factory.mktemp(name)
        opened.append(open_house(settings_of(name, data)))
        return walk(Visitor(make_web(opened[-1]).test_client()), reading_of(name), "severity")

    yield page
    for house in opened:
        house.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`site("sharpen")`: the folder of a small documentation built with that policy, once."""

    @cache
    def built(name: str) -> Path:
        folder = tmp_path_factory.mktemp(f"{name}-docs")
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(MKDOCS)
        (folder / "docs" / "index.md").write_text("# Home\n\nWelcome.\n")
        (folder / "docs" / "audio.md").write_text("# One-way audio\n\nRouters.\n")
        build_release(mkdocs_file=folder / "mkdocs.yml", data=folder / "data", policy=reading_of(name))
        return current_release(folder / "data").site

    return built


@pytest.fixture
def article(site: Callable[[str], Path]) -> Callable[[str, str], Visitor]:
    """`article("sharpen", "support/contact")`: that page of the documentation."""

    def read(name: str, path: str) -> Visitor:
        page = parsed((site(name) / path / "index.html").read_text("utf-8"))
        return Visitor(FlaskClient(Flask(__name__)), page)

    return read
