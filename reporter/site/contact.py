"""What the static page at the reporter's address says, from the policy. It shows on plain static hosting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from reporter.policy.channels import link_of
from reporter.policy.model import Calendar, Channel, Frame, Policy, Weekday
from reporter.policy.model.calendars import DAYS

MIDNIGHT = time(0)


@dataclass(frozen=True)
class Way:
    """One way to reach support. `href` is empty when the address cannot be followed as a link."""

    name: str
    address: str
    href: str
    note: str
    hours: str


def ways(policy: Policy) -> tuple[Way, ...]:
    """Every channel but the reporter itself, in the policy's order."""
    return tuple(_way(policy, channel) for channel in policy.channels if channel.kind != "report")


def in_articles(policy: Policy) -> tuple[Way, ...]:
    """The channels, such as a chat, that the policy wants at the end of every article."""
    return tuple(_way(policy, channel) for channel in policy.channels if channel.in_articles)


def to_have_ready(policy: Policy) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What each problem type needs as evidence: (its name, the policy's own words)."""
    return tuple(
        (kind.name, tuple(need.help for need in kind.evidence)) for kind in policy.problem_types if kind.evidence
    )


def hours(calendar: Calendar) -> str:
    """A week in few words: "Mon–Fri 08:00–18:00; Sat 09:00–12:00 (Europe/London)". Days without work are left out."""
    days = [(day, frames(calendar.week.get(day, ()))) for day in DAYS]
    if all(worked == "00:00–24:00" for _, worked in days):
        return "Around the clock, every day"
    runs = [(worked, [day for day, _ in run]) for worked, run in groupby(days, key=lambda pair: pair[1])]
    return "; ".join(f"{_run(run)} {worked}" for worked, run in runs if worked) + f" ({calendar.zone})"


def _way(policy: Policy, channel: Channel) -> Way:
    return Way(
        name=channel.name,
        address=channel.address,
        href=link_of(channel),
        note=channel.note or "",
        hours=hours(policy.calendar(channel.calendar)),
    )


def frames(written: tuple[Frame, ...]) -> str:
    """`08:00–12:00, 13:00–18:00`."""
    return ", ".join(f"{_clock(frame.start)}–{_clock(frame.end, at_end=True)}" for frame in written)


def _clock(moment: time, *, at_end: bool = False) -> str:
    return "24:00" if at_end and moment == MIDNIGHT else f"{moment:%H:%M}"


def _run(days: list[Weekday]) -> str:
    first, last = days[0].capitalize(), days[-1].capitalize()
    return first if first == last else f"{first}–{last}"


def context(policy: Policy) -> Mapping[str, object]:
    """The values of the template lifering/report.html."""
    return {"organisation": policy.organisation, "ways": ways(policy), "ready": to_have_ready(policy)}
