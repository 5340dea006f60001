"""What must hold between the parts of a policy file, which the model cannot see from one part alone.
Works on the file's values, so that one reading finds everything."""

from collections.abc import Callable, Iterator

from reporter.policy.checks.asking import CHECKS_OF_QUESTIONS
from reporter.policy.checks.evidence import CHECKS_OF_EVIDENCE
from reporter.policy.checks.names import CHECKS_OF_NAMES
from reporter.policy.checks.reach import times_come_in_a_lifetime
from reporter.policy.checks.statuses import CHECKS_OF_STATUSES
from reporter.policy.checks.times import CHECKS_OF_TIMES
from reporter.policy.document import Mistake, places

NOT_EMPTY = {
    "calendars": "needs one calendar at least",
    "severities": "needs one level at least",
    "severities[].examples": "needs one statement at least that a requester can tick",
    "severities[].first_answer": "needs one target at least, such as {within: 4 hours, calendar: office}",
    "problem_types": "needs one problem type at least",
    "statuses": "needs one status at least",
}
INNER = {
    "calendars.*.code": "is not written here: a calendar's code is the key it stands under",
    "calendars.*.filed": "unknown key",
}


def check(data: dict[str, object]) -> Iterator[Mistake]:
    """Every mistake between the parts; a value of the wrong form is passed over, the model reports it."""
    rules: tuple[Callable[[dict[str, object]], Iterator[Mistake]], ...] = (
        *CHECKS_OF_NAMES,
        *CHECKS_OF_QUESTIONS,
        *CHECKS_OF_EVIDENCE,
        *CHECKS_OF_TIMES,
        times_come_in_a_lifetime,
        *CHECKS_OF_STATUSES,
        _lists_are_filled,
        _inner_names_are_not_written,
    )
    for rule in rules:
        yield from rule(data)


def _lists_are_filled(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, sentence in NOT_EMPTY.items():
        for place, value in places(data, pattern):
            if not value:
                yield Mistake(place, sentence)


def _inner_names_are_not_written(data: dict[str, object]) -> Iterator[Mistake]:
    for pattern, sentence in INNER.items():
        for place, _ in places(data, pattern):
            yield Mistake(place, sentence)
