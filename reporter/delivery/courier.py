"""One round of deliveries: claim what is due, make the mail, hand it over, write down what came of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from reporter.delivery.backoff import next_attempt
from reporter.delivery.ports import Claimed, Outbox, Transport
from reporter.errors import DeliveryFailed, LiferingError, Unavailable
from reporter.tickets.ticket import Message

LEASE = timedelta(minutes=5)
ROUND = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Deliveries:
    """What one round did: messages sent, to be tried again, given up."""

    sent: int = 0
    retried: int = 0
    parked: int = 0


def deliver_due(
    outbox: Outbox, transport: Transport, compose: Callable[[Message], EmailMessage], now: datetime
) -> Deliveries:
    """Send what is due, at most ROUND messages. Each is leased on its own, just before it is sent: one of a worker that
    died is tried again after LEASE, with the same Message-ID. A failure that may pass ends the round, because the next
    message would most likely wait for the same silent server; the others go first in the next round."""
    outcomes: list[str] = []
    while len(outcomes) < ROUND and "retried" not in outcomes:
        claimed = outbox.claim(now=now, lease=LEASE, limit=1)
        if not claimed:
            break
        outcomes.append(_deliver(claimed[0], outbox, transport, compose, now))
    return Deliveries(*(outcomes.count(outcome) for outcome in ("sent", "retried", "parked")))


def _deliver(
    claimed: Claimed,
    outbox: Outbox,
    transport: Transport,
    compose: Callable[[Message], EmailMessage],
    now: datetime,
) -> str:
    message = claimed.message
    try:
        transport.send(compose(message))
    except LiferingError as error:
        return _failed(claimed, error, outbox, now)
    outbox.sent(message.id, now=now)
    _log.info("mail sent message=%s kind=%s attempt=%d", message.id, message.kind, claimed.attempts + 1)
    return "sent"


def _failed(claimed: Claimed, error: LiferingError, outbox: Outbox, now: datetime) -> str:
    """Only a destination or a part of the house that may come back is worth another attempt."""
    attempts = claimed.attempts + 1
    hopeless = error.permanent if isinstance(error, DeliveryFailed) else not isinstance(error, Unavailable)
    again = None if hopeless else next_attempt(attempts, now)
    outbox.failed(claimed.message.id, error=str(error), now=now, next_attempt=again)
    _log.warning(
        "mail not sent message=%s kind=%s attempt=%d next=%s",
        claimed.message.id,
        claimed.message.kind,
        attempts,
        again.isoformat() if again else "parked",
    )
    return "retried" if again else "parked"
