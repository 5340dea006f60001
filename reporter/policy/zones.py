"""The names of time zones that exist (IANA), without trusting a name from outside as a path."""

from functools import cache
from zoneinfo import available_timezones

NO_PLACE = {"Factory", "localtime"}  # in the database, but not the zone of anywhere


@cache
def zone_names() -> frozenset[str]:
    """Every name, read once: the first call looks through the system's zone files."""
    return frozenset(available_timezones() - NO_PLACE)


def is_zone(name: str) -> bool:
    return name in zone_names()
