"""The five policies of examples/policies, and the real application on each of them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from reporter import app as composition
from reporter.app import House, make_web, open_house
from reporter.config import Settings, policy_file
from reporter.policy.model import Policy
from tests.integration.web.conftest import Clock
from tests.integration.web.visitor import Visitor
from tests.requirements.walking import walk

POLICIES = Path(__file__).parents[2] / "examples" / "policies"


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
    """`visit("sharpen")`: a visitor of their own at the front door of that policy."""

    def arrive(name: str) -> Visitor:
        made = make_web(house(name))
        made.testing = True
        made.config["PROPAGATE_EXCEPTIONS"] = False
        return Visitor(made.test_client())

    return arrive


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
