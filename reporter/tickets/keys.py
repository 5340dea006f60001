"""The private link of a ticket: its key can be made again from the secret, so only a hash of it is ever stored."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from reporter.errors import Misconfigured
from reporter.tickets.ticket import Ticket

_KEY_BYTES = 18  # 144 bits: 24 characters without padding


@dataclass(frozen=True)
class Secrets:
    """`current` makes keys; `older` ones, after a rotation, still open the tickets made under them."""

    current: bytes = field(repr=False)
    older: tuple[bytes, ...] = field(default=(), repr=False)


def new_key(secrets: Secrets, ticket_id: str) -> str:
    """The access key of a ticket about to be made: url-safe, 24 characters."""
    return _key(secrets.current, ticket_id)


def ticket_key(secrets: Secrets, ticket: Ticket) -> str:
    """The key that opens `ticket`. Raises Misconfigured when it was made under a secret that is no longer there."""
    for secret in (secrets.current, *secrets.older):
        key = _key(secret, ticket.id)
        if opens(ticket, key):
            return key
    raise Misconfigured(
        f"The private link of ticket {ticket.reference} cannot be made: it was made with a secret key that is gone. "
        "Put the former key back among the older keys."
    )


def hash_key(key: str) -> str:
    """SHA-256, hex: what is stored of a key. The key is random enough to need no salt."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def opens(ticket: Ticket, key: str) -> bool:
    """Whether `key` is the ticket's, in constant time."""
    return hmac.compare_digest(ticket.key_hash, hash_key(key))


def _key(secret: bytes, ticket_id: str) -> str:
    digest = hmac.digest(secret, b"ticket " + ticket_id.encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:_KEY_BYTES]).decode()
