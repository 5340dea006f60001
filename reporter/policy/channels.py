"""Which ways to reach support are offered for a level, and whether somebody is there now."""

from dataclasses import dataclass
from datetime import datetime

from reporter.policy.hours import is_open, next_opening
from reporter.policy.model import Channel, Policy


@dataclass(frozen=True)
class OfferedChannel:
    """`opens` (UTC) is None while the channel is staffed."""

    channel: Channel
    open_now: bool
    opens: datetime | None


def offered(policy: Policy, *, level: str | None, now: datetime) -> tuple[OfferedChannel, ...]:
    """The channels for a level's code, all of them for None, in the policy's order."""
    return tuple(
        _offer(policy, channel, now)
        for channel in policy.channels
        if level is None or not channel.severities or level in channel.severities
    )


def _offer(policy: Policy, channel: Channel, now: datetime) -> OfferedChannel:
    calendar = policy.calendar(channel.calendar)
    if is_open(calendar, now):
        return OfferedChannel(channel, open_now=True, opens=None)
    return OfferedChannel(channel, open_now=False, opens=next_opening(calendar, now))
