"""Submitting a report and mending its address: one ticket, one transaction, the right mails."""

from dataclasses import replace
from pathlib import Path

import pytest

from reporter.errors import LimitReached, Refused, Unavailable
from reporter.journey.answers import SeverityAnswer
from reporter.policy.load import load_policy
from reporter.policy.promise import first_answer_by
from reporter.policy.standing import UNKNOWN, Standing
from reporter.tickets.commands import ADDRESS_CORRECTIONS, correct_address, submit
from reporter.tickets.fold import fold
from reporter.tickets.keys import Secrets, opens
from reporter.tickets.messages import message_id
from reporter.tickets.reference import normalise
from tests.fakes import NOW, MemoryTickets, a_policy, a_report, a_ticket
from tests.strict import strict_policy
from tests.traces import a_trace

SECRETS = Secrets(b"s" * 32)
POLICY = a_policy()
STRICT = strict_policy()
ASKING = load_policy((Path(__file__).parents[2] / "asking.yml").read_text("utf-8"))


def send(tickets, report=None, now=NOW):
    return submit(
        report or a_report(), policy=POLICY, tickets=tickets, secrets=SECRETS, mail_domain="help.example",
        network="192.0.2.0/24", now=now,
    )  # fmt: skip


def correct(tickets, ticket, email):
    return correct_address(ticket, email, policy=POLICY, tickets=tickets, mail_domain="help.example", now=NOW)


def test_a_report_becomes_a_ticket_with_reference_status_and_promise():
    sent = send(MemoryTickets())
    assert normalise(sent.ticket.reference) == sent.ticket.reference
    assert sent.ticket.status == POLICY.statuses[0].code
    assert sent.ticket.promise.first_answer_by == first_answer_by(POLICY, "critical", NOW)
    assert fold(sent.ticket.events) == sent.ticket


def test_what_was_read_of_a_trace_is_not_in_its_events():
    trace = a_trace()
    sent = send(MemoryTickets(), a_report(files=(trace,)))
    assert sent.ticket.report.files == (replace(trace, reading=None),)
    assert "Busy Here" not in repr(sent.ticket.events)
    assert fold(sent.ticket.events) == sent.ticket


def test_the_key_opens_the_ticket_and_is_nowhere_in_what_is_stored():
    tickets = MemoryTickets()
    sent = send(tickets)
    assert opens(sent.ticket, sent.key)
    assert sent.key not in repr((tickets.stored, tickets.messages, sent))


def test_support_and_requester_are_told():
    tickets = MemoryTickets()
    send(tickets)
    told = [(message.kind, message.to) for message in tickets.messages]
    assert told == [
        ("ticket_to_support", POLICY.organisation.support_address),
        ("ticket_to_requester", "ada@customer.example"),
    ]


def test_a_ticket_goes_to_the_line_of_its_type_of_problem():
    tickets = MemoryTickets()
    sent = submit(
        a_report(), policy=ASKING, tickets=tickets, secrets=SECRETS, mail_domain="help.example", network="", now=NOW
    )
    assert sent.ticket.line == "engineers"
    assert tickets.messages[0].to == "engineers@harbourvoice.example"
    assert fold(sent.ticket.events).line == "engineers"


def test_a_line_without_an_address_of_its_own_is_reached_by_the_support_address():
    tickets = MemoryTickets()
    report = a_report(problem=replace(a_report().problem, problem_type="portal"))
    sent = submit(
        report, policy=ASKING, tickets=tickets, secrets=SECRETS, mail_domain="help.example", network="", now=NOW
    )
    assert sent.ticket.line == "desk"
    assert tickets.messages[0].to == "support@harbourvoice.example"


def test_a_type_of_problem_without_a_line_has_none():
    assert send(MemoryTickets()).ticket.line == ""


def test_sending_twice_makes_one_ticket_with_one_key():
    tickets = MemoryTickets()
    assert send(tickets) == send(tickets)
    assert len(tickets.stored) == 1
    assert len(tickets.messages) == 2


def test_a_taken_reference_is_drawn_again(monkeypatch):
    drawn = iter(["HV-AAA-AAA", "HV-BBB-BBB"])
    monkeypatch.setattr("reporter.tickets.commands.new_reference", lambda _: next(drawn))
    assert send(MemoryTickets(taken={"HV-AAA-AAA"})).ticket.reference == "HV-BBB-BBB"


