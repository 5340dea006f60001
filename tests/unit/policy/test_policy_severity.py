from datetime import UTC, datetime

import pytest

from reporter.policy.channels import dialled, link_of, offered
from reporter.policy.severity import derive, examples

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def last_examples(policy, levels):
    return [policy.severity_of(level).examples[-1].key for level in levels]


def test_the_highest_ticked_example_decides_and_is_named(policy):
    derived = derive(policy, last_examples(policy, ["minor", "important"]))
    assert derived.level.code == "important"
    assert derived.because == policy.severity_of("important").examples[-1]


def test_none_of_these_is_the_level_the_policy_gives(policy):
    derived = derive(policy, ())
    assert (derived.level.code, derived.because) == ("minor", None)


def test_a_key_that_is_no_example_counts_for_nothing(policy):
    assert derive(policy, ["0123456789ab"]).because is None


def test_the_statements_run_from_the_highest_level_to_the_lowest(policy):
    texts = [example.text for example in examples(policy)]
    assert texts[0] == policy.severities[0].examples[0].text
    assert texts[-1] == policy.severities[-1].examples[-1].text


def test_only_the_channels_meant_for_a_level_are_offered(policy):
    assert [offer.channel.code for offer in offered(policy, level="minor", now=MONDAY_NOON)] == ["report", "mail"]
    assert [offer.channel.code for offer in offered(policy, level="critical", now=MONDAY_NOON)] == [
        "emergency", "report", "phone"
    ]  # fmt: skip
    assert len(offered(policy, level=None, now=MONDAY_NOON)) == len(policy.channels)


def test_a_channel_that_is_not_staffed_says_when_it_opens(policy):
    phone = next(offer for offer in offered(policy, level="important", now=SATURDAY) if offer.channel.code == "phone")
    assert not phone.open_now
    assert phone.opens == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_staffed_channel_has_no_opening_to_wait_for(policy):
    assert all(offer.open_now and offer.opens is None for offer in offered(policy, level="critical", now=MONDAY_NOON))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+44 20 7946 0123", "+442079460123"),
        ("+44 (0)20 7946 0123", "+442079460123"),
        ("(020) 7946-0123", "02079460123"),
        ("855.249.3357 Opt. 2", "8552493357"),
        ("call us", ""),
    ],
)
def test_a_number_is_dialled_without_what_people_write_between_and_behind_it(written, number):
    assert dialled(written) == number


@pytest.mark.parametrize(
    ("kind", "address", "link"),
    [
        ("phone", "+44 20 7946 0123", "tel:+442079460123"),
        ("mail", "support@harbourvoice.example", "mailto:support@harbourvoice.example"),
        ("mail", "a@b.example?subject=x", ""),
        ("chat", "https://chat.example/", "https://chat.example/"),
        ("report", "/report/", "/report/"),
        ("chat", "//elsewhere.example/", ""),
        ("chat", "javascript:alert(1)", ""),
    ],
)
def test_a_channel_s_address_is_a_link_only_where_it_is_safe_as_one(policy, kind, address, link):
    assert link_of(policy.channel("mail").model_copy(update={"kind": kind, "address": address})) == link
