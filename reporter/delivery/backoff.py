"""When a message is tried again: waits that grow, then a person has to look."""

from datetime import datetime, timedelta

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (30, 120, 600, 1800, 7200, 21600, 21600, 21600, 21600, 21600, 21600, 21600)
)
"""After the first failed attempt 30 s, then 2 min, 10 min, 30 min, 2 h and every 6 h: about two days in all."""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try after `attempts` (1 or more) failed ones; None: give up and park the message."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None
