"""When a call was, as far as its trace tells it."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from reporter.web.trace_words import trace_time


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 3, 14, 15, tzinfo=UTC), "22 Nov 2026, 04:14:15 CET"),
        (datetime(2026, 11, 22, 3, 14, 15), "22 Nov 2026, 03:14:15, zone not told"),  # noqa: DTZ001
        (datetime(1, 11, 22, 3, 14, 15), "22 Nov, 03:14:15, zone not told"),  # noqa: DTZ001
        (datetime(1, 1, 1, 3, 14, 15), "03:14:15, day not told"),  # noqa: DTZ001
    ],
)
def test_the_time_of_a_call_is_never_more_exact_than_its_trace(app: Flask, at: datetime, said: str):
    with app.test_request_context(headers={"Accept-Language": "en-GB"}):
        assert trace_time(at, "Europe/Berlin") == said
