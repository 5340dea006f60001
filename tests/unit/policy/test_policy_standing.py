"""Fair use and entitlement: what a requester's standing changes, and what the policy says about it."""

import pytest

from reporter.policy.standing import UNKNOWN, Standing, as_said, due_to
from tests.strict import strict_policy

POLICY = strict_policy()
TICKETS_ANYWAY = strict_policy(("ticket_without: false", "ticket_without: true"))
ASKED = strict_policy(("contract: required", "contract: asked"))
URGENT, HIGH, NORMAL = POLICY.severities
NOISY = Standing("Noisy Ltd", "valid", technical_contact=False, downgraded=True)


def kinds(due):
    return [change.kind for change in due.changes]


def test_nothing_changes_for_who_is_not_known():
    assert due_to(POLICY, URGENT, UNKNOWN, POLICY.problem_type("upgrade")).changes == ()


@pytest.mark.parametrize("level", [URGENT, HIGH])
def test_all_tickets_at_an_abused_level_are_lowered_and_the_policy_says_why_and_how_to_object(level):
    due = due_to(POLICY, level, NOISY)

    assert due.level == NORMAL
    assert kinds(due) == ["downgraded"]
    assert due.changes[0].told == (POLICY.fair_use.abuse, POLICY.fair_use.appeal)


def test_a_level_that_cannot_be_abused_stays_and_nothing_is_said():
    assert due_to(POLICY, NORMAL, NOISY) == due_to(POLICY, NORMAL, UNKNOWN)


def test_nobody_is_ever_raised():
    raising = strict_policy(
        ("levels: [urgent, high]", "levels: [normal]"), ("downgraded_to: normal", "downgraded_to: high")
    )

    assert due_to(raising, NORMAL, NOISY).level.code == "normal"


@pytest.mark.parametrize(("contract", "kind"), [("ended", "contract_ended"), ("none", "no_contract")])
def test_without_a_contract_there_is_no_ticket_or_one_without_a_promise_as_the_policy_says(contract, kind):
    standing = Standing("Old Ltd", contract)
    refused, taken = due_to(POLICY, URGENT, standing), due_to(TICKETS_ANYWAY, URGENT, standing)

    assert kinds(refused) == kinds(taken) == [kind]
    assert (refused.accepted, refused.promised) == (False, False)
    assert (taken.accepted, taken.promised) == (True, False)
    assert taken.changes[0].told == ("Support needs a maintenance contract.",)


def test_where_a_contract_is_only_asked_for_the_policy_s_words_are_said_and_the_promise_stays():
    due = due_to(ASKED, URGENT, Standing("Old Ltd", "none"))
    wordless = strict_policy(
        ("contract: required", "contract: asked"), ("  without: Support needs a maintenance contract.\n", "")
    )

    assert (kinds(due), due.promised, due.accepted) == (["no_contract"], True, True)
    assert due_to(wordless, URGENT, Standing("Old Ltd", "none")).changes == ()


def test_a_policy_that_needs_no_contract_does_not_mind():
    free = strict_policy(("contract: required", "contract: none"))

    assert due_to(free, URGENT, Standing("Old Ltd", "ended")).changes == ()


@pytest.mark.parametrize("contract", ["valid", "claimed", "unknown"])
def test_with_a_contract_or_while_nobody_can_tell_the_promise_stays(contract):
    assert due_to(POLICY, URGENT, Standing("Good Ltd", contract)).changes == ()


def test_only_the_technical_contact_may_ask_for_what_the_policy_keeps_for_them():
    upgrade, fault = POLICY.problem_type("upgrade"), POLICY.problem_type("fault")
    somebody = Standing("Good Ltd", "valid", technical_contact=False)

    assert kinds(due_to(POLICY, NORMAL, somebody, upgrade)) == ["named_contact"]
    assert not due_to(POLICY, NORMAL, somebody, upgrade).accepted
    assert due_to(POLICY, NORMAL, somebody, fault).accepted
    assert due_to(POLICY, NORMAL, Standing("Good Ltd", "valid", technical_contact=True), upgrade).accepted


def test_what_the_requester_says_counts_where_no_list_tells():
    assert as_said(UNKNOWN, POLICY, "no").contract == "none"
    assert as_said(UNKNOWN, POLICY, "yes").contract == "claimed"
    assert as_said(UNKNOWN, POLICY, "") == UNKNOWN


def test_a_list_of_customers_counts_more_than_the_requester_s_word_unless_a_contract_is_only_asked_for():
    ended, stranger = Standing("Ended Ltd", "ended"), Standing(contract="none")

    assert as_said(ended, POLICY, "yes") == as_said(ended, ASKED, "yes") == ended
    assert as_said(stranger, POLICY, "yes") == stranger
    assert as_said(stranger, ASKED, "yes").contract == "claimed"
