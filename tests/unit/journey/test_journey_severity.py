"""How a level is reached where the policy lets the requester choose it, and what of it is kept as the reason."""

import pytest

from reporter.journey.answers import SeverityAnswer
from reporter.journey.journey import Journey
from reporter.journey.severity import NO_LEVEL


@pytest.fixture
def chosen(policy, now, whole):
    """The severity step's journey with this choice, where the policy asks."""
    asked = policy.model_copy(update={"severity": policy.severity.model_copy(update={"choice": "asked"})})

    def of(level, **more):
        return Journey({**whole, "severity": {"level": (level,), **more}}, policy=asked, now=now)

    return of


def test_a_level_that_was_chosen_says_so(chosen):
    assert chosen("critical").answer("severity") == SeverityAnswer("critical", (), chosen=True)


def test_none_of_these_fits_leads_to_the_level_the_policy_gives_and_is_no_choice(chosen):
    assert chosen(NO_LEVEL).answer("severity") == SeverityAnswer("minor", (), chosen=False)


@pytest.mark.parametrize("level", ["", "worst", "none"])
def test_what_is_no_level_is_asked_once_more_and_the_way_out_is_named(chosen, level):
    (mistake,) = chosen(level).mistakes("severity")

    assert mistake.field == "level"
    assert "None of these fits" in mistake.text


def test_statements_ticked_before_the_policy_began_to_ask_are_no_mistake(chosen):
    assert chosen("minor", ticked=("0123456789ab",)).done("severity")
