"""Which level a report has."""

from collections.abc import Collection
from dataclasses import dataclass

from reporter.policy.model import Example, Policy, Severity


@dataclass(frozen=True)
class Derived:
    """The level, and the example that led to it; None when it is the level for "none of these"."""

    level: Severity
    because: Example | None


def derive(policy: Policy, ticked_keys: Collection[str]) -> Derived:
    """The highest level with a ticked example. Keys that are no example's count for nothing."""
    for level in policy.severities:
        for example in level.examples:
            if example.key in ticked_keys:
                return Derived(level, example)
    return Derived(policy.severity_of(policy.severity.none_of_these), None)


def examples(policy: Policy) -> tuple[Example, ...]:
    """Every statement that can be ticked, from the highest level to the lowest."""
    return tuple(example for level in policy.severities for example in level.examples)
