"""What a text or a capture holds, before it is grouped into calls."""

from dataclasses import dataclass
from datetime import datetime

from reporter.evidence.reading import ApiRequest, Note
from reporter.evidence.sip import Seen


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table of call records. `at` as `Seen.at`; `duration` in seconds; `final`: the SIP code the row names,
    0 without one; `reason`: its disposition or cause, as written. What the row does not say is "" or None."""

    call_id: str
    at: datetime | None = None
    duration: float | None = None
    caller: str = ""
    callee: str = ""
    final: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Pasted:
    """`form`: what the text is, by name; "" for one of no known form. `unsure`: values of bare fields that may be
    Call-IDs and are in no message and no record, each once. `text`: the input without the dress that a paste gives it
    (escapes, colour codes, line ends, the parts of a mail), with LF as line end."""

    form: str
    seen: tuple[Seen, ...]
    records: tuple[Record, ...]
    unsure: tuple[str, ...]
    requests: tuple[ApiRequest, ...]
    notes: tuple[Note, ...]
    text: str
