"""Facts about the requester's browser: what its script found out and the requester let through, or typed lines."""

import json
import re
from collections.abc import Collection, Iterator

from reporter.journey.answers import BrowserFacts
from reporter.journey.fields import Field, Typed
from reporter.journey.secrets import without_secrets
from reporter.journey.text import clean_line

FIELDS = (
    Field("browser", longest=8_000, lines=True),
    Field("console", longest=20_000, lines=True),
)
SINGLE = ("browser", "system", "screen", "language", "zone", "online", "cookies", "page")
"""Facts of which there is one, by the names that the page's script and the typed lines give them."""
NAMES = (*SINGLE, "reached", "failed", "typed", "console")
"""And those of which there may be several: hosts of the policy that were reached, with the time it took, or were not;
lines typed without a name; messages of the browser's console."""

LONGEST_FACT = 300
LONGEST_MESSAGE = 2_000
SLOWEST = 600_000  # milliseconds: what took longer was not measured


def read_facts(typed: Typed, hosts: Collection[str]) -> BrowserFacts:
    """`browser` holds the script's JSON, `{"browser": "...", "online": true, "reached": {"Our portal": 45, "Mail":
    null}}` (milliseconds; null: not reached), or typed lines such as `browser: Firefox 145`; `console` pasted messages.
    Of JSON, names that are not known are dropped, and so are hosts that are not among `hosts` (the policy's names).
    Passwords, keys and tokens are taken out of all of it."""
    told, pasted = typed.one("browser"), without_secrets(typed.one("console"))
    sent = _json(told)
    facts = _typed_lines(without_secrets(told)) if sent is None else _facts(sent, hosts)
    messages = (("console", clean_line(line)[:LONGEST_MESSAGE].strip()) for line in pasted.split("\n"))
    return BrowserFacts(tuple((name, value) for name, value in (*facts, *messages) if value))


def _json(text: str) -> dict[str, object] | None:
    """None for whatever is no JSON object."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


def _facts(sent: dict[str, object], hosts: Collection[str]) -> Iterator[tuple[str, str]]:
    for name in SINGLE:
        yield name, _fact(name, without_secrets(_word(sent.get(name))))
    reached = sent.get("reached")
    for host in hosts:
        if isinstance(reached, dict) and host in reached:
            took = reached[host]
            known = isinstance(took, int | float) and not isinstance(took, bool) and 0 <= took <= SLOWEST
            yield ("reached", f"{host}: {took:.0f} ms") if known else ("failed", host)


def _typed_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        known = name.strip().lower()
        if colon and known in SINGLE:
            yield known, _fact(known, value)
        else:
            yield "typed", _fact("typed", line)


def _word(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
    return ""


def _fact(name: str, value: str) -> str:
    """On one line and bounded; an address without what follows its path, which may hold keys."""
    line = clean_line(value)[:LONGEST_FACT]
    return (re.split("[?#]", line)[0] if name == "page" else line).strip()
