"""`lifering policy explain`: which promise a report would get at a moment, and why."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from reporter.policy.channels import OfferedChannel
    from reporter.policy.model import Policy, ProblemType
    from reporter.policy.promise import Because, Promise
    from reporter.policy.standing import Standing

CHANGES = {
    "downgraded": "The organisation misused the levels, so its level is {got} instead of {asked}.",
    "contract_ended": "The contract has ended.",
    "no_contract": "There is no contract.",
    "named_contact": "Only the technical contact named in the contract may ask for this.",
}


def moment_of(text: str | None) -> datetime:
    """ISO 8601; without a zone it is UTC; now for None. Raises click.BadParameter."""
    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"`{text}` is no moment such as 2026-11-24T03:00+01:00.", param_hint="--at") from error


def zone_of(name: str | None, policy: "Policy") -> str:
    """Raises click.BadParameter."""
    from reporter.policy.nearest import did_you_mean
    from reporter.policy.zones import is_zone, zone_names

    if name and not is_zone(name):
        near = did_you_mean(name, sorted(zone_names()))
        raise click.BadParameter(f"there is no time zone `{name}`{near}", param_hint="--zone")
    return name or policy.zone


def level_of(policy: "Policy", code: str | None, ticked: tuple[str, ...]) -> "tuple[str, Because]":
    """The level's code and why: as given, or as the ticked examples lead to it. Raises click.BadParameter."""
    from reporter.policy.nearest import did_you_mean
    from reporter.policy.promise import CHOSEN, NONE_OF_THESE, Because
    from reporter.policy.severity import derive

    codes = [level.code for level in policy.severities]
    if code is not None and code not in codes:
        near = did_you_mean(code, codes)
        raise click.BadParameter(f"there is no level `{code}`, only {', '.join(codes)}{near}", param_hint="--level")
    if code is not None:
        return code, CHOSEN
    derived = derive(policy, [_example_key(policy, text) for text in ticked])
    return derived.level.code, Because("example", derived.because.text) if derived.because else NONE_OF_THESE


def type_of(policy: "Policy", code: str | None) -> "ProblemType | None":
    """Raises click.BadParameter."""
    known = {kind.code: kind for kind in policy.problem_types}
    if code is not None and code not in known:
        raise click.BadParameter(f"there is no problem type `{code}`, only {', '.join(known)}", param_hint="--type")
    return known[code] if code else None


def standing_of(email: str | None, customers: Path | None, now: datetime) -> "Standing":
    """Raises Misconfigured for a wrong list, click.UsageError for half of what is needed."""
    from reporter.config import customers_file
    from reporter.policy.standing import UNKNOWN

    if customers and not email:
        raise click.UsageError("--customers says who somebody is: give --email too.")
    return customers_file(customers).standing(email, now) if email else UNKNOWN


def lines(promise: "Promise", *, now: datetime, zone: str, team: str) -> Iterator[tuple[str, str]]:
    """(label, sentence) of all there is to say, in the order in which it matters."""
    yield "Level", promise.level.title
    yield "Why", _why(promise)
    for change in promise.changes:
        told = CHANGES[change.kind].format(got=promise.level.title, asked=promise.asked.title)
        yield "Changed", " ".join((told, *change.told))
    yield "First answer", _when(promise, now, zone, team)
    if promise.wakes:
        yield "Wakes", promise.wakes
    for label, notices in (("Told at once", promise.notified), ("If missed", promise.if_missed)):
        yield from ((label, f"{one.who}, {one.how}" if one.how else one.who) for one in notices)
    if promise.best or promise.accepted:
        yield "Best now", _channel(promise.best, zone) if promise.best else "the guided report"
    for offer in promise.others:
        yield "Or", _channel(offer, zone)
    if promise.accepted:
        yield from (("To confirm", statement) for statement in promise.confirm)
        next_one = f"{promise.status.name}: {promise.status.description}"
        yield "Next", " ".join(filter(None, (promise.level.handled, next_one)))


def data(promise: "Promise", *, now: datetime, zone: str) -> dict[str, object]:
    """For programs; moments are ISO 8601 in UTC."""
    by = promise.first_answer_by
    return {
        "level": promise.level.code,
        "title": promise.level.title,
        "asked": promise.asked.code,
        "because": promise.because.kind,
        "example": promise.because.example,
        "changes": [change.kind for change in promise.changes],
        "accepted": promise.accepted,
        "at": now.isoformat(),
        "first_answer_by": by.isoformat() if by else None,
        "first_answer_there": by.astimezone(ZoneInfo(zone)).isoformat() if by else None,
        "within": str(promise.target.within) if promise.target else None,
        "calendar": promise.target.calendar if promise.target else None,
        "wakes": promise.wakes,
        "notified": [notice.who for notice in promise.notified],
        "if_missed": [notice.who for notice in promise.if_missed],
        "best": promise.best.channel.code if promise.best else None,
        "others": [offer.channel.code for offer in promise.others],
        "confirm": list(promise.confirm),
        "status": promise.status.code,
    }


def _example_key(policy: "Policy", text: str) -> str:
    """Of the example whose words these are, or which alone contains them. Raises click.BadParameter."""
    from reporter.policy.severity import examples

    wanted = text.casefold()
    every = examples(policy)
    found = [one for one in every if one.text.casefold() == wanted] or [e for e in every if wanted in e.text.casefold()]
    if len(found) != 1:
        what = "several examples hold" if found else "no example holds"
        raise click.BadParameter(f"{what} `{text}`; `lifering policy show` lists them all.", param_hint="--tick")
    return found[0].key


def _why(promise: "Promise") -> str:
    match promise.because.kind:
        case "example":
            return f"because of “{promise.because.example}”"
        case "none_of_these":
            return "because none of the examples was ticked"
    return "because the level was chosen"


def _when(promise: "Promise", now: datetime, zone: str, team: str) -> str:
    if not promise.accepted:
        return "none: no ticket is made of the report"
    if not promise.first_answer_by or not promise.target or not promise.calendar:
        return "no time is promised"
    by = promise.first_answer_by
    moments = dict.fromkeys(_moment(by, one) for one in (zone, promise.calendar.zone, team))
    counted = f"{promise.target.within} of {promise.calendar.name} ({promise.calendar.zone})"
    return f"by {', '.join(moments)}: {counted}, from {_moment(now, zone)}"


def _channel(offer: "OfferedChannel", zone: str) -> str:
    channel = offer.channel
    state = "somebody is there now" if offer.open_now else ""
    if offer.opens:
        waits = "is read from" if offer.usable else "nobody is there before"
        state = f"{waits} {_moment(offer.opens, zone)}"
    return f"{channel.name}, {channel.address} ({state})" if state else f"{channel.name}, {channel.address}"


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %d %b %Y, %H:%M} {zone}"
