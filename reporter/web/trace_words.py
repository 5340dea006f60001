"""What was read of a trace, in the reader's words."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import Flask, g

from reporter.evidence.ladder import ladder_of
from reporter.evidence.reading import MOST_CHOSEN, Call, Hidden, Note, Reading, Sign
from reporter.evidence.redaction import KINDS
from reporter.web.locale import reader_locale, sentence

FAILED = 400
MINUTE = 60


def told(one: Sign | Note) -> str:
    """The sentence; with the number of calls it was seen in, where that is more than one."""
    said = sentence(one.text, **one.values)
    return sentence("{said} ({count} calls)", said=said, count=one.values["calls"]) if "calls" in one.values else said


def trace_time(at: datetime, zone: str) -> str:
    """To the second, in the requester's zone where the trace tells its own; else as the trace has it."""
    locale = reader_locale()
    if at.year == 1 and (at.month, at.day) != (1, 1):  # syslog knows no years
        return sentence("{time}, zone not told", time=format_datetime(at, "d MMM, HH:mm:ss", locale=locale))
    if at.year == 1:
        return sentence("{time}, day not told", time=format_datetime(at, "HH:mm:ss", locale=locale))
    local = at.astimezone(ZoneInfo(zone)) if at.tzinfo else at
    said = format_datetime(local, "d MMM y, HH:mm:ss", locale=locale)
    if at.tzinfo is None:
        return sentence("{time}, zone not told", time=said)
    return f"{said} {format_datetime(local, 'zzz', locale=locale)}"


def length_of_call(seconds: float) -> str:
    """Such as 12 s, or 3 min 5 s."""
    minutes, rest = divmod(round(seconds), MINUTE)
    if not minutes:
        return sentence("{seconds} s", seconds=str(rest))
    return sentence("{minutes} min {seconds} s", minutes=str(minutes), seconds=str(rest))


def kind_of_call(kind: str) -> str:
    """What a Call-ID that is no call's belongs to."""
    names = {
        "registration": sentence("registration"),
        "options": sentence("keep-alive (OPTIONS)"),
        "subscription": sentence("subscription"),
        "message": sentence("message"),
        "publish": sentence("presence"),
    }
    return names.get(kind, sentence("other"))


def failed_first(calls: Sequence[Call]) -> Sequence[Call]:
    """Of many, those that show a problem stand on top; a few stay in their own order."""
    if len(calls) <= MOST_CHOSEN:
        return calls
    return sorted(calls, key=lambda call: (not call.chosen, call.kind != "call", 0 < call.final < FAILED))


def taken_out(reading: Reading) -> str:
    """Such as: sign-in credentials (4), addresses (12)."""
    return ", ".join(f"{sentence(KINDS[kind])} ({count})" for kind, count in reading.redacted.items() if count)


def hideable() -> tuple[tuple[Hidden, str], ...]:
    return (
        ("numbers", sentence("Hide telephone numbers and user names too")),
        ("names", sentence("Hide names of persons too")),
        ("addresses", sentence("Hide network addresses too")),
    )


def unread_paste() -> str:
    """What was pasted and could not be read: it stays in the box, without what no page may hold."""
    return "".join(one for one in str(g.get("unread_paste", "")) if one.isprintable() or one in "\n\t")


def install_trace_words(app: Flask) -> None:
    app.jinja_env.filters.update(
        told=told,
        ladder=ladder_of,
        trace_time=trace_time,
        length_of_call=length_of_call,
        kind_of_call=kind_of_call,
        failed_first=failed_first,
        taken_out=taken_out,
    )
    app.jinja_env.globals.update(hideable=hideable, unread_paste=unread_paste)
