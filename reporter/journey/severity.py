"""Step: how the problem affects the service. The ticked statements lead to the level, or the requester chooses it."""

from reporter.journey.answers import Mistake, SeverityAnswer
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation
from reporter.policy.model import Policy
from reporter.policy.severity import derive, examples

NONE = "none"
NO_LEVEL = "-"
"""The choice that no level fits; no code of a level can be written so."""

FIELDS = (
    Field("ticked", many=True),
    Field("level"),
)


def read_severity(typed: Typed, situation: Situation) -> SeverityAnswer | None:
    read = _read_level if situation.policy.severity.choice == "asked" else _read_statements
    answer = read(typed, situation.policy)
    return None if typed.mistakes else answer


def _read_level(typed: Typed, policy: Policy) -> SeverityAnswer:
    level = typed.one("level")
    if level == NO_LEVEL:
        return SeverityAnswer(level=policy.severity.none_of_these, ticked=())
    if level not in {severity.code for severity in policy.severities}:
        typed.wrong(Mistake("level", "Choose how badly you are affected, or “None of these fits”."))
    return SeverityAnswer(level=level, ticked=(), chosen=True)


def _read_statements(typed: Typed, policy: Policy) -> SeverityAnswer:
    ticked = _ticked(typed, policy)
    if not typed.many("ticked"):
        typed.wrong(Mistake("ticked", "Tick every statement that is true for you, or “None of these”."))
    texts = tuple(example.text for example in examples(policy) if example.key in ticked)
    return SeverityAnswer(level=derive(policy, ticked).level.code, ticked=texts)


def _ticked(typed: Typed, policy: Policy) -> tuple[str, ...]:
    """The keys of the examples ticked; empty for "none"."""
    values = typed.many("ticked")
    known = {example.key for example in examples(policy)}
    if any(value != NONE and value not in known for value in values):
        typed.wrong(Mistake("ticked", "The statements have changed in the meantime. Look at them once more, please."))
    if NONE in values and len(values) > 1:
        typed.wrong(Mistake("ticked", "Tick either what is true for you or “None of these”, not both."))
    return tuple(value for value in values if value in known)
