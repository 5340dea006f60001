"""What holds for the evidence step, whatever was typed, sent by a script, or read of a trace."""

import json
from datetime import UTC, datetime
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.evidence.call_ids import MOST_CALL_IDS
from reporter.evidence.reading import ApiRequest
from reporter.journey.browser_facts import LONGEST_FACT, LONGEST_MESSAGE, NAMES
from reporter.journey.evidence import FIELDS, needs_at
from reporter.journey.stale import stale
from reporter.journey.text import clean_line
from reporter.policy.model import EvidenceKind
from tests.unit.journey.asking import PICTURE, asking, call, need, trace

KINDS = get_args(EvidenceKind)
EVIDENCE = {
    "traces_kept": "14 days",
    "probe": [{"name": name, "origin": "https://portal.example.org"} for name in ("Portal", "Mail")],
}
REASONS = ["The portal is down", "It was a test"]

anything = st.text(st.characters(exclude_categories=()))
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Portal", "Mail", "x"]), inner),
    max_leaves=8,
)
scripts = st.dictionaries(st.sampled_from([*NAMES, "password"]), json_like).map(json.dumps)
likely = st.sampled_from(
    ["a@h", "b@h", *REASONS, "2026-11-22", "2026-10-25", "02:30", "Europe/Berlin", "GET", "/v1/calls?key=1", "500", ""]
)
values = st.one_of(likely, anything, scripts)
raws = st.dictionaries(
    st.sampled_from([field.name for field in FIELDS]) | anything, st.lists(values, max_size=2).map(tuple), max_size=9
)
moments = st.one_of(
    st.none(),
    st.datetimes(allow_imaginary=True),
    st.datetimes(timezones=st.timezones()),
    st.just(datetime(2026, 11, 1, tzinfo=UTC)),
)
calls = st.builds(call, st.sampled_from(["a@h", "b@h", "c@h"]), chosen=st.booleans(), first=moments)
requests = st.builds(ApiRequest, likely, anything, st.integers(0, 599))
traces = st.builds(
    lambda found, unsure, logged: trace(*found, taken=tuple(unsure), requests=tuple(logged)),
    st.lists(calls, max_size=4),
    st.lists(likely, max_size=3),
    st.lists(requests, max_size=30),
)
files = st.lists(st.just(PICTURE) | traces, max_size=3)
needs = st.lists(
    st.builds(
        lambda kind, required, accepts: need(
            kind, required=required, accepts=[one for one in accepts if one != kind], reasons=REASONS
        ),
        st.sampled_from(KINDS),
        st.booleans(),
        st.lists(st.sampled_from(KINDS), unique=True),
    ),
    max_size=4,
    unique_by=lambda asked: asked["kind"],
)


def journey_of(asked, given, raw):
    return asking(*asked, files=given, evidence=EVIDENCE, problem={"since_date": ("2026-10-01",)}, raw=raw)


@settings(deadline=None, max_examples=300)
@given(needs, files, raws)
def test_reading_never_raises_and_gives_an_answer_or_sentences(asked, given, raw):
    journey = journey_of(asked, given, raw)
    mistakes = journey.mistakes("evidence")
    if not asked and not any(file.reading for file in given):
        assert "evidence" not in {step.key for step in journey.steps}
    else:
        assert (journey.answer("evidence") is None) == bool(mistakes)
    assert all(mistake.text.format(**mistake.values) for mistake in mistakes)
    assert len({mistake.field for mistake in mistakes}) == len(mistakes)


@settings(deadline=None, max_examples=300)
@given(needs, files, raws)
def test_an_answer_is_bounded_and_lacks_nothing_required_without_an_excuse(asked, given, raw):
    journey = journey_of(asked, given, raw)
    answer = journey.answer("evidence")
    if answer is None:
        return
    assert not [need for need in needs_at(journey.situation, raw) if need.open]
    assert len(answer.call_ids) <= MOST_CALL_IDS
    assert len(set(answer.call_ids)) == len(answer.call_ids)
    assert {excuse.reason for excuse in answer.excuses} <= set(REASONS)
    for name, value in answer.browser.lines:
        assert name in NAMES
        assert clean_line(value) == value
        assert len(value) <= (LONGEST_MESSAGE if name == "console" else LONGEST_FACT)
    problem = journey.answer("problem")
    assert all(told.age > told.kept for told in stale(journey.situation, problem, answer))
