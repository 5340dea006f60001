"""Facts about the requester's browser: lines that its script found out and the requester let through, or typed."""

import re
from collections.abc import Iterator

from reporter.journey.answers import BrowserFacts
from reporter.journey.fields import Field, Typed
from reporter.journey.secrets import without_secrets
from reporter.journey.text import clean_line

FIELDS = (
    Field("browser", longest=8_000, lines=True),
    Field("console", longest=20_000, lines=True),
)
KNOWN = ("browser", "system", "screen", "language", "zone", "online", "cookies", "page", "reached", "not reached")
"""The names that the page's script and whoever types give facts; the last two are of hosts of the policy, reached in
some time or not."""
NAMES = (*KNOWN, "typed", "console")
"""And those of lines typed without a name, and of messages of the browser's console."""

LONGEST_FACT = 300
LONGEST_MESSAGE = 2_000


def read_facts(typed: Typed) -> BrowserFacts:
    """`browser` holds lines such as `browser: Firefox 145` or `not reached: The portal`; `console` pasted messages.
    Passwords, keys and tokens are taken out of all of it."""
    told, pasted = (without_secrets(typed.one(field.name)) for field in FIELDS)
    messages = (("console", clean_line(line)[:LONGEST_MESSAGE].strip()) for line in pasted.split("\n"))
    return BrowserFacts(tuple((name, value) for name, value in (*_facts(told), *messages) if value))


def _facts(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        known = name.strip().lower()
        if colon and known in KNOWN:
            yield known, _fact(known, value)
        else:
            yield "typed", _fact("typed", line)


def _fact(name: str, value: str) -> str:
    """On one line and bounded; an address without what follows its path, which may hold keys."""
    line = clean_line(value)[:LONGEST_FACT]
    return (re.split("[?#]", line)[0] if name == "page" else line).strip()
