"""What delivery needs: a durable outbox and something that takes a mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol

from reporter.tickets.ticket import Message


@dataclass(frozen=True)
class Claimed:
    """A message leased to this worker. `attempts` made before this one."""

    message: Message
    attempts: int


@dataclass(frozen=True)
class OutboxHealth:
    """`oldest`: when the oldest message that should have been sent by now became due."""

    pending: int
    parked: int
    oldest: datetime | None
    last_error: str


class Outbox(Protocol):
    def add(self, messages: Sequence[Message], *, now: datetime) -> None:
        """Queue messages that belong to no ticket's event. One whose id is already there is not queued again."""

    def claim(self, *, now: datetime, lease: timedelta, limit: int = 10) -> tuple[Claimed, ...]:
        """Due messages, leased until now + lease; no message is leased to two workers at once.
        A ticket's message waits while a picture of that ticket is still in quarantine."""

    def sent(self, message_id: str, *, now: datetime) -> None:
        """Record the attempt; secrets in the message's data are deleted."""

    def failed(self, message_id: str, *, error: str, now: datetime, next_attempt: datetime | None) -> None:
        """Record the attempt; `next_attempt` None parks the message."""

    def health(self, *, now: datetime) -> OutboxHealth: ...

    def parked(self) -> tuple[Message, ...]: ...

    def retry_parked(self, *, now: datetime) -> int:
        """Make all parked messages due again; returns how many."""


class Transport(Protocol):
    def send(self, mail: EmailMessage) -> None:
        """Raises DeliveryFailed."""
