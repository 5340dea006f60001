"""Evidence without secrets, and with pseudonyms where the policy or the requester says so
(docs/dev/decisions/0032-redaction.md)."""

import re
from collections.abc import Collection, Mapping

from reporter.evidence.reading import Hidden
from reporter.evidence.redaction.captures import capture_bytes
from reporter.evidence.redaction.headers import people
from reporter.evidence.redaction.kinds import KINDS
from reporter.evidence.redaction.logs import text
from reporter.evidence.redaction.marks import Marks
from reporter.evidence.redaction.messages import message
from reporter.evidence.redaction.personal import without_personal
from reporter.evidence.redaction.traces import trace_text

__all__ = ["KINDS", "Redactor", "capture_bytes", "trace_text"]
_PORT = re.compile(r":\d{1,5}\Z")


class Redactor:
    """One report's. `key`: the report's own; the same value has the same pseudonym under it. `hide`: what gets
    pseudonyms; secrets go always. With an empty key nothing may be hidden but secrets. Whatever was redacted by this
    object stays as it is when it is redacted again."""

    def __init__(self, key: bytes, hide: Collection[Hidden]) -> None:
        self._marks = Marks(key, hide)

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind (of `KINDS`) -> how many values were replaced so far, each time one stood somewhere."""
        return dict(self._marks.counts)

    def message(self, value: str) -> str:
        """One SIP message, well-formed or not: its lines and their order stay, Content-Length fits again."""
        return message(value, self._marks, self.text)

    def text(self, value: str) -> str:
        """A log, a mail, a table or any other text, line by line."""
        return text(value, self._marks)

    def party(self, value: str) -> str:
        """A user part, a URI, or a display name with one."""
        if not re.search(r"[@:<]", value):
            return self._marks.user(value)
        return without_personal(people(value, self._marks) if "<" in value else value, self._marks)

    def endpoint(self, value: str) -> str:
        """`address:port`; the port stays."""
        port = None if value.count(":") > 1 and "]" not in value else _PORT.search(value)
        host = value[: port.start()] if port else value
        return self._marks.host(host) + value[len(host) :] if host else value
