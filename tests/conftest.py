"""Nothing is shared by all tests but this: a fixed moment, in working hours of the example policy, and that no property
is judged by how long it takes."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")  # a loaded machine is slow, which is no mistake in what is tested


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
