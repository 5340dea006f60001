"""A reading is stored and handed over as JSON, and comes back as it was."""

import json
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reporter.evidence.data import to_data
from reporter.evidence.reading import ApiRequest, Call, Note, Reading, Sign, Step
from reporter.evidence.stored import from_data

moments = st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC))
seconds = st.none() | st.floats(0, 1e9)
few = {"max_size": 3}


def tuples(what):
    return st.lists(what, **few).map(tuple)


values = st.dictionaries(st.text(max_size=5), st.text(max_size=9), **few)
steps = st.builds(Step, after=seconds)
calls = st.builds(Call, first=moments, last=moments, duration=seconds, steps=tuples(steps), methods=tuples(st.text()))
readings = st.builds(
    Reading,
    calls=tuples(calls),
    unsure=tuples(st.text()),
    taken=tuples(st.text()),
    signs=tuples(st.builds(Sign, values=values, terms=tuples(st.text()))),
    requests=tuples(st.builds(ApiRequest)),
    notes=tuples(st.builds(Note, values=values)),
    redacted=st.dictionaries(st.text(max_size=5), st.integers(0, 10**6), **few),
    hidden=st.just(("numbers", "names")),
)


@settings(deadline=None)
@given(readings)
def test_a_reading_comes_back_from_json_as_it_went(reading):
    assert from_data(json.loads(json.dumps(to_data(reading)))) == reading


@pytest.mark.parametrize("data", [[], {"calls": 7}, {"calls": [{"call_id": "x"}]}, {"hidden": ["all"]}])
def test_what_is_no_reading_is_refused(data):
    with pytest.raises(ValidationError):
        from_data(data)
