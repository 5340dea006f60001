"""Who a requester is to the policy, and what that changes: fair use and entitlement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reporter.policy.model import Policy, ProblemType, Severity

Contract = Literal["unknown", "claimed", "valid", "ended", "none"]
Said = Literal["", "yes", "no"]
"""What the requester answers to `entitlement.ask`."""
ChangeKind = Literal["downgraded", "contract_ended", "no_contract", "named_contact"]


@dataclass(frozen=True)
class Standing:
    """`contract`: unknown (nobody can tell), claimed (the requester says so), or as the list of customers has it.
    `technical_contact` None: nobody can tell. `customer` is empty for who is in no list."""

    customer: str = ""
    contract: Contract = "unknown"
    technical_contact: bool | None = None
    downgraded: bool = False


UNKNOWN = Standing()
"""Anyone: what is promised before the contact is known."""


@dataclass(frozen=True)
class Change:
    """Why a requester gets something else than anyone would; `told` are the policy's own words about it."""

    kind: ChangeKind
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """What a requester gets. `promised` False: a ticket without a promised time; `accepted` False: no ticket."""

    level: Severity
    changes: tuple[Change, ...] = ()
    promised: bool = True
    accepted: bool = True


def as_said(standing: Standing, policy: Policy, said: Said) -> Standing:
    """With the requester's own answer about a contract, where the list of customers does not tell: for whom it does not
    know when the policy only asks for one, and for anyone when there is no list."""
    asks = policy.entitlement.contract == "asked" and not standing.customer
    if not said or not (standing.contract == "unknown" or asks):
        return standing
    return replace(standing, contract="claimed" if said == "yes" else "none")


def due_to(policy: Policy, level: Severity, standing: Standing, problem_type: ProblemType | None = None) -> Due:
    """What this requester gets for a report of this level and type."""
    changes = (
        *_downgraded(policy, level, standing),
        *_contract(policy, standing),
        *_named_contact(policy, standing, problem_type),
    )
    kinds = {change.kind for change in changes}
    without = bool(kinds & {"contract_ended", "no_contract"}) and policy.entitlement.contract == "required"
    return Due(
        level=_lowered(policy, level) if "downgraded" in kinds else level,
        changes=changes,
        promised=not without,
        accepted="named_contact" not in kinds and (not without or policy.entitlement.ticket_without),
    )


def _downgraded(policy: Policy, level: Severity, standing: Standing) -> Iterator[Change]:
    rule = policy.fair_use
    if rule and standing.downgraded and _lowered(policy, level) != level:
        yield Change("downgraded", tuple(filter(None, (rule.abuse, rule.appeal))))


def _lowered(policy: Policy, level: Severity) -> Severity:
    """The level of whoever abused `fair_use.levels`; never a higher one than was asked for."""
    rule = policy.fair_use
    if rule is None or rule.downgraded_to is None or (rule.levels and level.code not in rule.levels):
        return level
    order = [known.code for known in policy.severities]
    return policy.severities[max(order.index(level.code), order.index(rule.downgraded_to))]


def _contract(policy: Policy, standing: Standing) -> Iterator[Change]:
    """Where a contract is only asked for, the promise stays, and there is a change only if the policy has words."""
    rule = policy.entitlement
    told = (rule.without,) if rule.without else ()
    matters = rule.contract == "required" or (rule.contract == "asked" and told)
    if not matters or standing.contract not in {"ended", "none"}:
        return
    yield Change("contract_ended" if standing.contract == "ended" else "no_contract", told)


def _named_contact(policy: Policy, standing: Standing, problem_type: ProblemType | None) -> Iterator[Change]:
    if problem_type and problem_type.named_contact and standing.technical_contact is False:
        told = policy.entitlement.named_contact
        yield Change("named_contact", (told,) if told else ())
