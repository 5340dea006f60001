"""The same real application as in tests/integration/web."""

from tests.integration.web.conftest import another, app, clock, house, settings, visitor

__all__ = ["another", "app", "clock", "house", "settings", "visitor"]
