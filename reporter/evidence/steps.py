"""The arrows of a call's picture: who sent what to whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from reporter.evidence.calls import seconds_between
from reporter.evidence.reading import MOST_STEPS, Step
from reporter.evidence.sdp import media_of
from reporter.evidence.sip import Message, Seen

_SENT_BY = re.compile(r"SIP[ \t]*/[ \t]*2\.0[ \t]*/[ \t]*\S+[ \t]+([^\s;,]+)", re.IGNORECASE)
_BRANCH = re.compile(r";[ \t]*branch[ \t]*=[ \t]*([^\s;,]+)", re.IGNORECASE)
_HOST = re.compile(r"<?sips?:(?:[^@<>\s]*@)?(\[[^\]\s]*\](?::\d+)?|[^;?<>\s]+)", re.IGNORECASE)
Ends = tuple[str, str]  # source, target


class Hides(Protocol):
    """Whoever may see the picture need not see every address."""

    def endpoint(self, value: str) -> str: ...


def steps_of(seen: Iterable[Seen], hides: Hides) -> tuple[Step, ...]:
    """What was seen under one Call-ID as at most MOST_STEPS arrows; what was sent again, or captured twice, is one."""
    begun: datetime | None = None
    arrows: dict[tuple[str, str, str], Step] = {}
    for one, (source, target) in _with_ends(seen):
        begun = begun or one.at
        key = one.message.text, source, target
        if known := arrows.get(key):
            arrows[key] = replace(known, times=known.times + 1)
        elif len(arrows) < MOST_STEPS:
            arrows[key] = Step(
                what=_what(one.message),
                source=hides.endpoint(source),
                target=hides.endpoint(target),
                after=seconds_between(begun, one.at),
                media=media_of(one.message),
            )
    return tuple(arrows.values())


def _what(message: Message) -> str:
    if message.method:
        signed_in = message.header("authorization") or message.header("proxy-authorization")
        return f"{message.method} +auth" if signed_in else message.method
    answered = message.answered
    of = f" ({answered})" if answered not in {"", "INVITE"} else ""
    return f"{message.status} {message.phrase}".strip() + of


def _with_ends(seen: Iterable[Seen]) -> Iterator[tuple[Seen, Ends]]:
    """Where the trace does not tell who sent it to whom, the message does: its topmost Via names its sender or, in an
    answer, who is to get it (RFC 3261 section 18)."""
    asked: dict[str, Ends] = {}  # by branch
    for one in seen:
        via = one.message.header("via")
        branch = _found(_BRANCH, via)
        source, target = _told_by(one.message, asked.get(branch), _found(_SENT_BY, via))
        ends = one.source or source, one.target or target
        if one.message.method:
            asked.setdefault(branch, ends)
        yield one, ends


def _told_by(message: Message, asked: Ends | None, sender: str) -> Ends:
    if message.method:
        return sender, _found(_HOST, message.header("route") or message.uri)
    if asked:
        return asked[1], asked[0]
    return _found(_HOST, message.header("to")), sender


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
