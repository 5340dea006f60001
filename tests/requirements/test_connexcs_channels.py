"""ConnexCS: chat, tickets and telephone, and which one is offered when."""

from datetime import UTC, datetime

import pytest

from reporter.policy.channels import offered
from tests.requirements.pages import promised, text_of
from tests.requirements.walking import walk

DAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def names(policy, level, now):
    return [offer.channel.name for offer in offered(policy, level=level, now=now)]


@pytest.mark.row("000-07")
def test_chat_tickets_and_telephone_are_the_ways_there_are(connexcs):
    assert names(connexcs, None, DAY) == ["Online chat", "Ticket", "Telephone"]
    assert names(connexcs, "critical", DAY) == ["Online chat", "Ticket", "Telephone"]


@pytest.mark.row("000-13")
def test_the_number_on_every_page_is_the_one_of_the_policy(visit, connexcs):
    start = visit("connexcs").opens("/report/")

    assert connexcs.channel("phone").address in [text_of(a) for a in start.page.iter("a")]
    assert "tel:+442079460801" in start.links()


@pytest.mark.row("000-14")
@pytest.mark.parametrize("now", [DAY, NIGHT])
def test_something_critical_is_best_told_by_telephone_which_wakes_the_engineers_at_any_hour(
    visit, clock, connexcs, now
):
    clock.at = now
    said = promised(walk(visit("connexcs"), connexcs, "severity"), "critical")

    assert "This wakes the engineers, at any hour." in said
    assert "Best now: Telephone: +44 20 7946 0801 This alerts the engineers, at any hour" in said


@pytest.mark.row("000-15")
@pytest.mark.parametrize(
    ("now", "levels"),
    [
        (datetime(2026, 11, 20, 8, 59, tzinfo=UTC), ["critical"]),
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), ["critical", "important", "trivial"]),
        (datetime(2026, 11, 20, 22, 59, tzinfo=UTC), ["critical", "important", "trivial"]),
        (datetime(2026, 11, 20, 23, 0, tzinfo=UTC), ["critical"]),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), ["critical", "important", "trivial"]),  # a Sunday
        (datetime(2026, 7, 10, 8, 30, tzinfo=UTC), ["critical"]),  # 09:30 of British summer: GMT is meant all year
        (datetime(2026, 7, 10, 22, 30, tzinfo=UTC), ["critical", "important", "trivial"]),
    ],
)
def test_outside_nine_to_eleven_at_night_gmt_the_telephone_is_for_what_is_critical(connexcs, now, levels):
    found = [level.code for level in connexcs.severities if "Telephone" in names(connexcs, level.code, now)]

    assert found == levels


@pytest.mark.row("000-15")
def test_at_night_the_page_offers_no_telephone_for_what_is_not_critical(visit, clock, connexcs):
    clock.at = NIGHT
    page = walk(visit("connexcs"), connexcs, "severity")

    assert "Telephone" in promised(page, "critical")
    assert "Telephone" not in promised(page, "important")
    assert "Telephone" not in promised(page, "trivial")
    assert "now only for: Critical" in page.text


@pytest.mark.row("000-10", "000-11")
def test_the_chat_is_for_one_problem_of_whoever_cannot_call_and_says_where_the_rest_goes(severity_step):
    said = promised(severity_step("connexcs"), "important")

    assert "Best when you are not able to call." in said
    assert "A chat is between two people and about one specific problem." in said
    assert "For several problems, or for a change of the whole system, send a report or call." in said
