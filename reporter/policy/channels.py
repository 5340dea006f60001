"""Which ways to reach support are offered for a level, whether somebody is there now, and which one is best."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reporter.policy.hours import is_open, next_opening
from reporter.policy.model import Channel, Policy, Severity

STAFFED_ONLY = ("phone", "chat")  # worth nothing while nobody is there; a mail or a report waits


@dataclass(frozen=True)
class OfferedChannel:
    """`opens` (UTC) is None while the channel is staffed. `only_for`: the codes of the levels it is kept for at this
    hour (`Channel.outside`); empty when it serves all that it is meant for."""

    channel: Channel
    open_now: bool
    opens: datetime | None
    only_for: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether using it now is of any use."""
        return self.open_now or self.channel.kind not in STAFFED_ONLY


def offered(policy: Policy, *, level: str | None, now: datetime) -> tuple[OfferedChannel, ...]:
    """The channels for a level's code at `now` (aware), all of them for None, in the policy's order."""
    offers = [
        _offer(policy, channel, now)
        for channel in policy.channels
        if level is None or not channel.severities or level in channel.severities
    ]
    return tuple(offer for offer in offers if level is None or not offer.only_for or level in offer.only_for)


def best(level: Severity, offers: Iterable[OfferedChannel]) -> OfferedChannel | None:
    """The one to advise, of those offered for the level: the first of `report_by` that is of use now. Where the policy
    lists none: a telephone that wakes somebody and is meant for this level by name, else the guided report, which is
    None where the policy has no channel of that kind. So nobody is told to ring unless the policy says so."""
    usable = [offer for offer in offers if offer.usable]
    by_code = {offer.channel.code: offer for offer in usable}
    for code in level.report_by:
        if code in by_code:
            return by_code[code]
    waking = [offer for offer in usable if not level.report_by and _is_to_be_rung(offer, level.code)]
    guided = [offer for offer in usable if offer.channel.kind == "report"]
    return next(iter([*waking, *guided]), None)


def link_of(channel: Channel) -> str:
    """What opens the channel: `tel:` (the digits before any extension or menu), `mailto:`, or a web address; "" where
    the address is none of these."""
    match channel.kind:
        case "phone":
            return f"tel:{digits}" if (digits := dialled(channel.address)) else ""
        case "mail":
            return f"mailto:{channel.address}" if re.fullmatch(r"[\w.!$'*+/=^`{|}~-]+@[\w.-]+", channel.address) else ""
    return channel.address if re.match(r"https?://|/(?!/)", channel.address) else ""


def dialled(number: str) -> str:
    """`+44 20 7946 0123` as it is dialled; of `855.249.3357 Opt. 2` the part before the menu."""
    found = re.match(r"\s*(\+?)([0-9() ./-]+)", number)
    return found[1] + re.sub(r"[^0-9]", "", found[2].replace("(0)", "") if found[1] else found[2]) if found else ""


def _is_to_be_rung(offer: OfferedChannel, level: str) -> bool:
    channel = offer.channel
    named = (*channel.severities, *(channel.outside.severities if channel.outside else ()))
    return channel.kind == "phone" and bool(channel.wakes) and level in named


def _offer(policy: Policy, channel: Channel, now: datetime) -> OfferedChannel:
    outside = channel.outside
    kept = outside and not is_open(policy.calendar(outside.calendar), now)
    only_for = outside.severities if outside and kept else ()
    calendar = policy.calendar(channel.calendar)
    if is_open(calendar, now):
        return OfferedChannel(channel, open_now=True, opens=None, only_for=only_for)
    return OfferedChannel(channel, open_now=False, opens=next_opening(calendar, now), only_for=only_for)
