"""Messages seen, written as text that engineers and the programs that read traces can read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from reporter.evidence.redaction.lines import on_the_wire
from reporter.evidence.sip import Seen

UNKNOWN = "?"
_TIME_ALONE = 1  # the year of a moment that is a time of day
_END = "\r\n"


class Redacts(Protocol):
    """What a `Redactor` does to a message and to an endpoint."""

    def message(self, value: str, /) -> str: ...
    def endpoint(self, value: str, /) -> str: ...


def trace_text(seen: Iterable[Seen], redactor: Redacts) -> str:
    """Of each message a line `2026/11/22 07:47:34.443659 10.0.0.1:5060 -> 10.0.0.2:5060 UDP`, the message as it went
    over the wire (lines end with CRLF), and a blank line. What is unknown of moment or transport is left out, an
    unknown endpoint is `?`. Moments are UTC where the trace told its zone."""
    return "".join(
        f"{_headline(one, redactor)}{_END}{_whole(redactor.message(one.message.text))}{_END}" for one in seen
    )


def _headline(one: Seen, redactor: Redacts) -> str:
    source = redactor.endpoint(one.source) or UNKNOWN
    target = redactor.endpoint(one.target) or UNKNOWN
    return " ".join(filter(None, (_moment(one.at), source, "->", target, one.transport)))


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    time = f"{at:%H:%M:%S.%f}"
    return time if at.year == _TIME_ALONE else f"{at:%Y/%m/%d} {time}"


def _whole(message: str) -> str:
    made = on_the_wire(message)
    return made if made.endswith(_END) else made + _END
