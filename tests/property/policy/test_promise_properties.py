"""What holds for the promise at any hour, for any requester."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import Misconfigured
from reporter.policy.customers import read_customers
from reporter.policy.hours import is_open
from reporter.policy.promise import explain
from reporter.policy.standing import Standing
from tests.strict import CUSTOMERS, strict_policy

POLICIES = (strict_policy(), strict_policy(("ticket_without: false", "ticket_without: true")))
A_MOMENT = timedelta(microseconds=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
standings = st.builds(
    Standing,
    customer=st.sampled_from(["", "Good Ltd"]),
    contract=st.sampled_from(["unknown", "claimed", "valid", "ended", "none"]),
    technical_contact=st.sampled_from([None, True, False]),
    downgraded=st.booleans(),
)
policies = st.sampled_from(POLICIES)
levels = st.sampled_from([level.code for level in POLICIES[0].severities])
kinds = st.sampled_from([None, *POLICIES[0].problem_types])


@given(policies, levels, moments, standings, kinds)
def test_a_promise_is_after_now_and_in_the_hours_of_its_target(policy, level, now, standing, kind):
    promise = explain(policy, level, now=now, standing=standing, problem_type=kind)

    assert (promise.first_answer_by is None) == (promise.target is None) == (promise.calendar is None)
    if promise.first_answer_by and promise.calendar:
        assert promise.first_answer_by > now
        assert is_open(promise.calendar, promise.first_answer_by - A_MOMENT)


@given(policies, levels, moments, standings, kinds)
def test_a_level_differs_from_the_one_asked_for_only_downwards_and_only_with_a_reason(
    policy, level, now, standing, kind
):
    promise = explain(policy, level, now=now, standing=standing, problem_type=kind)
    order = [known.code for known in policy.severities]

    assert order.index(promise.level.code) >= order.index(promise.asked.code)
    assert (promise.level != promise.asked) == any(change.kind == "downgraded" for change in promise.changes)
    assert promise.accepted or promise.changes
    assert promise.first_answer_by or promise.changes
    assert promise.accepted or not promise.first_answer_by


@given(policies, levels, moments, standings)
def test_the_best_channel_is_of_use_and_each_channel_is_named_once(policy, level, now, standing):
    promise = explain(policy, level, now=now, standing=standing)
    named = [offer.channel.code for offer in (*promise.others, *filter(None, [promise.best]))]

    assert len(named) == len(set(named))
    assert promise.best or not promise.accepted
    if promise.best:
        assert promise.best.usable
        assert promise.best.channel.kind != "phone" or "phone" in promise.level.report_by
        assert promise.best.channel.kind != "report" or promise.accepted


@given(st.text(max_size=300), st.binary(max_size=100))
def test_any_bytes_are_a_list_of_customers_or_a_sentence_for_each_line(text, rest):
    for data in (text.encode("utf-8", "replace"), CUSTOMERS.encode() + text.encode("utf-8", "replace"), rest):
        assert all(line.startswith("list.csv:") for line in said_about(data, text))


def said_about(data: bytes, email: str) -> list[str]:
    try:
        read_customers(data, "list.csv").standing(email, datetime(2026, 1, 1, tzinfo=UTC))
    except Misconfigured as refused:
        return str(refused).split("\n")
    return []
