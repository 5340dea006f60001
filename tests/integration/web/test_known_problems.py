from datetime import timedelta

from reporter.app import House, make_worker
from reporter.incidents.incident import Incident
from tests.integration.web.conftest import Clock
from tests.integration.web.visitor import Visitor


def an_incident(clock: Clock, **changes: object) -> Incident:
    values = {
        "id": "2026-11-20-london-calls",
        "title": "Calls from London fail",
        "kind": "incident",
        "impact": "major",
        "components": ("Calls",),
        "summary": "Some calls from London do not get through.",
        "started": clock() - timedelta(hours=1),
        "resolved": None,
        "location": "incidents/2026-11-20-london-calls/",
    }
    return Incident(**{**values, **changes})  # type: ignore[arg-type]


def test_open_incidents_stand_before_any_question(visitor: Visitor, house: House, clock: Clock):
    house.storage.incidents.replace("local", [an_incident(clock)], now=clock())

    visitor.opens("/report/")

    assert "Calls from London fail" in visitor.text
    assert visitor.text.index("Calls from London fail") < visitor.text.index("Describe the problem")


def test_an_unknown_service_state_is_said_and_never_shown_as_well(visitor: Visitor, house: House, clock: Clock):
    assert "state is unknown" in visitor.opens("/report/").text

    house.storage.incidents.replace("local", [], now=clock())
    assert "No known problems" in visitor.opens("/report/").text

    clock.at += timedelta(hours=1)
    visitor.opens("/report/")
    assert "state is unknown" in visitor.text
    assert "No known problems" not in visitor.text


def test_joining_counts_and_promises_a_mail_only_with_an_address(visitor: Visitor, house: House, clock: Clock):
    house.storage.incidents.replace("local", [an_incident(clock)], now=clock())

    visitor.opens("/report/join/2026-11-20-london-calls").sends(
        {"email": "ada@customer.example", "call_id": "abc@192.0.2.1"}
    )

    assert visitor.status == 200
    assert "We write to you" in visitor.text
    assert house.storage.incidents.board(now=clock()).open[0].joined == 1


def test_a_mistyped_address_is_said_and_both_fields_stay(visitor: Visitor, house: House, clock: Clock):
    house.storage.incidents.replace("local", [an_incident(clock)], now=clock())

    visitor.opens("/report/join/2026-11-20-london-calls").sends({"email": "ada@", "call_id": "abc@192.0.2.1"})

    assert visitor.status == 422
    assert (visitor.value("email"), visitor.value("call_id")) == ("ada@", "abc@192.0.2.1")


def test_whoever_joined_is_written_to_when_it_is_over_and_can_say_that_it_is_not(
    visitor: Visitor, house: House, clock: Clock, tmp_path
):
    folder = tmp_path / "incidents"
    folder.mkdir()
    (folder / "2026-11-20-london-calls.md").write_text(MARKDOWN.format(more=""))
    house.settings.__dict__["incidents"] = folder
    worker = make_worker(house)
    worker.run_once(clock())
    visitor.opens("/report/join/2026-11-20-london-calls").sends({"email": "ada@customer.example", "call_id": ""})

    clock.at += timedelta(minutes=5)
    (folder / "2026-11-20-london-calls.md").write_text(
        MARKDOWN.format(more="resolved: true\nresolvedWhen: 2026-11-20 10:31:00\n")
    )
    worker.run_once(clock())
    clock.at += timedelta(minutes=1)
    worker.run_once(clock())

    [mail] = list((house.settings.data / "mail").glob("*.eml"))
    assert "To: ada@customer.example" in mail.read_text()
    assert house.storage.incidents.joined_addresses("2026-11-20-london-calls") == ()
    assert "/report/?from=3Dincidents/2026-11-20-london-calls/" in mail.read_text().replace("=\n", "")


MARKDOWN = """---
title: Calls from London fail
date: 2026-11-20 09:30:00
severity: disrupted
affected: [Calls]
{more}---

Some calls from London do not get through.
"""
