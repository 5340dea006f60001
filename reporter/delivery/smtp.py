"""Mail over SMTP (RFC 5321), described by one URL."""

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from reporter.errors import DeliveryFailed, Misconfigured

TIMEOUT = 30.0  # seconds, for each exchange with the server
_PORTS = {"smtp": 25, "smtps": 465}
_PERMANENT = range(500, 600)
# smtplib's own errors are OSErrors too, so `except OSError` is enough
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class SmtpTransport:
    """`smtp://[user:password@]host[:port][?starttls=required]` or `smtps://...`; user and password percent-encoded.
    A password goes to another machine only under TLS. Neither of them ever shows in an error or a log."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT) -> None:
        """Raises Misconfigured, naming what is wrong with the URL but not its password."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise Misconfigured("The mail server is written smtp://host:port or smtps://host:port.")
        self._host = parts.hostname
        self._port = _port(parts)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._secure = parts.scheme == "smtps"
        exposed = bool(self._user) and self._host not in _THIS_MACHINE
        self._starttls = not self._secure and (_asks_for_starttls(parts) or exposed)
        self._timeout = timeout

    def send(self, mail: EmailMessage) -> None:
        """Hand the mail to the server for the address in its To header alone. Returns once the server said 250.
        Raises DeliveryFailed: permanent when the server answered 5yz about this very mail, else temporary."""
        server = self._signed_in()
        recipient = mail["To"].addresses[0].addr_spec
        try:
            server.send_message(mail, from_addr=mail["From"].addresses[0].addr_spec, to_addrs=[recipient])
            with contextlib.suppress(OSError):
                server.quit()  # the mail is taken: how the conversation ends does not matter
        except smtplib.SMTPRecipientsRefused as error:
            raise self._refused("does not take mail for this address", error.recipients[recipient][0]) from error
        except smtplib.SMTPResponseException as error:
            raise self._refused("refused the mail", error.smtp_code) from error
        except OSError as error:
            # lost before the server said 250: should it have taken the mail, a second one has the same Message-ID
            raise self._failed(f"broke off ({type(error).__name__})") from error
        finally:
            server.close()

    def _signed_in(self) -> smtplib.SMTP:
        """A failure up to here says nothing about the mail, so it is temporary."""
        try:
            server = self._connected()
        except OSError as error:
            raise self._failed(f"does not answer ({type(error).__name__})") from error
        try:
            if self._starttls:
                server.starttls(context=ssl.create_default_context())
            if self._user:
                server.login(self._user, self._password)
        except (OSError, UnicodeError) as error:
            server.close()
            raise self._failed(f"does not let us in ({type(error).__name__})") from error
        return server

    def _connected(self) -> smtplib.SMTP:
        if self._secure:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context)
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)

    def _refused(self, what: str, code: int) -> DeliveryFailed:
        return self._failed(f"{what} (SMTP {code})", permanent=code in _PERMANENT)

    def _failed(self, what: str, *, permanent: bool = False) -> DeliveryFailed:
        return DeliveryFailed(f"The mail server {self._host}:{self._port} {what}.", permanent=permanent)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise Misconfigured(f"The port of the mail server {parts.hostname} is no number from 1 to 65535.") from error


def _asks_for_starttls(parts: SplitResult) -> bool:
    query = parse_qs(parts.query, keep_blank_values=True)
    if query not in ({}, {"starttls": ["required"]}):
        raise Misconfigured("After the mail server only ?starttls=required may follow.")
    return bool(query)
