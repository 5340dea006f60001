"""A real SMTP server on loopback."""

import random
import socket
from contextlib import suppress
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

PORTS = iter(random.SystemRandom().sample(range(10_240, 32_768), 1000))


class Mailbox:
    """An aiosmtpd handler. `replies` maps a command to what it answers instead of taking the mail."""

    def __init__(self) -> None:
        self.mails, self.envelopes, self.replies = [], [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if "RCPT" in self.replies:
            return self.replies["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.replies.get("DATA") == "drop":
            server.transport.abort()
            return "250 never arrives"
        if "DATA" in self.replies:
            return self.replies["DATA"]
        self.envelopes.append(envelope)
        self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def mailbox():
    return Mailbox()


def free_port():
    """A port of our own: below those that the system gives to whoever asks for any (Linux, macOS), so that no
    connection takes it before the server does; another run beside this one begins elsewhere."""
    for port in PORTS:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("no port is free")


@pytest.fixture
def server(mailbox):
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), ready_timeout=10)
    controller.start()
    yield controller
    controller.stop()
