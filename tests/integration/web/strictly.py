"""The way through the journey where the promise is strict, and what is asked of its pages."""

from datetime import UTC, datetime
from pathlib import Path

from reporter.app import House
from reporter.config import Settings
from tests.integration.web.report import CONTACT, to_articles
from tests.integration.web.visitor import Visitor
from tests.strict import CUSTOMERS, strict_text

TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STATEMENTS = ["Somebody can be reached at this number", "All of our site is concerned"]


def strict_settings(folder: Path) -> Settings:
    """Of an installation with the strict policy and its customers."""
    policy, customers = folder / "policy.yml", folder / "customers.csv"
    policy.write_text(strict_text(), "utf-8")
    customers.write_text(CUSTOMERS, "utf-8")
    return Settings(_env_file=None, data=folder / "var", policy=policy, customers=customers, disk_free_bytes=0)  # type: ignore[call-arg]


def at_severity(visitor: Visitor, kind: str = "fault") -> Visitor:
    return to_articles(visitor, problem_type=kind).sends(form="/report/articles", button="on")


def at_review(visitor: Visitor, level: str = "urgent", email: str = "a@good.example", kind: str = "fault") -> Visitor:
    at_severity(visitor, kind).sends({"level": level}, button="on")
    return visitor.sends({**CONTACT, "email": email, "contract": "yes"}, button="on")


def the_ticket(house: House):
    (ticket,) = house.storage.tickets.newest(10)
    return ticket


def promises(visitor: Visitor) -> list[str]:
    """The promises that are not hidden."""
    sections = (e for e in visitor.page.iter("section") if e.get("data-lr-promise") and e.get("hidden") is None)
    return [" ".join("".join(section.itertext()).split()) for section in sections]


def replace_hash(policy, house: House):
    return policy.model_copy(update={"hash": house.policy.hash})
