"""One round of deliveries: what is sent, tried again and parked, and what the log may say."""

import logging
from datetime import timedelta
from email.message import EmailMessage

from reporter.delivery.backoff import WAITS
from reporter.delivery.courier import Deliveries, deliver_due
from reporter.errors import DeliveryFailed, Misconfigured, Unavailable
from reporter.tickets.ticket import Message
from tests.fakes import NOW, MemoryOutbox, MemoryTransport


def outbox_of(*ids: str):
    outbox = MemoryOutbox()
    outbox.add(
        [Message(name, "ticket_to_support", f"<{name}@x>", f"{name}@secret.example", "t1", {}) for name in ids], now=NOW
    )
    return outbox


def compose(message):
    mail = EmailMessage()
    mail["Subject"] = message.id
    return mail


def temporary():
    return DeliveryFailed("The mail server does not answer.", permanent=False)


def permanent():
    return DeliveryFailed("The mail server refused the mail.", permanent=True)


def test_everything_due_is_sent_once():
    outbox, transport = outbox_of("one", "two"), MemoryTransport()
    assert deliver_due(outbox, transport, compose, NOW) == Deliveries(sent=2)
    assert deliver_due(outbox, transport, compose, NOW + timedelta(days=1)) == Deliveries()
    assert [mail["Subject"] for mail in transport.mails] == ["one", "two"]


def test_a_temporary_failure_is_tried_again_and_holds_up_nobody():
    outbox, transport = outbox_of("one", "two"), MemoryTransport(errors=[temporary()])
    assert deliver_due(outbox, transport, compose, NOW) == Deliveries(retried=1)
    assert deliver_due(outbox, transport, compose, NOW) == Deliveries(sent=1)
    assert deliver_due(outbox, transport, compose, NOW + WAITS[0]) == Deliveries(sent=1)
    assert [mail["Subject"] for mail in transport.mails] == ["two", "one"]


def test_a_permanent_failure_is_parked_at_once_with_its_reason():
    outbox = outbox_of("one")
    assert deliver_due(outbox, MemoryTransport(errors=[permanent()]), compose, NOW) == Deliveries(parked=1)
    assert outbox.health(now=NOW).last_error == "The mail server refused the mail."


def test_after_all_waits_the_message_is_parked_and_a_person_can_send_it():
    outbox, now = outbox_of("one"), NOW
    transport = MemoryTransport(errors=[temporary() for _ in range(len(WAITS) + 1)])
    for wait in WAITS:
        assert deliver_due(outbox, transport, compose, now) == Deliveries(retried=1)
        now += wait
    assert deliver_due(outbox, transport, compose, now) == Deliveries(parked=1)
    outbox.retry_parked(now=now)
    assert deliver_due(outbox, transport, compose, now) == Deliveries(sent=1)


def test_a_mail_that_cannot_be_made_is_tried_again_only_if_that_can_help():
    def without_disk(_):
        raise Unavailable("The disk does not answer.")

    def without_key(_):
        raise Misconfigured("The private link cannot be made.")

    assert deliver_due(outbox_of("one"), MemoryTransport(), without_disk, NOW) == Deliveries(retried=1)
    assert deliver_due(outbox_of("one"), MemoryTransport(), without_key, NOW) == Deliveries(parked=1)


def test_the_log_names_messages_but_no_person(caplog):
    caplog.set_level(logging.DEBUG)
    outbox, transport = outbox_of("one", "two"), MemoryTransport(errors=[temporary()])
    for _ in range(2):
        deliver_due(outbox, transport, compose, NOW)
    assert "message=one" in caplog.text
    assert "message=two" in caplog.text
    assert "secret.example" not in caplog.text
