"""Evidence in the reader's words: kinds of it, moments on every clock that matters, API requests, a browser's facts."""

from flask import Flask

from reporter.evidence.reading import ApiRequest
from reporter.journey.answers import EvidenceAnswer, Excuse, Moment
from reporter.journey.call_times import both_sides, doubt_of
from reporter.web.current import services
from reporter.web.locale import moment, sentence


def name_of_kind(kind: str, *, of_calls: bool = True) -> str:
    """`of_calls`: whether the type of problem is one of calls; else a log is a program's. A kind that is known no
    longer is called by its code."""
    names = {
        "call_ids": sentence("Call-IDs"),
        "trace": sentence("a log, SIP trace or capture") if of_calls else sentence("a log, or what curl printed"),
        "screenshots": sentence("a screenshot"),
        "times": sentence("when one bad call was") if of_calls else sentence("when it was"),
        "browser": sentence("which browser it is"),
        "request": sentence("which API request it was"),
    }
    return names.get(kind, kind)


def clocks_of(one: Moment, zone: str) -> list[tuple[str, str]]:
    """(whose, moment) on every clock that matters: the one it was read from, that of `zone`, UTC (which says so itself,
    so `whose` is ""), the team's."""
    policy = services().policy
    names = {policy.zone: policy.organisation.name, "UTC": ""}
    shown = both_sides(one.at, (one.zone, zone, "UTC", policy.zone))
    return [(names.get(where, where.replace("_", " ")), moment(at, where)) for where, at in shown]


def doubt_said(one: Moment) -> str:
    """What there is to know of a time at which clocks were changed; "" for any other."""
    note = doubt_of(one)
    return sentence(note.text, **note.values) if note else ""


def moment_said(one: Moment, zone: str) -> str:
    """All of it, in lines: the clocks, the doubt, the numbers."""
    clocks = (f"{at} ({whose})" if whose else at for whose, at in clocks_of(one, zone))
    return "\n".join(filter(None, (*clocks, doubt_said(one), one.about)))


def request_said(one: ApiRequest) -> str:
    """Such as: GET /v1/calls, 429, request ID 7f3a."""
    number = sentence("request ID {id}", id=one.request_id) if one.request_id else ""
    line = f"{one.method} {one.path}".strip()
    return ", ".join(filter(None, (line, str(one.status or ""), number, one.at)))


def fact_said(fact: tuple[str, str]) -> str:
    """A line about the browser as it was kept."""
    name, value = fact
    names = {
        "browser": sentence("Browser"),
        "system": sentence("System"),
        "screen": sentence("Window and screen"),
        "language": sentence("Language"),
        "zone": sentence("Time zone"),
        "online": sentence("Online"),
        "cookies": sentence("Cookies"),
        "page": sentence("Page"),
        "reached": sentence("Reached"),
        "not reached": sentence("Not reached"),
        "console": sentence("Console"),
    }
    return f"{names[name]}: {value}" if name in names else value


def excuse_said(one: Excuse) -> str:
    name = name_of_kind(one.kind)
    return f"{name[:1].upper()}{name[1:]}: {one.reason}"


def missing_said(one: EvidenceAnswer) -> str:
    """Why something is not there: what was chosen, then own words; "" when nothing was said."""
    return "\n".join(filter(None, (*map(excuse_said, one.excuses), one.missing_reason)))


def install_evidence_words(app: Flask) -> None:
    app.jinja_env.filters.update(
        clocks_of=clocks_of,
        moment_said=moment_said,
        request_said=request_said,
        fact_said=fact_said,
        missing_said=missing_said,
    )
