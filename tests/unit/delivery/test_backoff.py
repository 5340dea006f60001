"""The waits between attempts grow, and end."""

from datetime import timedelta
from itertools import pairwise

from reporter.delivery.backoff import WAITS, next_attempt
from tests.fakes import NOW


def test_the_first_retry_comes_after_half_a_minute():
    assert next_attempt(1, NOW) == NOW + timedelta(seconds=30)


def test_waits_never_shrink():
    assert all(earlier <= later for earlier, later in pairwise(WAITS))


def test_after_about_two_days_the_message_is_parked():
    assert timedelta(days=1.5) < sum(WAITS, timedelta()) < timedelta(days=2.5)
    assert next_attempt(len(WAITS), NOW) is not None
    assert next_attempt(len(WAITS) + 1, NOW) is None
