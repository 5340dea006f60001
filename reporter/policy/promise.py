"""What is promised to a report: its level and why, the moment the target for the first answer ends, who is told, and
how support is best reached now. The same for a page, a mail and the command line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reporter.policy.channels import OfferedChannel, best, offered
from reporter.policy.hours import due, is_open
from reporter.policy.model import Calendar, Notice, Policy, ProblemType, Severity, Status, Target
from reporter.policy.standing import UNKNOWN, Change, Standing, due_to
from reporter.policy.targets import target_at


@dataclass(frozen=True)
class Because:
    """Why a report has its level: an example that is true (`example` is its text), none of them, or a choice."""

    kind: Literal["example", "none_of_these", "chosen"]
    example: str = ""


CHOSEN = Because("chosen")
NONE_OF_THESE = Because("none_of_these")


@dataclass(frozen=True)
class Promise:
    """`asked` is the level the requester's words lead to, `level` the one they get; they differ when `changes` say so.
    `target` None: no time is promised, nobody is woken. `accepted` False: no ticket is made of the report.
    `first_answer_by` is UTC. `notified`: who is told when it is sent now; `if_missed`: who when the target is missed.
    `best` None: the guided report, or nothing when no ticket is made of it. `others` are the further channels offered
    for the level now."""

    level: Severity
    asked: Severity
    because: Because
    changes: tuple[Change, ...]
    accepted: bool
    target: Target | None
    calendar: Calendar | None
    first_answer_by: datetime | None
    wakes: str | None
    notified: tuple[Notice, ...]
    if_missed: tuple[Notice, ...]
    best: OfferedChannel | None
    others: tuple[OfferedChannel, ...]
    status: Status
    confirm: tuple[str, ...]


def explain(
    policy: Policy,
    level: str,
    *,
    now: datetime,
    standing: Standing = UNKNOWN,
    because: Because = CHOSEN,
    problem_type: ProblemType | None = None,
) -> Promise:
    """What a report of this level (its code) gets when it is sent at `now` (aware) by a requester of this standing.
    Raises KeyError when the policy has no such level."""
    asked = policy.severity_of(level)
    given = due_to(policy, asked, standing, problem_type)
    got = given.level
    promised = given.promised and given.accepted
    target = first_answer_target(policy, got.code, now) if promised else None
    offers = offered(policy, level=got.code, now=now)
    if not given.accepted:
        offers = tuple(offer for offer in offers if offer.channel.kind != "report")
    chosen = best(got, offers)
    return Promise(
        level=got,
        asked=asked,
        because=because,
        changes=given.changes,
        accepted=given.accepted,
        target=target,
        calendar=policy.calendar(target.calendar) if target else None,
        first_answer_by=_ends(policy, target, now) if target else None,
        wakes=got.wakes if promised else None,
        notified=_told(policy, got, "sent", now) if promised else (),
        if_missed=_told(policy, got, "breached", now) if promised else (),
        best=chosen,
        others=tuple(offer for offer in offers if offer is not chosen),
        status=policy.statuses[0],
        confirm=got.confirm,
    )


def first_answer_by(policy: Policy, level: str, now: datetime) -> datetime:
    """In UTC, for a report of this severity (its code) sent at `now` (aware)."""
    return _ends(policy, first_answer_target(policy, level, now), now)


def first_answer_target(policy: Policy, level: str, now: datetime) -> Target:
    """The target that holds for what is reported at `now`: the first whose calendar is open, else the last."""
    target = target_at(policy, policy.severity_of(level).first_answer, now)
    assert target  # the loader sees to it
    return target


def _ends(policy: Policy, target: Target, now: datetime) -> datetime:
    calendar = policy.calendar(target.calendar)
    return due(now, target.within.of(calendar.day_length), calendar)


def _told(policy: Policy, level: Severity, on: Literal["sent", "breached"], now: datetime) -> tuple[Notice, ...]:
    """Those told on this; of a missed target it is not known yet at which hour, so `during` and `outside` stay open."""
    told = (notice for notice in level.notifies if notice.on == on)
    return tuple(notice for notice in told if on == "breached" or _is_told_at(policy, notice, now))


def _is_told_at(policy: Policy, notice: Notice, now: datetime) -> bool:
    during = notice.during is None or is_open(policy.calendar(notice.during), now)
    outside = notice.outside is None or not is_open(policy.calendar(notice.outside), now)
    return during and outside