def test_when_no_reference_is_free_the_report_can_be_sent_again(monkeypatch):
    monkeypatch.setattr("reporter.tickets.commands.new_reference", lambda _: "HV-AAA-AAA")
    with pytest.raises(Unavailable, match="Nothing is lost"):
        send(MemoryTickets(taken={"HV-AAA-AAA"}))


def test_a_corrected_address_gets_the_confirmation_and_support_is_told():
    tickets = MemoryTickets()
    ticket = correct(tickets, send(tickets).ticket, " ada@right.example ")
    assert ticket.email == "ada@right.example"
    assert fold(ticket.events) == ticket == tickets.by_id(ticket.id)
    assert [(message.kind, message.to) for message in tickets.messages[2:]] == [
        ("ticket_to_support", POLICY.organisation.support_address),
        ("ticket_to_requester", "ada@right.example"),
    ]
    assert len({message.message_id for message in tickets.messages}) == 4


def test_the_same_address_again_changes_nothing():
    tickets = MemoryTickets()
    ticket = send(tickets).ticket
    assert correct(tickets, ticket, ticket.email) is ticket
    assert len(tickets.messages) == 2


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ada",
        "a@b@c",
        "a b@c.example",
        "a@c.example\r\nBcc: x@y.example",
        "a@b,c",
        "<a@b>",
        "a" * 250 + "@b.example",
    ],
)
def test_what_is_no_address_is_refused(email):
    tickets = MemoryTickets()
    with pytest.raises(Refused, match="not an e-mail address"):
        correct(tickets, send(tickets).ticket, email)


def test_corrections_are_capped():
    tickets = MemoryTickets()
    ticket = send(tickets).ticket
    for number in range(ADDRESS_CORRECTIONS):
        ticket = correct(tickets, ticket, f"ada{number}@right.example")
    with pytest.raises(LimitReached, match="Call us"):
        correct(tickets, ticket, "again@right.example")


def test_a_message_id_names_the_ticket_event_and_kind_and_stays():
    assert message_id(a_ticket(id="abc"), "ticket_to_support", 1, "help.example") == "<abc.1.support@help.example>"


def send_strictly(policy=STRICT, standing=UNKNOWN, confirmed=(), level="urgent", kind="fault"):
    report = a_report(
        severity=SeverityAnswer(level=level, ticked=(), chosen=True),
        problem=replace(a_report().problem, problem_type=kind),
    )
    return submit(
        report, policy=policy, tickets=MemoryTickets(), secrets=SECRETS, mail_domain="help.example",
        network="192.0.2.0/24", now=NOW, standing=standing, confirmed=confirmed,
    ).ticket  # fmt: skip


def test_the_ticket_keeps_its_level_what_was_promised_and_why():
    promise = send(MemoryTickets()).ticket.promise

    assert (promise.level, promise.within, promise.calendar) == ("critical", "30 minutes", "always")
    assert (promise.because, promise.example) == ("example", "No one can make calls")


def test_statements_of_the_level_are_confirmed_before_a_ticket_is_made_and_go_with_it():
    statements = STRICT.severity_of("urgent").confirm
    with pytest.raises(Refused, match=r"Confirm this before you send: All of our site is concerned$"):
        send_strictly(confirmed=statements[:1])

    assert send_strictly(confirmed=statements).promise.confirmed == statements
    assert send_strictly(level="high").promise.confirmed == ()


def test_a_downgraded_requester_gets_the_lower_level_and_need_not_confirm_what_the_higher_one_asks():
    ticket = send_strictly(standing=Standing("Noisy Ltd", "valid", downgraded=True))

    assert (ticket.level, ticket.report.severity.level) == ("normal", "urgent")
    assert ticket.promise.changes == ("downgraded",)
    assert ticket.promise.within == "1 business day"
    assert fold(ticket.events) == ticket


def test_without_a_contract_there_is_no_ticket_or_one_without_a_promise():
    ended = Standing("Ended Ltd", "ended")
    with pytest.raises(Refused, match="Support needs a maintenance contract"):
        send_strictly(standing=ended, level="high")

    anyway = strict_policy(("ticket_without: false", "ticket_without: true"))
    promise = send_strictly(anyway, standing=ended, level="high").promise
    assert (promise.first_answer_by, promise.within, promise.contract) == (None, "", "ended")


def test_what_only_the_named_contact_may_ask_for_is_no_ticket_of_anybody_else():
    with pytest.raises(Refused, match="Upgrades go to the technical contact"):
        send_strictly(standing=Standing("Good Ltd", "valid", technical_contact=False), level="high", kind="upgrade")
