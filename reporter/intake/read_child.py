"""The process that reads hostile logs and captures: a request on stdin, an answer on stdout, limits from the start.

Each is a line of JSON, then bytes. It sees no environment and writes no file; whatever goes wrong in it ends it alone,
and its parent makes a sentence of that (see read.py). It imports `evidence` and what that needs, nothing of the web.
"""

import gc
import json
import sys
from collections.abc import Mapping
from typing import Any

from reporter.errors import Refused
from reporter.evidence.data import to_data
from reporter.evidence.recognised import Wish, recognise
from reporter.intake.limits import hold_limits

MEMORY = 700_000_000  # bytes of address space


def main() -> None:
    gc.disable()  # it lives for one file and makes few circles; measured, it is 5 % quicker so
    head = json.loads(sys.stdin.buffer.readline())
    hold_limits(memory=MEMORY, cpu=head["seconds"])
    data = sys.stdin.buffer.read()
    try:
        found = recognise(data, wish_of(head))
    except Refused as error:
        _answer({"refused": str(error)}, b"")
        return
    redacted = found.redacted.encode(errors="replace")
    _answer({"reading": to_data(found.reading), "redacted": len(redacted)}, redacted + found.capture)


def wish_data(wish: Wish) -> dict[str, Any]:
    """JSON-ready."""
    chosen = None if wish.chosen is None else list(wish.chosen)
    return {
        "key": wish.key.hex(),
        "hide": list(wish.hide),
        "chosen": chosen,
        "taken": list(wish.taken),
        "redact": wish.redact,
        "whole": wish.whole,
    }


def wish_of(data: Mapping[str, Any]) -> Wish:
    chosen = None if data["chosen"] is None else tuple(data["chosen"])
    return Wish(
        key=bytes.fromhex(data["key"]),
        hide=tuple(data["hide"]),
        chosen=chosen,
        taken=tuple(data["taken"]),
        redact=data["redact"],
        whole=data["whole"],
    )


def _answer(head: Mapping[str, Any], data: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)


if __name__ == "__main__":
    main()
