"""Facts about a browser: what its script sends is taken by name, what a person types as it stands."""

import json

import pytest

from reporter.journey.browser_facts import LONGEST_FACT, LONGEST_MESSAGE
from tests.unit.journey.asking import answer_of, asking, need

PROBES = {"probe": [{"name": name, "origin": "https://portal.example.org"} for name in ("Portal", "Mail", "Files")]}


def facts(browser="", console=""):
    return answer_of(asking(need("browser"), evidence=PROBES, browser=browser, console=console)).browser.lines


def sent(**told):
    return facts(json.dumps(told))


def test_what_the_script_found_out_is_taken_by_name():
    assert sent(browser="Firefox 145", system="Linux", online=True, cookies=False, zone="Europe/Berlin") == (
        ("browser", "Firefox 145"),
        ("system", "Linux"),
        ("zone", "Europe/Berlin"),
        ("online", "yes"),
        ("cookies", "no"),
    )


def test_hosts_of_the_policy_were_reached_in_some_time_or_not():
    assert sent(reached={"Portal": 45.4, "Mail": None, "Elsewhere": 3}) == (
        ("reached", "Portal: 45 ms"),
        ("failed", "Mail"),
    )


@pytest.mark.parametrize("took", [-1, 10**400, True, "45", [45], {}, 700_000])
def test_a_time_that_is_none_means_not_reached(took):
    assert sent(reached={"Portal": took}) == (("failed", "Portal"),)


def test_what_has_another_name_or_form_is_dropped():
    assert sent(browser=["Firefox"], system={"a": 1}, screen=10**400, password="hunter2", reached="all") == ()


def test_the_address_of_the_page_loses_what_may_hold_keys():
    assert sent(page="https://portal.example.org/calls?token=abc#key") == (
        ("page", "https://portal.example.org/calls"),
    )


def test_a_long_fact_is_cut_and_its_control_characters_are_gone():
    assert sent(browser="\u202eFire\x00fox\ud800\n" + "x" * 400) == (
        ("browser", ("Firefox " + "x" * 400)[:LONGEST_FACT]),
    )


def test_lines_that_are_typed_are_taken_with_their_names_or_without():
    assert facts("Browser: Safari 18\nOn a tablet\n\nsystem : iPadOS") == (
        ("browser", "Safari 18"),
        ("typed", "On a tablet"),
        ("system", "iPadOS"),
    )


SECRETS = ["Authorization: Bearer s3cr3tTok3n0123456789", "password=s3cr3t", "Cookie: sid=s3cr3t"]


@pytest.mark.parametrize("line", SECRETS)
def test_secrets_are_taken_out_wherever_they_stand(line):
    found = [*facts(f"browser: Firefox 145\n{line}", console=f"Failed\n{line}"), *sent(browser=line)]
    assert ("browser", "Firefox 145") in found
    assert ("console", "Failed") in found
    assert len(found) == 5
    assert "s3cr3t" not in str(found)


@pytest.mark.parametrize("text", ["[" * 8_000, '{"browser": "x"', '["browser"]', "9" * 5_000, '"browser"'])
def test_what_is_no_object_of_the_script_is_a_typed_line(text):
    assert facts(text) == (("typed", text[:LONGEST_FACT]),)


def test_messages_of_the_console_stand_each_on_a_line():
    assert facts(console="TypeError: x is undefined\n\n  at a.js:1\n" + "y" * 3_000) == (
        ("console", "TypeError: x is undefined"),
        ("console", "at a.js:1"),
        ("console", "y" * LONGEST_MESSAGE),
    )
