"""The messages of a trace, or the rows of a list of call records, as calls: one for each Call-ID."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reporter.evidence.found import Record
from reporter.evidence.reading import Call, CallKind, Direction
from reporter.evidence.sip import Message, Seen

Exchange = tuple[Seen, ...]
"""What was seen under one Call-ID, in order of the trace, each message once."""

# What only ever happens inside a call counts as one: a trace may begin in the middle of it.
KINDS: Mapping[str, CallKind] = {
    **dict.fromkeys(("INVITE", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE", "INFO", "REFER"), "call"),
    **dict.fromkeys(("SUBSCRIBE", "NOTIFY"), "subscription"),
    "REGISTER": "registration",
    "OPTIONS": "options",
    "MESSAGE": "message",
    "PUBLISH": "publish",
}
BEGINS = frozenset({"INVITE", "ACK"})
FINAL, REFUSED = 200, 300
A_DAY = 86_400  # seconds
_QUOTED = re.compile(r'\A[ \t]*"(?:[^"\\]|\\.)*+"')
ASKED_TO_SIGN_IN = frozenset({401, 407})  # the usual first answers; final only when nothing else came


def exchanges(seen: Iterable[Seen]) -> dict[str, Exchange]:
    """Call-ID -> its messages; in the order of their first ones. A message that was captured twice or sent again is
    there once, as it was seen first."""
    found: dict[str, dict[str, Seen]] = {}
    for one in seen:
        found.setdefault(one.message.call_id, {}).setdefault(one.message.text, one)
    return {call_id: tuple(messages.values()) for call_id, messages in found.items()}


def call_of(exchange: Exchange) -> Call:
    """What these messages, one at least and all of one Call-ID, come to. Nothing is redacted yet; no `steps`."""
    first = exchange[0]
    begun = next((one for one in exchange if one.message.method), first)
    about = [one.message.method or one.message.answered for one in exchange]
    asked = "INVITE" if "INVITE" in about else about[0]
    final = _final(exchange, about, asked)
    moments = [one.at for one in exchange if one.at]
    return Call(
        call_id=first.message.call_id,
        kind=KINDS.get(asked, "other"),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
        methods=tuple(dict.fromkeys(one.message.method for one in exchange if one.message.method)),
        final=final.status if final else 0,
        phrase=final.phrase if final else "",
        reason=_reason(exchange),
        caller=party(begun.message.header("from")),
        callee=party(begun.message.header("to")) or party(begun.message.uri),
        direction=_direction(begun),
        duration=_duration(exchange, about),
        messages=len(exchange),
        agent=begun.message.header("user-agent") if begun.message.method else "",
    )


def call_of_record(record: Record) -> Call:
    """A row of a list of call records."""
    return Call(
        call_id=record.call_id,
        kind="call",
        first=record.at,
        last=record.at,
        methods=(),
        final=record.final,
        phrase="",
        reason=record.reason,
        caller=record.caller,
        callee=record.callee,
        direction="",
        duration=record.duration,
        messages=0,
    )


def party(value: str) -> str:
    """The user part of a name-addr, addr-spec or telephone URI (RFC 3261 section 25.1, RFC 3966); its host where it has
    no user; "" for nothing."""
    value = _QUOTED.sub("", value, count=1)
    bracketed = value.partition("<")[2].partition(">")[0] if "<" in value else value
    scheme, colon, rest = bracketed.strip().partition(":")
    address = rest if colon and scheme.lower() in {"sip", "sips", "tel"} else bracketed.strip()
    user, at, host = address.rpartition("@")
    named = user.partition(":")[0] if at else host
    return named.partition(";")[0].partition("?")[0].strip()


def _final(exchange: Exchange, about: Sequence[str], asked: str) -> Message | None:
    """Of a call, what settled its beginning: the first answer that took it, else the last that refused it. Of anything
    else the last answer. `about`: the method that each message is about, `asked` the one that all began with."""
    both = zip(exchange, about, strict=True)
    answers = [one.message for one, method in both if method == asked and one.message.status >= FINAL]
    settled = [answer for answer in answers if answer.status not in ASKED_TO_SIGN_IN] or answers
    taken = [answer for answer in settled if answer.status < REFUSED] if asked == "INVITE" else []
    return taken[0] if taken else settled[-1] if settled else None


def _reason(exchange: Exchange) -> str:
    """What ends a call says why (RFC 3326); what begins it does not."""
    ends = (one.message for one in exchange if one.message.method not in BEGINS)
    likely = (message for message in ends if "eason" in message.text or "EASON" in message.text)  # few: found quickly
    return next(filter(None, (message.header("reason") for message in likely)), "")


def _direction(begun: Seen) -> Direction:
    if begun.outgoing is None or not begun.message.method:
        return ""
    return "out" if begun.outgoing else "in"


def _duration(exchange: Exchange, about: Sequence[str]) -> float | None:
    both = list(zip(exchange, about, strict=True))
    taken = (one.at for one, method in both if method == "INVITE" and FINAL <= one.message.status < REFUSED)
    ended = (one.at for one in exchange if one.message.method == "BYE")
    return seconds_between(next(taken, None), next(ended, None))


def seconds_between(start: datetime | None, end: datetime | None) -> float | None:
    """None where either is unknown, or only one of them knows its zone; past midnight where only the time of day is."""
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return None
    seconds = (end - start).total_seconds()
    return seconds + A_DAY if seconds < 0 and start.year == 1 else seconds
