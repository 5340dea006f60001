"""Facts about a browser: what its script sends is taken by name, what a person types as it stands."""

import pytest

from reporter.journey.browser_facts import LONGEST_FACT, LONGEST_MESSAGE
from tests.unit.journey.asking import answer_of, asking, need


def facts(browser="", console=""):
    return answer_of(asking(need("browser"), browser=browser, console=console)).browser.lines


def test_what_the_script_found_out_is_taken_by_name():
    assert facts(
        "browser: Firefox 145\nonline: yes\nzone: Europe/Berlin\nreached: Portal: 45 ms\nnot reached: Mail"
    ) == (
        ("browser", "Firefox 145"),
        ("online", "yes"),
        ("zone", "Europe/Berlin"),
        ("reached", "Portal: 45 ms"),
        ("not reached", "Mail"),
    )


def test_the_address_of_the_page_loses_what_may_hold_keys():
    assert facts("page: https://portal.example.org/calls?token=abc#key") == (
        ("page", "https://portal.example.org/calls"),
    )


def test_a_long_fact_is_cut_and_its_control_characters_are_gone():
    assert facts("browser: \u202eFire\x00fox\ud800" + "x" * 400) == (
        ("browser", ("Firefox" + "x" * 400)[:LONGEST_FACT]),
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
    found = [*facts(f"browser: Firefox 145\n{line}", console=f"Failed\n{line}")]
    assert ("browser", "Firefox 145") in found
    assert ("console", "Failed") in found
    assert len(found) == 4
    assert "s3cr3t" not in str(found)


@pytest.mark.parametrize("text", ["[" * 8_000, '{"browser": "x"}', "9" * 5_000, "password of the browser"])
def test_what_has_no_known_name_is_a_typed_line(text):
    assert facts(text) == (("typed", text[:LONGEST_FACT]),)


def test_messages_of_the_console_stand_each_on_a_line():
    assert facts(console="TypeError: x is undefined\n\n  at a.js:1\n" + "y" * 3_000) == (
        ("console", "TypeError: x is undefined"),
        ("console", "at a.js:1"),
        ("console", "y" * LONGEST_MESSAGE),
    )
