"""A log, trace or capture is read by a process of its own, with limits: a hostile one can end that process and no
other."""

import json
import threading
from dataclasses import dataclass
from typing import Any

from reporter.errors import Refused, Unavailable
from reporter.evidence.reading import Reading
from reporter.evidence.recognised import Wish
from reporter.evidence.stored import from_data
from reporter.intake.process import Words, answer_of
from reporter.intake.read_child import wish_data

LARGEST = 20_000_000  # bytes
AT_ONCE = 2  # processes; whoever comes later waits
WAIT_SECONDS = 10
SECONDS = 10  # of processor time; half as much again on the clock
_ADVICE = "Cut out the part around the problem and add that, or give the Call-ID alone."
_WORDS = Words(
    slow=f"This took too long to read. {_ADVICE}",
    failed=f"This could not be read within our limits. {_ADVICE}",
    none="No process could be started to read a file",
)
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Given:
    """`redacted`: what the report carries, a text; `capture`: the same as a pcap file, b"" where it was no capture."""

    reading: Reading
    redacted: bytes
    capture: bytes


def read(data: bytes, wish: Wish, *, seconds: int = SECONDS) -> Given:
    """Takes 0.1 to some seconds, at most `seconds` of processor time. Raises Refused with a sentence for what is no
    evidence or cannot be read within the limits, Unavailable when there is no free process."""
    if len(data) > LARGEST:
        raise Refused(f"This has more than {LARGEST // 1_000_000} MB. {_ADVICE}")
    head, rest = _answer(json.dumps({**wish_data(wish), "seconds": seconds}).encode() + b"\n" + data, seconds * 1.5)
    if "refused" in head:
        raise Refused(head["refused"])
    return Given(from_data(head["reading"]), rest[: head["redacted"]], rest[head["redacted"] :])


def _answer(request: bytes, timeout: float) -> tuple[dict[str, Any], bytes]:
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise Unavailable("Many files are being read just now. Try again in a minute; nothing you typed is lost.")
    try:
        answer = answer_of("reporter.intake.read_child", request, timeout=timeout, words=_WORDS)
    finally:
        _turns.release()
    head, _, rest = answer.partition(b"\n")
    return json.loads(head), rest
