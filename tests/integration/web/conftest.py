"""The real application over a real database in a folder of its own, with a clock that stands still."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from reporter import app as composition
from reporter.app import House, make_web, open_house
from reporter.config import Settings
from reporter.policy.model import Policy
from reporter.policy_in_use import InUse
from reporter.web.page import plain_shell
from reporter.web.services import Services, Site
from search.articles.sections import sections_from_index
from search.index.build import build_index
from search.retrieval.query import Searcher
from tests.integration.web.visitor import Visitor

ROOT = Path(__file__).parents[3]
DOCUMENT = {
    "config": {},
    "docs": [
        {"location": "audio/one-way/", "title": "One-way audio", "text": "<p>Callers cannot hear you.</p>"},
        {
            "location": "audio/one-way/#nat",
            "title": "NAT",
            "text": "<p>A private address in the SDP <script>x</script></p>",
        },
        {
            "location": "calls/drop/",
            "title": "Calls drop after 32 seconds",
            "text": "<p>The ACK is &lt;missing&gt;: callers are cut off.</p>",
        },
    ],
}


@dataclass
class Clock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock(moment)
    monkeypatch.setattr(composition, "clock", standing)
    return standing


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data=tmp_path / "var", policy=ROOT / "policy.yml", disk_free_bytes=0)  # type: ignore[call-arg]


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    opened = open_house(settings)
    yield opened
    opened.close()


@pytest.fixture
def app(house: House, clock: Clock) -> Flask:
    made = make_web(house)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False  # what a visitor would see is what is tested
    return made


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def another(app: Flask) -> Callable[[], Visitor]:
    """A second visitor with cookies of their own."""
    return lambda: Visitor(app.test_client())


def with_services(app: Flask, **changes: object) -> None:
    """Put other parts in the place of some services; `policy` is one that is in use from now on."""
    if isinstance(policy := changes.pop("policy", None), Policy):
        changes["promise"] = lambda: InUse(policy, datetime.now(UTC))
    services = app.extensions["lifering"]
    assert isinstance(services, Services)
    app.extensions["lifering"] = replace(services, **changes)  # type: ignore[arg-type]


@dataclass
class Found:
    searcher: Searcher


@pytest.fixture
def searching(app: Flask, tmp_path: Path) -> Iterator[Found]:
    paths = {"audio/one-way/": "audio/one-way.md", "calls/drop/": "calls/drop.md"}
    build_index(sections_from_index(DOCUMENT, paths=paths, descriptions={}), tmp_path / "index")
    searcher = Searcher.open(tmp_path / "index")
    (tmp_path / "site").mkdir()
    site = Site(
        "b1", tmp_path / "site", str, plain_shell("Test"), {"audio/one-way/": "One-way audio"}, (), (), searcher
    )
    with_services(app, site=lambda: site)
    yield Found(searcher)
    searcher.close()
