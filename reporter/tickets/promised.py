"""The promise of a report: computed for its requester, and in the form in which its ticket keeps it."""

from collections.abc import Collection
from datetime import datetime

from reporter.journey.answers import Report, SeverityAnswer
from reporter.policy.model import Policy
from reporter.policy.promise import CHOSEN, NONE_OF_THESE, Because, explain
from reporter.policy.promise import Promise as Explained
from reporter.policy.standing import UNKNOWN, Standing
from reporter.tickets.ticket import Promise


def because_of(answer: SeverityAnswer) -> Because:
    """Why the answer has its level: the first of the ticked examples is of the highest level."""
    if answer.chosen:
        return CHOSEN
    return Because("example", answer.ticked[0]) if answer.ticked else NONE_OF_THESE


def promise_of(report: Report, *, policy: Policy, now: datetime, standing: Standing = UNKNOWN) -> Explained:
    """What this report gets when it is sent at `now` by a requester of this standing."""
    return explain(
        policy,
        report.severity.level,
        now=now,
        standing=standing,
        because=because_of(report.severity),
        problem_type=policy.problem_type(report.problem.problem_type),
    )


def unconfirmed(promise: Explained, confirmed: Collection[str]) -> tuple[str, ...]:
    """The statements that the level still wants confirmed."""
    return tuple(statement for statement in promise.confirm if statement not in confirmed)


def kept(promise: Explained, standing: Standing) -> Promise:
    """The promise as it goes with the ticket; all of its level's statements are confirmed by then."""
    return Promise(
        first_answer_by=promise.first_answer_by,
        level=promise.level.code,
        within=str(promise.target.within) if promise.target else "",
        calendar=promise.target.calendar if promise.target else "",
        because=promise.because.kind,
        example=promise.because.example,
        changes=tuple(change.kind for change in promise.changes),
        confirmed=promise.confirm,
        customer=standing.customer,
        contract=standing.contract,
    )
