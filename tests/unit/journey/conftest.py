from datetime import UTC, datetime
from pathlib import Path

import pytest

from reporter.journey.journey import Journey
from reporter.policy.load import load_policy


@pytest.fixture(scope="session")
def policy():
    return load_policy((Path(__file__).parents[3] / "policy.yml").read_text())


@pytest.fixture
def now():
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def whole(policy):
    """A whole report as typed: step -> field -> values."""
    return {
        "problem": {
            "problem_type": ("calls",),
            "title": ("Calls to mobiles drop after 30 seconds",),
            "did": ("Called +44 7700 900123",),
            "expected": ("A call that lasts",),
            "seen": ("Silence after 30 s,\nthen the call ended",),
            "since_date": ("2026-11-23",),
            "since_time": ("09:15",),
            "zone": ("Europe/Berlin",),
        },
        "articles": {"choice": ("continue",), "read": ("guides/drops/#timers",), "searched": ("drops after 30",)},
        "severity": {"ticked": (policy.severity_of("important").examples[0].key,)},
        "evidence": {"call_ids": ("7c02a9e4@192.0.2.10\na1145e7a-d2a2-4863-ab26-c56d8908c927",)},
        "contact": {
            "name": ("Ada",),
            "email": ("ada@customer.example",),
            "phone": ("+44 7700 900123",),
            "customer": ("Customer Ltd",),
            "zone": ("Europe/Berlin",),
        },
    }


@pytest.fixture
def journey(policy, now):
    """Builds the journey of what was typed."""
    return lambda raw, **more: Journey(raw, policy=policy, now=now, **more)


@pytest.fixture
def mistakes(journey, whole):
    """The mistakes of a step, field -> sentence, when some of its fields of a whole report are typed otherwise."""

    def of(step, **fields):
        typed = {**whole[step], **{name: (value,) for name, value in fields.items()}}
        found = journey({**whole, step: typed}).mistakes(step)
        return {mistake.field: mistake.text.format(**mistake.values) for mistake in found}

    return of
