"""The policy file is replaced under a running application: what visitors, the worker and monitoring see of it."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from reporter.app import House, make_worker
from reporter.config import Settings
from reporter.web.current import services
from tests.integration.web.conftest import ROOT, Clock
from tests.integration.web.report import CONTACT, PROBLEM, example_key, to_articles, to_review, to_severity, to_ticket
from tests.integration.web.visitor import Visitor
from tests.running import until

SHIPPED = (ROOT / "policy.yml").read_text("utf-8")
RENAMED = SHIPPED.replace("Harbour Voice", "Quay Voice")
SHARPEN, PORTAL = ((ROOT / f"examples/policies/{name}.yml").read_text("utf-8") for name in ("sharpen", "portal"))
WRONG = SHIPPED.replace("retention:", "retentoin:")


def but(*changes: tuple[str, str]) -> str:
    """The shipped policy with other words."""
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "promise.yml"
    file.write_text(SHIPPED, "utf-8")
    return Settings(_env_file=None, data=tmp_path / "var", policy=file, disk_free_bytes=0)  # type: ignore[call-arg]


@pytest.fixture
def replaced(house: House) -> Callable[[str], None]:
    """Puts another text into the file's place, and waits until the application has looked at it."""

    def put(text: str) -> None:
        file = house.settings.policy
        beside = file.with_name("beside")
        beside.write_text(text, "utf-8")
        os.utime(beside, (0, 0))  # nobody is writing it
        before = house.promise()
        beside.replace(file)
        until(lambda: house.promise() != before, what="a look at the file")

    return put


def test_a_new_policy_is_in_the_journey_without_a_restart_and_what_was_typed_is_kept(visitor: Visitor, replaced):
    to_severity(visitor)
    assert "Harbour Voice" in visitor.page.findtext(".//title", "")
    replaced(but(("Harbour Voice", "Quay Voice"), ("None of our phones can", "Not one of our phones can")))
    visitor.opens("/report/severity")
    assert "Quay Voice" in visitor.page.findtext(".//title", "")
    assert "Not one of our phones can make or receive calls" in visitor.text
    assert visitor.opens("/report/problem").value("title") == PROBLEM["title"]


def test_what_a_draft_answered_and_the_new_policy_no_longer_has_is_asked_again(visitor: Visitor, replaced):
    to_review(visitor)
    replaced(but(("None of our phones can", "Not one of our phones can")))
    visitor.sends(form="/report/review")
    assert visitor.path == "/report/severity"
    visitor.sends({"ticked": example_key(visitor, "Not one of our phones can make or receive calls")}, button="on")
    assert visitor.opens("/report/contact").value("email") == CONTACT["email"]


def test_a_problem_type_that_is_gone_is_asked_again(visitor: Visitor, replaced):
    to_articles(visitor, problem_type="numbers")
    replaced(SHARPEN)
    for path in ("/report/articles", "/report/severity", "/report/review"):
        assert visitor.opens(path).status in {302, 303}
    assert visitor.opens("/report/problem").value("title") == PROBLEM["title"]


def test_a_review_that_shows_another_promise_is_shown_again_instead_of_being_sent(visitor: Visitor, house, replaced):
    to_review(visitor)
    replaced(but(("within: 30 minutes", "within: 45 minutes")))
    visitor.sends(form="/report/review")
    assert (visitor.path, visitor.status) == ("/report/review", 422)
    assert "45 minutes" in visitor.text
    assert house.storage.tickets.newest(1) == ()
    visitor.sends(form="/report/review")
    assert visitor.path.startswith("/tickets/")


def test_a_request_ends_under_the_policy_it_began_with(app: Flask, house: House, replaced):
    with app.test_request_context("/report/"):
        before = services().policy
        replaced(RENAMED)
        assert house.policy.organisation.name == "Quay Voice"
        assert services().policy is before
        assert services().mail_domain == "harbourvoice.example"
    with app.test_request_context("/report/"):
        assert services().policy.organisation.name == "Quay Voice"


def test_a_ticket_keeps_its_policy_and_the_next_one_has_the_new_one_which_is_stored(
    visitor: Visitor, another, house, clock: Clock, replaced
):
    first = to_ticket(visitor).path
    clock.at += timedelta(minutes=1)
    replaced(but(("name: Calls are down", "name: Calls do nothing")))
    second = to_ticket(another()).path
    newer, older = house.storage.tickets.newest(2)
    assert older.report.policy_hash != newer.report.policy_hash == house.policy.hash
    assert "Calls do nothing" in house.storage.policies.text(newer.report.policy_hash)
    assert "Calls do nothing" in another().opens(second).text
    visitor.opens(first)
    assert "Calls are down" in visitor.text
    assert "Calls do nothing" not in visitor.text
    assert "Calls do nothing" not in visitor.client.get(f"{first}/report.txt").text


def test_a_ticket_of_a_problem_type_that_is_gone_opens(visitor: Visitor, house: House, replaced):
    path = to_ticket(visitor).path
    replaced(PORTAL)
    assert "calls" not in {kind.code for kind in house.policy.problem_types}
    assert visitor.opens(path).status == 200
    assert "Calls are down" in visitor.text


def test_the_worker_keeps_things_as_long_as_the_new_policy_says(visitor: Visitor, house, clock: Clock, replaced):
    worker = make_worker(house)
    to_ticket(visitor)
    clock.at += timedelta(days=2)
    replaced(but(("tickets: 2 years", "tickets: 1 days")))
    worker.run_once(clock())
    assert house.storage.tickets.newest(1) == ()


def test_mail_comes_from_the_address_of_the_new_policy(visitor: Visitor, house: House, clock: Clock, replaced):
    worker = make_worker(house)
    replaced(but(("support@harbourvoice.example", "support@quayvoice.example")))
    to_ticket(visitor)
    worker.run_once(clock())
    mails = [file.read_text("utf-8") for file in (house.settings.data / "mail").glob("*.eml")]
    assert mails
    for mail in mails:
        assert "From: Harbour Voice <support@quayvoice.example>" in mail
        assert "@quayvoice.example>" in next(line for line in mail.splitlines() if line.startswith("Message-ID"))


def test_a_refused_policy_is_told_by_readiness_which_stays_ready(visitor: Visitor, house: House, clock, replaced):
    make_worker(house).run_once(datetime.now(clock().tzinfo))
    before = part(visitor)
    assert before == {"ready": True, "says": f"loaded {house.policy.hash[:12]}"}
    replaced(WRONG)
    refused = part(visitor)
    assert refused["ready"] is True
    assert datetime.fromisoformat(refused["refused_since"]) == house.promise().refused.since.replace(microsecond=0)
    assert f"goes on with {house.policy.hash[:12]}" in refused["says"]
    assert f"{house.promise().refused.since:%Y-%m-%d %H:%M} UTC" in refused["says"]
    assert house.promise().refused.mistakes[0] in refused["says"]
    assert str(house.settings.policy.parent) not in refused["says"]
    assert to_ticket(visitor).status == 200
    replaced(SHIPPED)
    assert part(visitor) == before


def part(visitor: Visitor) -> dict[str, object]:
    answer = visitor.client.get("/readyz")
    assert answer.json
    return answer.json["parts"]["policy"]


def test_the_cookie_lasts_as_long_as_drafts_do_now(visitor: Visitor, app: Flask, replaced):
    replaced(but(("drafts: 7 days", "drafts: 9 days")))
    visitor.opens("/report/problem")
    to_articles(visitor)
    assert app.permanent_session_lifetime == timedelta(days=9)
