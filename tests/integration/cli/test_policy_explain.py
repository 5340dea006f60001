"""`lifering policy explain` and `show`: which promise a report would get, and why."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reporter.app import open_house
from reporter.cli import cli
from reporter.config import Settings
from reporter.errors import Misconfigured
from tests.strict import CUSTOMERS, strict_text

NIGHT = "2026-11-24T03:00"


@pytest.fixture
def policy(tmp_path: Path) -> str:
    (tmp_path / "strict.yml").write_text(strict_text(), "utf-8")
    (tmp_path / "customers.csv").write_text(CUSTOMERS, "utf-8")
    return str(tmp_path / "strict.yml")


def said(*words: str) -> str:
    done = CliRunner().invoke(cli, ["policy", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def refused(*words: str) -> str:
    done = CliRunner().invoke(cli, ["policy", "explain", *words], catch_exceptions=False)
    assert done.exit_code == 2
    return " ".join(done.output.split())


def test_it_says_level_reason_time_in_both_zones_whom_it_wakes_the_best_channel_and_what_is_next(policy):
    told = said("explain", policy, "--tick", "ceased", "--at", NIGHT, "--zone", "America/New_York")

    for line in (
        "Level        10 - Urgent",
        "Why          because of “All numbers have ceased to work”",
        "First answer by Tue 24 Nov 2026, 00:00 America/New_York, Tue 24 Nov 2026, 05:00 Europe/London: 2 hours of",
        "Wakes        the engineer on call",
        "Told at once Engineer on call, by message",
        "If missed    The directors",
        "Best now     Hotline, +44 20 7946 0555 (somebody is there now)",
        "Or           Chat, https://northquay.example/chat (nobody is there before Tue 24 Nov 2026, 04:00",
        "To confirm   All of our site is concerned",
        "Next         An engineer looks at it at once. New: It waits for an engineer.",
    ):
        assert line in told


def test_for_a_requester_it_says_what_their_standing_changes(policy):
    customers = str(Path(policy).with_name("customers.csv"))
    asked = ("explain", policy, "--level", "urgent", "--at", NIGHT, "--customers", customers, "--email")

    assert "so its level is 5 - Normal instead of 10 - Urgent" in said(*asked, "a@noisy.example")
    ended = said(*asked, "a@ended.example")
    assert "First answer none: no ticket is made of the report" in ended
    assert "Guided report" not in ended
    assert "Changed" not in said(*asked, "a@good.example")


def test_programs_get_codes_and_moments(policy):
    given = json.loads(said("explain", policy, "--at", "2026-11-24T13:00+01:00", "--json"))

    assert (given["level"], given["because"], given["best"]) == ("normal", "none_of_these", "guided")
    assert given["at"] == "2026-11-24T12:00:00+00:00"
    assert given["first_answer_by"] == "2026-11-25T12:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--level", "urgnet"], "there is no level `urgnet`, only urgent, high, normal"),
        (["--tick", "a"], "several examples hold `a`; `lifering policy show` lists them all"),
        (["--tick", "fire"], "no example holds `fire`"),
        (["--at", "tomorrow"], "`tomorrow` is no moment such as 2026-11-24T03:00+01:00"),
        (["--at", "0001-01-01T00:00+14:00"], "is no moment"),
        (["--zone", "Europe/Lodnon"], "there is no time zone `Europe/Lodnon`"),
        (["--type", "fire"], "there is no problem type `fire`, only fault, upgrade"),
        (["--customers", "FILE"], "give --email too"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(policy, words, told):
    assert told in refused(policy, *[policy if word == "FILE" else word for word in words])


def test_help_teaches_by_an_example():
    told = said("explain", "--help")

    assert "At three in the morning, for a requester in New York:" in told
    assert '--tick "make or receive calls"' in told


def test_the_whole_policy_is_shown_as_tables(policy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    told = " ".join(said("show", policy).split())

    for words in (
        "10 - Urgent",
        "The portal is not reachable",
        "all levels; outside Day",
        "mon-fri 09:00-17:00",
        "upgrade",
    ):
        assert words in told


def test_a_wrong_list_of_customers_stops_with_every_line_that_is_wrong(policy):
    customers = Path(policy).with_name("customers.csv")
    customers.write_text("address,customer,contract_until\nnonsense,A,\nb.example,B,soon\n", "utf-8")

    with pytest.raises(Misconfigured) as caught:
        said("explain", policy, "--email", "a@b.example", "--customers", str(customers))
    assert [line.split(": ")[0] for line in str(caught.value).split("\n")] == [f"{customers}:2", f"{customers}:3"]


def test_a_server_does_not_start_with_a_list_of_customers_that_is_not_there(policy):
    gone = Path(policy).with_name("gone.csv")

    with pytest.raises(Misconfigured, match="LIFERING_CUSTOMERS names it"):
        open_house(Settings(_env_file=None, data=gone.parent / "var", policy=Path(policy), customers=gone))
