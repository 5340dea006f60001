"""A mail server that is away, slow, breaks off or refuses: the mail is never lost and never held up for nothing."""

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from reporter.delivery.smtp import SmtpTransport
from reporter.errors import DeliveryFailed, Misconfigured
from tests.integration.delivery.conftest import free_port
from tests.unit.delivery.conftest import made


def failure(url, *, timeout=60.0):
    with pytest.raises(DeliveryFailed) as caught:
        SmtpTransport(url, timeout=timeout).send(made())
    return caught.value


@pytest.mark.parametrize(
    ("command", "reply", "permanent"),
    [
        ("RCPT", "550 no such mailbox", True),
        ("RCPT", "450 greylisted, come back", False),
        ("DATA", "552 too much mail", True),
        ("DATA", "554 this is spam", True),
        ("DATA", "451 try again later", False),
        ("DATA", "drop", False),
    ],
)
def test_what_the_server_says_decides_whether_to_try_again(server, mailbox, command, reply, permanent):
    mailbox.replies[command] = reply
    error = failure(f"smtp://127.0.0.1:{server.port}")
    assert error.permanent is permanent
    assert mailbox.mails == []


def test_after_a_refusal_the_next_mail_goes_through(server, mailbox):
    transport = SmtpTransport(f"smtp://127.0.0.1:{server.port}")
    mailbox.replies["RCPT"] = "450 later"
    with pytest.raises(DeliveryFailed):
        transport.send(made())
    mailbox.replies.clear()
    transport.send(made())
    assert len(mailbox.mails) == 1


def test_a_server_that_is_away_is_waited_for():
    assert not failure(f"smtp://127.0.0.1:{free_port()}").permanent


def test_a_server_that_never_says_a_word_is_left_after_the_timeout():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not failure(f"smtp://127.0.0.1:{silent.getsockname()[1]}", timeout=0.2).permanent


def test_a_server_without_the_required_starttls_gets_no_mail(server, mailbox):
    assert not failure(f"smtp://127.0.0.1:{server.port}?starttls=required").permanent
    assert mailbox.mails == []


def test_a_wrong_password_is_temporary_and_shows_nowhere(mailbox, caplog):
    def nobody(server, session, envelope, mechanism, data):
        return AuthResult(success=False, handled=False)

    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, authenticator=nobody, auth_require_tls=False)
    controller.start()
    try:
        error = failure(f"smtp://lifering:s3cret%20word@127.0.0.1:{port}")
    finally:
        controller.stop()
    assert not error.permanent
    for place in (str(error), caplog.text):
        assert "s3cret" not in place
        assert "lifering" not in place


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:99999", "smtp://u:s3cret@mail.example:x",
     "smtp://mail.example?starttls=maybe", "smtp://mail.example?tls=1"],
)  # fmt: skip
def test_a_wrong_mail_server_stops_the_start_without_showing_the_password(url):
    with pytest.raises(Misconfigured) as caught:
        SmtpTransport(url)
    assert "s3cret" not in str(caught.value)
