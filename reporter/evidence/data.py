"""A reading as JSON-ready data. Plain dataclasses only: the child process that reads hostile files imports this."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from reporter.evidence.reading import Reading


def to_data(reading: Reading) -> dict[str, Any]:
    """Strings, numbers, lists, dicts and None; moments as ISO 8601, without an offset where the zone is unknown."""
    plain: dict[str, Any] = _plain(reading)
    return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value
