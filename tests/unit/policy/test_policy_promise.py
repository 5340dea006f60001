"""What is promised, whom it wakes and which channel is best, over a strict policy."""

from datetime import UTC, datetime

import pytest

from reporter.policy.channels import offered
from reporter.policy.promise import NONE_OF_THESE, Because, explain
from reporter.policy.standing import Standing
from tests.strict import strict_policy

POLICY = strict_policy()
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
THREE_AT_NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_the_target_that_holds_is_the_one_of_the_hours_in_which_it_is_reported():
    by_day, at_night = (explain(POLICY, "urgent", now=now) for now in (MONDAY_NOON, THREE_AT_NIGHT))

    assert by_day.first_answer_by == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert at_night.first_answer_by == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    assert at_night.calendar == POLICY.calendar("always")


def test_a_business_day_is_as_long_as_its_calendar_says():
    assert explain(POLICY, "normal", now=MONDAY_NOON).first_answer_by == datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_it_says_who_is_told_at_this_hour_and_who_when_the_target_is_missed():
    by_day, at_night = (explain(POLICY, "urgent", now=now) for now in (MONDAY_NOON, THREE_AT_NIGHT))

    assert [notice.who for notice in by_day.notified] == ["Duty desk"]
    assert [notice.who for notice in at_night.notified] == ["Engineer on call"]
    assert [notice.who for notice in by_day.if_missed] == ["The directors"]
    assert at_night.wakes == "the engineer on call"


def test_why_a_level_was_reached_comes_with_it():
    ticked = Because("example", "One number fails")

    assert explain(POLICY, "high", now=MONDAY_NOON, because=ticked).because.example == "One number fails"
    assert explain(POLICY, "normal", now=MONDAY_NOON, because=NONE_OF_THESE).because.kind == "none_of_these"


@pytest.mark.parametrize(
    ("level", "now", "code"),
    [
        ("urgent", THREE_AT_NIGHT, "phone"),  # listed first for this level, and staffed
        ("high", MONDAY_NOON, "chat"),
        ("high", MONDAY_EVENING, "guided"),  # nobody is in the chat any more
        ("normal", MONDAY_NOON, "guided"),  # the policy says nothing: no reason to ring
    ],
)
def test_the_best_channel_is_the_first_the_policy_names_that_is_of_use_now(level, now, code):
    chosen = explain(POLICY, level, now=now)

    assert chosen.best
    assert chosen.best.channel.code == code
    assert chosen.best not in chosen.others


def test_a_phone_is_best_without_being_listed_only_where_it_wakes_somebody_for_this_very_level():
    unlisted = strict_policy(("    report_by: [phone, guided]\n", ""))
    sleeping = strict_policy(("    report_by: [phone, guided]\n", ""), (", wakes: the engineer on call}", "}"))

    assert explain(unlisted, "urgent", now=THREE_AT_NIGHT).best.channel.code == "phone"
    assert explain(unlisted, "high", now=MONDAY_EVENING).best.channel.code == "guided"
    assert explain(sleeping, "urgent", now=THREE_AT_NIGHT).best.channel.code == "guided"


def test_without_a_channel_for_it_the_guided_report_itself_is_best():
    text = '  - {code: guided, kind: report, name: Guided report, address: "https://northquay.example/report/", '
    policy = strict_policy((f"{text}calendar: always}}\n", ""), ("[phone, guided]", "[phone]"))

    assert explain(policy, "normal", now=MONDAY_NOON).best is None


def test_outside_its_hours_a_channel_is_offered_only_for_the_levels_the_policy_keeps_it_for():
    def codes(level, now):
        return [offer.channel.code for offer in offered(POLICY, level=level, now=now)]

    assert codes("high", MONDAY_NOON) == codes("high", MONDAY_EVENING) == ["phone", "chat", "guided"]
    assert codes("high", THREE_AT_NIGHT) == ["chat", "guided"]
    assert codes("urgent", THREE_AT_NIGHT) == ["phone", "chat", "guided"]
    assert offered(POLICY, level=None, now=THREE_AT_NIGHT)[0].only_for == ("urgent",)
    assert offered(POLICY, level=None, now=MONDAY_NOON)[0].only_for == ()


def test_without_a_contract_no_time_is_promised_and_nobody_is_woken():
    policy = strict_policy(("ticket_without: false", "ticket_without: true"))
    promise = explain(policy, "urgent", now=THREE_AT_NIGHT, standing=Standing("Ended Ltd", "ended"))

    assert promise.accepted
    assert (promise.first_answer_by, promise.target, promise.wakes, promise.notified) == (None, None, None, ())


def test_a_downgraded_organisation_gets_the_promise_of_the_lower_level():
    promise = explain(POLICY, "urgent", now=MONDAY_NOON, standing=Standing("Noisy Ltd", "valid", downgraded=True))

    assert (promise.level.code, promise.asked.code) == ("normal", "urgent")
    assert promise.first_answer_by == explain(POLICY, "normal", now=MONDAY_NOON).first_answer_by
    assert promise.confirm == ()


def test_an_unknown_level_is_a_key_error():
    with pytest.raises(KeyError):
        explain(POLICY, "nonsense", now=MONDAY_NOON)
