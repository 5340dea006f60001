"""A reading out of the data it was stored or handed over as. Not for the child process: pydantic costs it its time."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from reporter.evidence.reading import Reading

_READING = TypeAdapter(Reading)


def from_data(data: Mapping[str, Any]) -> Reading:
    """What `data.to_data` was given. Raises pydantic.ValidationError when the data is no reading."""
    return _READING.validate_python(data)
