"""What is promised, in words ready to show: on the step that asks for the severity, and on the review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporter.journey.answers import Raw, Report
from reporter.journey.severity import NO_LEVEL, NONE
from reporter.policy.channels import OfferedChannel
from reporter.policy.model import Notice, Policy
from reporter.policy.promise import CHOSEN, NONE_OF_THESE, Because, Promise, explain
from reporter.policy.severity import derive
from reporter.policy.standing import Standing, as_said
from reporter.tickets.promised import promise_of
from reporter.web.current import now, services
from reporter.web.locale import moment, relative, sentence


@dataclass(frozen=True)
class ShownPromise:
    """`by` and `by_there` are the same moment by the requester's clock and the team's ("" where they read alike).
    `tells`: who is told at once; `if_missed`: who when the time is missed. `changes`: what the requester's standing
    changed, and the policy's own words about each. `ways` are the other channels that are of use now, `later` those
    that are not staffed at this hour. The guided report itself is in neither."""

    promise: Promise
    by: str
    by_there: str
    in_words: str
    why: str
    tells: tuple[str, ...]
    if_missed: tuple[str, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    ways: tuple[OfferedChannel, ...]
    later: tuple[OfferedChannel, ...]


def severity_values(policy: Policy, typed: Raw, zone: str) -> Mapping[str, object]:
    """The promise of every level as it holds for anyone who sends now, and which of them the answer leads to."""
    because, code = _led_to(policy, typed)
    promises = [
        shown(explain(policy, level.code, now=now(), because=because if level.code == code else CHOSEN), zone)
        for level in policy.severities
    ]
    return {"promises": promises, "reached": code, "ticked": typed.get("ticked", ()), "no_level": NO_LEVEL}


def promise_for(report: Report, standing: Standing, zone: str) -> ShownPromise:
    """What this requester gets for the report when it is sent now."""
    return shown(promise_of(report, policy=services().policy, now=now(), standing=standing), zone)


def standing_of(report: Report) -> Standing:
    """Who the requester is, by the list of customers and by what they say themselves."""
    known = services().customers.standing(report.contact.email, now())
    return as_said(known, services().policy, report.contact.contract)


def named_contact_note(report: Report, standing: Standing) -> str:
    """What the policy says of a type that only a contract's technical contact may ask for, where nobody can tell
    whether this requester is that contact; "" elsewhere."""
    policy = services().policy
    kept = policy.problem_type(report.problem.problem_type).named_contact
    return policy.entitlement.named_contact or "" if kept and standing.technical_contact is None else ""


def fingerprint(promise: Promise) -> str:
    """What must not change between the review and sending: level, target and what the standing changed."""
    target = promise.target
    held = f"{target.within} {target.calendar} {target.reported_in or ''}" if target else ""
    return "/".join((promise.level.code, held, *(change.kind for change in promise.changes)))


def shown(promise: Promise, zone: str) -> ShownPromise:
    """`zone` is the requester's."""
    by = promise.first_answer_by
    mine, theirs = (moment(by, zone), moment(by, promise.calendar.zone)) if by and promise.calendar else ("", "")
    return ShownPromise(
        promise=promise,
        by=mine,
        by_there=theirs if theirs != mine else "",
        in_words=relative(by) if by else "",
        why=why(promise.because),
        tells=tuple(map(_told, promise.notified)),
        if_missed=tuple(map(_told, promise.if_missed)),
        changes=tuple(
            (changed(change.kind, promise.level.title, promise.asked.title), change.told) for change in promise.changes
        ),
        ways=_beside_this(offer for offer in promise.others if offer.usable),
        later=_beside_this(offer for offer in promise.others if not offer.usable),
    )


def why(because: Because) -> str:
    """Why the report has its level."""
    match because.kind:
        case "example":
            return sentence("Because you ticked: “{example}”", example=because.example)
        case "none_of_these":
            return sentence("Because none of the examples fits.")
    return sentence("Because you chose this level.")


def _led_to(policy: Policy, typed: Raw) -> tuple[Because, str | None]:
    """Why, and the level's code; None while nothing is answered."""
    if policy.severity.choice == "asked":
        code = typed.get("level", ("",))[-1]
        if code == NO_LEVEL:
            return NONE_OF_THESE, policy.severity.none_of_these
        return CHOSEN, code if any(level.code == code for level in policy.severities) else None
    if not typed.get("ticked"):
        return NONE_OF_THESE, None
    derived = derive(policy, [key for key in typed["ticked"] if key != NONE])
    because = Because("example", derived.because.text) if derived.because else NONE_OF_THESE
    return because, derived.level.code


def _told(notice: Notice) -> str:
    return sentence("{who}, {how}", who=notice.who, how=notice.how) if notice.how else notice.who


def changed(kind: str, got: str, asked: str) -> str:
    """What the requester's standing changed; `got` and `asked` are titles of levels."""
    match kind:
        case "downgraded":
            return sentence(
                "The level of this report is {level} instead of {asked}: earlier reports of your organisation were "
                "sent at a higher level than they had.",
                level=got,
                asked=asked,
            )
        case "contract_ended":
            return sentence("The contract for this address has ended.")
        case "no_contract":
            return sentence("There is no contract for this address.")
    return sentence("Only the technical contact named in the contract may ask for this.")


def _beside_this(offers: Iterable[OfferedChannel]) -> tuple[OfferedChannel, ...]:
    return tuple(offer for offer in offers if offer.channel.kind != "report")
