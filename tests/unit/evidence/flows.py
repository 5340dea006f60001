"""Traces of calls, written as they would stand on the wire."""

from datetime import UTC, datetime, timedelta

from reporter.evidence.calls import call_of, exchanges
from reporter.evidence.signs import signs_of
from reporter.evidence.sip import Seen, read_message

BEGIN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CALLER, CALLEE = "198.51.100.10:5060", "203.0.113.20:5060"


def sdp(*, codecs="0 8", address="198.51.100.10", profile="RTP/AVP", port=4000, more=()):
    """SDP of one sound stream. A dynamic payload type is named in `more`: "a=rtpmap:101 telephone-event/8000"."""
    head = ["v=0", f"o=- 1 1 IN IP4 {address}", "s=-", f"c=IN IP4 {address}", "t=0 0"]
    return "\r\n".join([*head, f"m=audio {port} {profile} {codecs}", *more]) + "\r\n"


class Trace:
    """The messages of one Call-ID. `ask` and `answer` move the clock to `at` (seconds), or a little on."""

    def __init__(self, call_id="a84b4c76e66710@pc33", *, caller=CALLER, callee=CALLEE, transport="UDP") -> None:
        self.seen = []
        self.call_id, self.ends, self.transport = call_id, (caller, callee), transport
        self.clock, self.number, self.asked = 0.0, 0, {}

    def ask(self, method, *headers: str, at=None, body="", inside=False, back=False, number=None, times=()):
        """A request; `back` from the called side, `inside` the dialog, `times` when it is sent again."""
        self.number += method not in {"ACK", "CANCEL"}
        source, target = reversed(self.ends) if back else self.ends
        lines = [
            f"{method} sip:bob@{target} SIP/2.0",
            f"Via: SIP/2.0/{self.transport} {source};branch=z9hG4bK{method}{self.number}",
            f"From: <sip:{'bob' if back else 'alice'}@example.com>;tag={'b' if back else 'a'}1",
            f"To: <sip:{'alice' if back else 'bob'}@example.com>{';tag=' + ('a1' if back else 'b1') if inside else ''}",
            f"CSeq: {number or self.number} {method}",
        ]
        self.asked[method] = number or self.number, source, target, lines[1]
        return self._put([*lines, *headers], body, (source, target), at=at, times=times)

    def answer(self, status, phrase, *headers: str, to="INVITE", at=None, body="", tag="b1", times=()):
        number, target, source, via = self.asked[to]
        lines = [
            f"SIP/2.0 {status} {phrase}",
            via,
            "From: <sip:alice@example.com>;tag=a1",
            f"To: <sip:bob@example.com>{f';tag={tag}' if status > 100 else ''}",
            f"CSeq: {number} {to}",
        ]
        return self._put([*lines, *headers], body, (source, target), at=at, times=times)

    def _put(self, lines, body, ends, *, at, times):
        self.clock = self.clock + 0.05 if at is None else float(at)
        head = [*lines, f"Call-ID: {self.call_id}"]
        if body:
            head.append("Content-Type: application/sdp")
        text = "\r\n".join([*head, f"Content-Length: {len(body)}", "", body])
        message = read_message(text)
        assert message is not None
        for moment in (self.clock, *times):
            when = BEGIN + timedelta(seconds=moment)
            self.seen.append(Seen(message, when, *ends, None, self.transport))
        self.clock = max([self.clock, *times])
        return self


def called(*, offer=None, caller=CALLER):
    """A call that rings."""
    trace = Trace(caller=caller)
    trace.ask("INVITE", f"Contact: <sip:alice@{caller}>", body=sdp() if offer is None else offer)
    return trace.answer(100, "Trying").answer(180, "Ringing", at=1)


def taken(*, offer=None, answer=None, caller=CALLER, at=5):
    """A call that is answered, and whose ACK comes."""
    trace = called(offer=offer, caller=caller)
    body = sdp(address="203.0.113.20") if answer is None else answer
    trace.answer(200, "OK", f"Contact: <sip:bob@{CALLEE}>", body=body, at=at)
    return trace.ask("ACK", inside=True)


def over(trace, *, at=65, back=False):
    return trace.ask("BYE", inside=True, at=at, back=back).answer(200, "OK", to="BYE")


def signs(*traces: Trace):
    seen = [one for trace in traces for one in trace.seen]
    return signs_of(seen, [call_of(exchange) for exchange in exchanges(seen).values()])


def codes(*traces: Trace):
    return [sign.code for sign in signs(*traces)]


def said(*traces: Trace):
    """The first sentence, its placeholders filled."""
    first = signs(*traces)[0]
    return first.text.format(**first.values)
