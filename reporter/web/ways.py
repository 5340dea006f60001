"""A way to support that a policy names beside a question, an answer or a note."""

from reporter.policy.channels import OfferedChannel, offered
from reporter.web.current import now, services


def offer_of(channel: str | None) -> OfferedChannel | None:
    """The channel of this code with when somebody is there; None for none."""
    every = offered(services().policy, level=None, now=now())
    return next((offer for offer in every if offer.channel.code == channel), None)
