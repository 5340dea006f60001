"""Messages of a trace become calls."""

from datetime import UTC, datetime, timedelta

import pytest

from reporter.evidence.calls import call_of, call_of_record, exchanges, party, seconds_between
from reporter.evidence.found import Record
from reporter.evidence.sip import Seen, read_message

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def message(start: str, *headers: str, call_id: str = "one@pbx", cseq: str = "") -> str:
    method = start.split(" ", 1)[0]
    lines = [
        start,
        "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1",
        'From: "Ada" <sip:200@pbx.example>;tag=a',
        "To: <sip:4420@trunk.example>",
        f"Call-ID: {call_id}",
        f"CSeq: 1 {cseq or method}",
        *headers,
        "Content-Length: 0",
    ]
    return "\r\n".join(lines) + "\r\n\r\n"


def seen(text: str, second: float = 0, *, outgoing: bool | None = None) -> Seen:
    found = read_message(text)
    assert found
    return Seen(found, at=NINE + timedelta(seconds=second), outgoing=outgoing)


def invite(**others: str) -> str:
    return message("INVITE sip:4420@trunk.example SIP/2.0", "User-Agent: PBX 1", **others)


def answer(status: str, *headers: str, to: str = "INVITE") -> str:
    return message(f"SIP/2.0 {status}", *headers, cseq=to)


def request(method: str, *headers: str) -> str:
    return message(f"{method} sip:4420@trunk.example SIP/2.0", *headers)


def the_call(*all_seen: Seen):
    (exchange,) = exchanges(all_seen).values()
    return call_of(exchange)


def test_a_whole_call():
    call = the_call(
        seen(invite(), outgoing=True),
        seen(answer("180 Ringing"), 1),
        seen(answer("200 OK"), 4),
        seen(request("ACK"), 4.1),
        seen(request("BYE", 'Reason: Q.850;cause=16;text="Normal"'), 64),
        seen(answer("200 OK", to="BYE"), 64.1),
    )
    assert (call.kind, call.direction, call.messages) == ("call", "out", 6)
    assert call.methods == ("INVITE", "ACK", "BYE")
    assert (call.final, call.phrase, call.duration) == (200, "OK", 60)
    assert call.reason == 'Q.850;cause=16;text="Normal"'
    assert (call.caller, call.callee, call.agent) == ("200", "4420", "PBX 1")
    assert (call.first, call.last) == (NINE, NINE + timedelta(seconds=64.1))


def test_a_challenge_is_the_outcome_only_when_nothing_else_came():
    challenged = seen(invite()), seen(answer("407 Proxy Authentication Required"), 1)
    assert the_call(*challenged).final == 407
    assert the_call(*challenged, seen(answer("486 Busy Here"), 2)).final == 486


def test_a_call_that_was_taken_stays_so_whatever_a_later_invite_is_told():
    call = the_call(seen(invite()), seen(answer("200 OK"), 1), seen(answer("488 Not Acceptable Here"), 2))
    assert call.final == 200


def test_a_registration_has_the_outcome_it_had_last():
    asked = seen(request("REGISTER"))
    call = the_call(asked, seen(answer("200 OK", to="REGISTER"), 1), seen(answer("403 Forbidden", to="REGISTER"), 2))
    assert (call.kind, call.final) == ("registration", 403)


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        *(("OPTIONS", "options"), ("SUBSCRIBE", "subscription"), ("NOTIFY", "subscription"), ("MESSAGE", "message")),
        *(("PUBLISH", "publish"), ("BYE", "call"), ("ACK", "call"), ("FOO", "other")),
    ],
)
def test_what_a_call_id_belongs_to(method, kind):
    assert the_call(seen(request(method))).kind == kind


def test_answers_alone_tell_what_they_answer():
    assert the_call(seen(answer("200 OK", to="OPTIONS"))).kind == "options"


def test_what_was_captured_twice_counts_once_and_other_call_ids_are_other_calls():
    found = exchanges([seen(invite()), seen(invite(), 0.5), seen(invite(call_id="ONE@pbx"), 1)])
    assert {call_id: len(exchange) for call_id, exchange in found.items()} == {"one@pbx": 1, "ONE@pbx": 1}


def test_an_incoming_call_and_one_of_which_the_log_does_not_tell():
    assert the_call(seen(invite(), outgoing=False)).direction == "in"
    assert the_call(seen(invite())).direction == ""
    assert the_call(seen(answer("200 OK"), outgoing=True)).direction == ""


def test_a_row_of_call_records_is_a_call_without_messages():
    call = call_of_record(Record("abc@pbx", NINE, 12.0, "200", "4420", 503, "congestion"))
    assert (call.call_id, call.first, call.duration, call.final, call.messages) == ("abc@pbx", NINE, 12.0, 503, 0)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('"Ada <x>" <sip:ada@example.com>;tag=1', "ada"),
        ("sip:ada@example.com;tag=1", "ada"),
        ("<sip:ada:secret@example.com>", "ada"),
        ("<sip:example.com;transport=tcp>", "example.com"),
        ("<tel:+442079460123;phone-context=example>", "+442079460123"),
        ("Anonymous <sip:anonymous@anonymous.invalid>", "anonymous"),
        ("", ""),
        ("<", ""),
    ],
)
def test_who_called_whom(value, found):
    assert party(value) == found


def test_seconds_are_not_counted_between_moments_of_which_one_knows_no_zone():
    naive = NINE.replace(tzinfo=None)
    assert seconds_between(NINE, naive) is None
    assert seconds_between(None, NINE) is None
    assert seconds_between(NINE, NINE + timedelta(seconds=2)) == 2


def test_a_call_over_midnight_in_a_log_without_days():
    late, early = datetime(1, 1, 1, 23, 59, 58), datetime(1, 1, 1, 0, 0, 3)  # noqa: DTZ001
    assert seconds_between(late, early) == 5
