"""The part of a letter to support that tells of the evidence: what an engineer sees before opening a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reporter.delivery.desk import Desk
from reporter.delivery.letter import Entry, Part, entry, single_lines
from reporter.evidence.reading import ApiRequest, Call
from reporter.evidence.redaction.kinds import KINDS
from reporter.journey.answers import EvidenceAnswer, EvidenceFile
from reporter.tickets.ticket import Ticket


@dataclass(frozen=True)
class Given:
    """A file of the ticket; `fate` says whether it is attached, and if not why, "" where nothing is to be said.
    `original_until`: to when its original can be opened (UTC), None when it cannot."""

    file: EvidenceFile
    fate: str = ""
    original_until: datetime | None = None


def given_at(files: Sequence[EvidenceFile], now: datetime, fates: Sequence[str] = ()) -> tuple[Given, ...]:
    """The files as they are to be told of at a moment; `fates` in their order."""
    told = fates or ("",) * len(files)
    return tuple(
        Given(file, fate, file.original_until if file.original_at(now) else None)
        for file, fate in zip(files, told, strict=True)
    )


def evidence_part(ticket: Ticket, given: Sequence[Given], desk: Desk) -> Part:
    say, evidence = desk.language.say, ticket.report.evidence
    pictures = [_named(one) for one in given if one.file.kind == "picture"]
    return Part(
        say("Evidence"),
        (
            Entry("Call-ID", single_lines(evidence.call_ids)),
            Entry(say("When a bad call was"), _moment(evidence, ticket, desk)),
            Entry(say("API requests"), single_lines(_request(one) for one in evidence.requests)),
            Entry(say("Browser"), single_lines(f"{name}: {value}" for name, value in evidence.browser.lines)),
            Entry(say("Why evidence is missing"), _missing(evidence)),
            Entry(say("Screenshots"), single_lines(pictures) or (say("None."),)),
            *(
                Entry(say("Trace"), single_lines(_trace(one, ticket, desk)))
                for one in given
                if one.file.kind == "trace"
            ),
        ),
    )


def _named(one: Given) -> str:
    return ": ".join(filter(None, (one.file.name, one.fate or one.file.reason, one.file.description)))


def _missing(evidence: EvidenceAnswer) -> tuple[str, ...]:
    return (*single_lines(one.reason for one in evidence.excuses), *entry("", evidence.missing_reason).lines)


def _moment(evidence: EvidenceAnswer, ticket: Ticket, desk: Desk) -> tuple[str, ...]:
    say, moment = desk.language.say, evidence.moment
    if moment is None:
        return ()
    doubts = {
        "": "",
        "twice": say("The clocks were put back: this time came twice, the first is told."),
        "skipped": say("The clocks were put forward: this time never came."),
    }
    told = desk.moments(moment.at, (desk.promise_zone(ticket), moment.zone, "UTC"))
    return (*told, *filter(None, single_lines((doubts[moment.doubt], moment.about))))


def _request(one: ApiRequest) -> str:
    status = str(one.status) if one.status else ""
    return ", ".join(filter(None, (f"{one.method} {one.path}".strip(), status, one.request_id, one.at)))


def _trace(one: Given, ticket: Ticket, desk: Desk) -> Iterator[str]:
    say, reading = desk.language.say, one.file.reading
    yield _named(one)
    if reading is None:
        return
    chosen = [call for call in reading.calls if call.chosen]
    if reading.form:
        yield say("Read as: {form}.", form=reading.form)
    if len(chosen) < len(reading.calls):
        yield say("{count} of its {all} Call-IDs were chosen.", count=str(len(chosen)), all=str(len(reading.calls)))
    for sign in reading.signs:
        count = sign.values.get("calls", "")
        which = say("{count} calls", count=count) if count else sign.call_id if len(chosen) > 1 else ""
        yield say(sign.text, **sign.values) + (f" ({which})" if which else "")
    yield from (_call(call, desk) for call in chosen)
    yield from (say(note.text, **note.values) for note in reading.notes)
    if taken_out := ", ".join(f"{say(KINDS.get(kind, kind))} ({n})" for kind, n in reading.redacted.items() if n):
        yield say("Taken out or replaced: {what}.", what=taken_out)
    if one.original_until is None:
        yield say("The original is not kept.")
    else:
        until = desk.language.moment(one.original_until, desk.promise_zone(ticket))
        yield say("The original can be opened on the ticket's page until {moment}.", moment=until)


def _call(call: Call, desk: Desk) -> str:
    """As a line of a log tells it: an engineer looks for these very words elsewhere."""
    told = (
        call.kind,
        _clock(call.first, desk),
        f"{call.caller} -> {call.callee}" if call.caller or call.callee else "",
        " ".join(call.methods),
        f"{call.final} {call.phrase}".strip() if call.final else desk.language.say("no final response"),
        f"Reason: {call.reason}" if call.reason else "",
    )
    return f"{call.call_id}: {', '.join(filter(None, told))}"


def _clock(at: datetime | None, desk: Desk) -> str:
    """UTC where the trace tells the zone, else as the trace has it; to the second."""
    say = desk.language.say
    if at is None:
        return ""
    if at.year == 1:
        return say("{time}, day not told", time=f"{at:%H:%M:%S}")
    if at.tzinfo is None:
        return say("{time}, zone not told", time=f"{at:%Y-%m-%d %H:%M:%S}")
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
