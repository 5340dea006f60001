"""What the mails say of a level that was chosen, lowered, confirmed, or came without a promise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reporter.journey.answers import SeverityAnswer
from reporter.tickets.ticket import Promise
from tests.fakes import NOW, a_report, a_ticket
from tests.strict import strict_policy

STRICT = strict_policy()
IN_TWO_HOURS = NOW + timedelta(hours=2)


def ticket_of(promise, level="urgent"):
    answer = SeverityAnswer(level=level, ticked=(), chosen=True)
    problem = replace(a_report().problem, problem_type="fault")
    return a_ticket(report=a_report(severity=answer, problem=problem), promise=promise)


def test_levels_are_named_by_number_and_name_in_subject_and_text(write, text_of):
    mail = write(ticket=ticket_of(Promise(IN_TWO_HOURS, "urgent")), rules=STRICT)

    assert mail["Subject"].startswith("[HV-4K7-2MQ] 10 - Urgent: ")
    assert "The requester chose 10 - Urgent." in text_of(mail)


def test_a_lowered_level_goes_before_the_one_asked_for_and_support_is_told_why(write, text_of):
    lowered = Promise(IN_TWO_HOURS, "normal", changes=("downgraded",), customer="Noisy Ltd", contract="valid")
    mail = write(ticket=ticket_of(lowered), rules=STRICT)

    assert mail["X-Lifering-Severity"] == "normal"
    assert mail["Subject"].startswith("[HV-4K7-2MQ] 5 - Normal: ")
    assert "Downgraded from 10 - Urgent: the organisation misused it." in text_of(mail)
    assert "Noisy Ltd" in text_of(mail)
    assert "engineer on call" not in text_of(mail)


def test_what_was_confirmed_goes_to_support(write, text_of):
    statement = STRICT.severity_of("urgent").confirm[0]

    assert statement in text_of(
        write(ticket=ticket_of(Promise(IN_TWO_HOURS, "urgent", confirmed=(statement,))), rules=STRICT)
    )


@pytest.mark.parametrize("kind", ["ticket_to_support", "ticket_to_requester"])
def test_nobody_is_said_to_be_woken_for_a_ticket_without_a_promise(write, text_of, kind):
    without = Promise(None, "urgent", changes=("contract_ended",), contract="ended")
    text = text_of(write(kind=kind, ticket=ticket_of(without), rules=STRICT))

    assert "engineer on call" not in text
    assert ("It has ended." in text) == (kind == "ticket_to_support")


def test_what_the_requester_says_of_a_contract_is_told_as_their_word(write, text_of):
    claimed = ticket_of(Promise(IN_TWO_HOURS, "urgent", contract="claimed"))

    assert "There is one, the requester says." in text_of(write(ticket=claimed, rules=STRICT))
    free = strict_policy(("contract: required", "contract: none"))
    assert "the requester says" not in text_of(write(ticket=claimed, rules=free))
