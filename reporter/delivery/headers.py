"""Typed text in mail headers: never more than one line, one word of its own, one recipient."""

import re
from email.headerregistry import Address

from reporter.delivery.letter import visible

_LONGEST = 200
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]{1,253}")


def one_line(typed: str) -> str:
    """Text fit for a header: one line, at most 200 characters, and nothing that reads as an encoded word (RFC 2047):
    the email package would decode such a word, line ends and all, and write them out as headers of their own."""
    return " ".join(visible(typed).split()).replace("=?", "= ?")[:_LONGEST].strip()


def address(typed: str) -> Address | None:
    """The address as a header can carry it, its domain in ASCII (IDNA); None when it cannot: no addr-spec of RFC 5322,
    or a name before the @ that only servers with SMTPUTF8 understand."""
    local, _, domain = typed.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return None
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain) or "=?" in local:
        return None
    return Address(username=local, domain=domain)
