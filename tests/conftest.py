"""Nothing is shared by all tests but this: a fixed moment, in working hours of the example policy."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
