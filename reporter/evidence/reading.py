"""What was read of one text or file: the values that are shown, stored and sent. JSON-ready by `data.to_data`.

Whatever these values hold may be shown to whoever sees the report: they are made of the redacted messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

CallKind = Literal["call", "registration", "options", "subscription", "message", "publish", "other"]
"""What a Call-ID's first request wants: INVITE, REGISTER, OPTIONS, SUBSCRIBE or NOTIFY, MESSAGE, PUBLISH, else."""
Direction = Literal["", "in", "out"]
Hidden = Literal["numbers", "names", "addresses"]
"""What is replaced by pseudonyms where policy or requester say so; secrets are taken out always."""

MOST_CALLS = 500  # listed of one file, of more those that failed before others: nobody chooses from a longer list
MOST_CHOSEN = 10  # taken without asking; of more, the requester chooses those that show the problem
MOST_STEPS = 80  # kept for a call's picture


@dataclass(frozen=True)
class Step:
    """An arrow of a call's picture: `what` is a method with what matters of it, or a code with its phrase.
    `source` and `target` as in `Seen`, redacted; `times`: how often the same was seen (sent again, or captured twice).
    `after`: seconds since the call's first message; None where the trace tells no time."""

    what: str
    source: str
    target: str
    after: float | None = None
    times: int = 1
    media: str = ""
    """What the message says of the sound: codecs offered or agreed, held; "" without SDP."""


@dataclass(frozen=True)
class Call:
    """All messages of one Call-ID. `first` and `last` as `Seen.at`. `final`: the response that settled its first
    request, 0 without one; `phrase` what it said. `reason`: the Reason header (RFC 3326) as written, the first one.
    `duration`: seconds between answer and BYE; None where there was no such thing. `caller` and `callee`: user parts or
    whole addresses, redacted. `direction`: seen from the machine whose log it is. `messages` counts each once.
    `steps` only where `chosen`, at most MOST_STEPS."""

    call_id: str
    kind: CallKind
    first: datetime | None
    last: datetime | None
    methods: tuple[str, ...]
    final: int
    phrase: str
    reason: str
    caller: str
    callee: str
    direction: Direction
    duration: float | None
    messages: int
    agent: str = ""
    """User-Agent or Server of the side that began it."""
    chosen: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Sign:
    """Something a trace shows, in plain words: `text` is a gettext message id, `values` fills its {placeholders}.
    `terms`: the words to ask a knowledge base for; `call_id` the call it was seen in, "" for all of it."""

    code: str
    text: str
    terms: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    call_id: str = ""


@dataclass(frozen=True)
class ApiRequest:
    """An HTTP exchange out of a log, a HAR file or what curl printed. `path` without query; `status` 0 when unknown."""

    method: str
    path: str
    status: int
    request_id: str = ""
    at: str = ""


@dataclass(frozen=True)
class Note:
    """What could not be read, or not in full, and what to do: a gettext message id and its values."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """`form`: what the input is, by name ("Asterisk log", "pcap capture"); "" for a text of no known form.
    `calls` in the order of their first message, each Call-ID once. `unsure`: what stands in a bare field and may be a
    Call-ID; `taken`: those of them that the requester says are. `redacted`: kind of secret -> how many were taken out.
    `hidden`: what was replaced by pseudonyms."""

    form: str = ""
    calls: tuple[Call, ...] = ()
    unsure: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    requests: tuple[ApiRequest, ...] = ()
    notes: tuple[Note, ...] = ()
    redacted: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()

    @property
    def call_ids(self) -> tuple[str, ...]:
        """Those that go with the report: of the chosen calls, and what was taken of the unsure ones."""
        return (*(call.call_id for call in self.calls if call.chosen), *self.taken)

    @property
    def to_choose(self) -> bool:
        """Whether there are calls, and the requester has to say which of them show the problem."""
        return bool(self.calls) and not any(call.chosen for call in self.calls)
