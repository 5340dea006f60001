"""The same real SMTP server as in the integration tests."""

from tests.integration.delivery.conftest import mailbox, server

__all__ = ["mailbox", "server"]
