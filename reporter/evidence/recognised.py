"""Evidence read: bytes of any kind to a table of calls, what they show, and copies without secrets."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reporter.evidence.calls import REFUSED, call_of, call_of_record, exchanges
from reporter.evidence.files import text_of
from reporter.evidence.found import Pasted
from reporter.evidence.reading import MOST_CALLS, MOST_CHOSEN, Call, Hidden, Note, Reading, Sign
from reporter.evidence.redaction import Redactor, capture_bytes, trace_text
from reporter.evidence.signs import signs_in, signs_of
from reporter.evidence.sip import Seen
from reporter.evidence.steps import steps_of


@dataclass(frozen=True)
class Wish:
    """How it is to be read. `hide`: what is replaced by pseudonyms, which `key` makes. `chosen`: the Call-IDs that show
    the problem; None to choose all if they are few, else all but registrations and the like. `taken`: unsure ones that
    are Call-IDs indeed. `redact`: False for the requester's own eyes, to see beside it what is taken out. `whole`: each
    call is listed and chosen, however many there are."""

    key: bytes
    hide: tuple[Hidden, ...] = ()
    chosen: tuple[str, ...] | None = None
    taken: tuple[str, ...] = ()
    redact: bool = True
    whole: bool = False


class _Untouched(Redactor):
    """Takes nothing out."""

    def message(self, text: str) -> str:
        return text

    def text(self, text: str) -> str:
        return text

    def party(self, value: str) -> str:
        return value

    def endpoint(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Recognised:
    """`redacted`: the chosen calls or the text, as it may leave; `capture`: the same as a pcap file, b"" of a text."""

    reading: Reading
    redacted: str
    capture: bytes = b""


def recognise(data: bytes, wish: Wish) -> Recognised:
    """Raises Refused with a sentence for what is no evidence: an archive, a document, a picture, some other file."""
    text = text_of(data)
    redactor = (Redactor if wish.redact else _Untouched)(wish.key, wish.hide)
    pasted = _captured(data) if text is None else _pasted(text)
    calls = _chosen(_calls(pasted), wish)
    going = frozenset(call.call_id for call in calls if call.chosen)
    seen = tuple(_going(pasted.seen, going))
    redacted = _redacted(pasted, calls, seen, redactor)
    again = type(redactor)(wish.key, wish.hide)  # the same pseudonyms; what it takes out is counted already
    capture = capture_bytes(seen, again) if text is None and seen else b""
    return Recognised(_read(pasted, calls, wish, redactor), redacted, capture)


def _captured(data: bytes) -> Pasted:
    from reporter.evidence.capture import read_capture  # noqa: PLC0415 - see below

    captured = read_capture(data)
    return Pasted(captured.form, captured.seen, (), (), (), captured.notes, "")


def _pasted(text: str) -> Pasted:
    """Each process reads one thing: the patterns of the other kind need not be made ready, a third of its start."""
    from reporter.evidence.pasted import read_pasted  # noqa: PLC0415

    return read_pasted(text)


def _read(pasted: Pasted, calls: tuple[Call, ...], wish: Wish, redactor: Redactor) -> Reading:
    """What may be shown of it."""
    counted = dict(redactor.counts)  # what was taken out of what leaves, not of what is shown beside
    known = {call.call_id for call in calls}
    unsure = tuple(one for one in pasted.unsure if one not in known)
    going = frozenset(call.call_id for call in calls if call.chosen)
    signs = signs_of(tuple(_going(pasted.seen, going or known)), calls) if calls else signs_in(pasted.text)
    own = _by_call(pasted.seen, going)
    listed = calls if wish.whole else _listed(calls)
    return Reading(
        form=pasted.form,
        calls=tuple(_shown(call, own.get(call.call_id, ()), redactor) for call in listed),
        unsure=unsure,
        taken=tuple(one for one in unsure if one in wish.taken),
        signs=tuple(_safe(sign, redactor) for sign in signs),
        requests=pasted.requests,
        notes=(*pasted.notes, *_left_out(calls, listed)),
        redacted=counted,
        hidden=wish.hide,
    )


def _calls(pasted: Pasted) -> tuple[Call, ...]:
    found = {call_id: call_of(exchange) for call_id, exchange in exchanges(pasted.seen).items()}
    for record in pasted.records:
        if record.call_id not in found:
            found[record.call_id] = call_of_record(record)
    return tuple(found.values())


def _chosen(calls: tuple[Call, ...], wish: Wish) -> tuple[Call, ...]:
    if wish.whole:
        return tuple(replace(call, chosen=True) for call in calls)
    kinds = [call.call_id for call in calls], [call.call_id for call in calls if call.kind == "call"]
    few = next((call_ids for call_ids in kinds if len(call_ids) <= MOST_CHOSEN), [])
    wanted = frozenset(few if wish.chosen is None else wish.chosen)
    return tuple(replace(call, chosen=call.call_id in wanted) for call in calls)


def _redacted(pasted: Pasted, calls: tuple[Call, ...], seen: tuple[Seen, ...], redactor: Redactor) -> str:
    """Everything where nothing was left out; else the messages of the chosen calls, or their rows; "" while none is."""
    if not calls or all(call.chosen for call in calls):
        whole = "".join(_with_messages(pasted, redactor))
        if whole or not seen:
            return whole
    if seen or not pasted.text or not any(call.chosen for call in calls):
        return trace_text(seen, redactor)
    going = [call.call_id for call in calls if call.chosen]
    head, *rows = pasted.text.splitlines(keepends=True)
    return redactor.text("".join([head, *(row for row in rows if any(call_id in row for call_id in going))]))


def _with_messages(pasted: Pasted, redactor: Redactor) -> Iterator[str]:
    """The text in its own order: the messages as messages, what stands between them as text. Nothing at all where a
    message does not stand in it letter by letter."""
    places, position = [], 0
    for one in pasted.seen:
        start = pasted.text.find(one.message.text, position)
        if start < 0:
            return
        position = start + len(one.message.text)
        places.append((start, position))
    position = 0
    for start, end in places:
        yield redactor.text(pasted.text[position:start])
        yield redactor.message(pasted.text[start:end])
        position = end
    yield redactor.text(pasted.text[position:])


def _going(seen: Iterable[Seen], call_ids: Collection[str]) -> Iterator[Seen]:
    return (one for one in seen if one.message.call_id in call_ids)


def _by_call(seen: Iterable[Seen], call_ids: Collection[str]) -> dict[str, list[Seen]]:
    found: dict[str, list[Seen]] = {}
    for one in _going(seen, call_ids):
        found.setdefault(one.message.call_id, []).append(one)
    return found


def _shown(call: Call, seen: Sequence[Seen], redactor: Redactor) -> Call:
    return replace(
        call,
        caller=redactor.party(call.caller),
        callee=redactor.party(call.callee),
        phrase=redactor.text(call.phrase),
        reason=redactor.text(call.reason),
        steps=steps_of(seen, redactor),
    )


def _safe(sign: Sign, redactor: Redactor) -> Sign:
    """A sign quotes what hostile or private text holds."""
    return replace(
        sign,
        values={name: redactor.text(value) for name, value in sign.values.items()},
        terms=tuple(redactor.text(term) for term in sign.terms),
    )


def _listed(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """As many as are listed, in their own order: those chosen, then those without a good end, then the others."""
    if len(calls) <= MOST_CALLS:
        return calls
    places = sorted(range(len(calls)), key=lambda place: _worth(calls[place]))
    return tuple(calls[place] for place in sorted(places[:MOST_CALLS]))


def _worth(call: Call) -> tuple[bool, bool, bool]:
    return not call.chosen, call.kind != "call", 0 < call.final < REFUSED


def _left_out(calls: tuple[Call, ...], listed: tuple[Call, ...]) -> tuple[Note, ...]:
    if len(calls) == len(listed):
        return ()
    told = {"count": f"{len(calls):,}", "most": f"{len(listed):,}"}
    return (Note("There are {count} calls in it; {most} of them are listed, those that failed before others.", told),)
