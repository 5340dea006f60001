"""What a policy says of evidence, and what holds when it says nothing."""

from datetime import timedelta
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from reporter.evidence import reading
from reporter.policy.load import load_policy
from reporter.policy.model import EvidenceKind, EvidenceNeed, Hidden
from tests.policies.broken import FILES, WHOLE


def without(part):
    """The policy of the tests without one of its parts, which begin at the margin."""
    start = WHOLE.index(f"\n{part}:") + 1
    return load_policy(WHOLE[:start] + WHOLE[WHOLE.index("\n\n", start) :], files=FILES)


def test_names_and_addresses_are_hidden_when_the_policy_does_not_say():
    assert without("evidence").evidence.hide == ("names", "addresses")


def test_nothing_is_said_of_old_traces_and_no_host_is_tried_when_the_policy_does_not_say():
    silent = without("evidence").evidence
    assert (silent.traces_kept, silent.probe) == (None, ())


def test_originals_stay_three_days_when_the_policy_does_not_say():
    text = WHOLE.replace("  originals: 72 hours\n", "")
    assert load_policy(text, files=FILES).retention.originals == timedelta(days=3)


@pytest.mark.parametrize(("written", "hidden"), [("[]", ()), ("numbers", ("numbers",))])
def test_a_policy_may_hide_nothing_or_one_kind(written, hidden):
    text = WHOLE.replace("hide: [names, addresses]", f"hide: {written}")
    assert load_policy(text, files=FILES).evidence.hide == hidden


def test_one_kind_and_one_reason_may_stand_without_a_list():
    need = EvidenceNeed.model_validate({"kind": "call_ids", "help": "Here.", "accepts": "trace", "reasons": "Gone"})
    assert (need.accepts, need.reasons) == (("trace",), ("Gone",))


def test_what_a_policy_can_hide_is_what_can_be_hidden():
    assert set(get_args(Hidden)) == set(get_args(reading.Hidden))


def test_every_picture_of_our_own_policy_is_there_and_says_what_it_shows(policy):
    docs = Path(__file__).parents[3] / "docs"
    pictures = {need.picture for kind in policy.problem_types for need in kind.evidence if need.picture}
    assert len(pictures) >= 3
    for picture in pictures:
        drawn = ET.parse(docs / picture.lstrip("/"))
        assert drawn.findtext("{http://www.w3.org/2000/svg}desc")


def test_our_own_policy_asks_for_every_kind_of_evidence(policy):
    asked = {need.kind for kind in policy.problem_types for need in kind.evidence}
    assert asked == set(get_args(EvidenceKind))
