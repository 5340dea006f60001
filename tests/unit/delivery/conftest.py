"""Mails of one ticket, composed as the worker does."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from reporter.delivery.compose import compose
from reporter.tickets.ticket import Message
from tests.fakes import NOW, a_policy, a_ticket

PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture"


def write(*arguments: object, **named):
    """The mail as the receiver parses it."""
    return message_from_bytes(made(*arguments, **named).as_bytes(), policy=policy.default)


def made(kind="ticket_to_support", ticket=None, files=(), read_file=lambda _: PICTURE, rules=None, **changes):
    """The mail as it leaves."""
    ticket = ticket or a_ticket()
    to = "ada@customer.example" if kind != "ticket_to_support" else "support@harbourvoice.example"
    message = replace(Message("m1", kind, "<t1.1.support@help.example>", to, ticket.id, {}), **changes)
    return compose(
        message, ticket=ticket, key="K" * 24, policy=rules or a_policy(), files=files, read_file=read_file,
        base_url="https://portal.harbourvoice.example/", sender="Harbour Voice <help@harbourvoice.example>", now=NOW,
    )  # fmt: skip


@pytest.fixture(name="write")
def _write():
    return write


def text_of(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.fixture(name="text_of")
def _text_of():
    return text_of
