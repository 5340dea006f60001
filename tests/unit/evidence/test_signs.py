"""What a trace shows, told in plain words."""

from dataclasses import replace

import pytest

from reporter.evidence.signs.meanings import CALLS
from reporter.evidence.sip import read_message
from tests.unit.evidence.flows import Trace, called, codes, over, said, sdp, taken
from tests.unit.evidence.planted import G711, G729, PLANTED, TIMER, refused, signing_in


@pytest.mark.parametrize(("trace", "code", "words"), PLANTED, ids=[code for _, code, _ in PLANTED])
def test_what_was_planted_is_told_first(trace, code, words):
    assert codes(trace)[0] == code
    assert words in said(trace)


@pytest.mark.parametrize("status", CALLS)
def test_each_answer_is_told_under_its_number(status):
    assert CALLS[status].text.startswith(str(status))


@pytest.mark.parametrize(
    ("trace", "code"),
    [
        (called().answer(486, "Busy Here", at=4, times=[4.5, 5.5, 7.5]), "refusal-without-ack"),
        (refused(480, 'Warning: 399 gw.example.com "no line"'), "warning-399"),
        (refused(488, 'Warning: 305 gw.example.com "Incompatible media format"'), "warning-305"),
        (called().answer(183, "Session Progress", body=sdp()).answer(404, "Not Found", at=9), "early-media"),
        (refused(438, "Date: Sun, 22 Nov 2026 09:00:00 GMT"), "clock"),
        (over(taken().ask("INFO", 'Reason: SIP;cause=408;text="RTP Timeout"', inside=True)), "no-sound-came"),
    ],
)
def test_what_stands_beside_the_answer_is_told_too(trace, code):
    assert code in codes(trace)


@pytest.mark.parametrize(
    ("trace", "bare"),
    [
        (refused(488, offer=G729, body=G711), "answer-488"),
        (signing_in(("", "n0"), ("", "n0x")), "answer-401"),
        (refused(486, "Reason: Q.850;cause=17"), "cause-17"),
    ],
)
def test_nothing_is_said_twice(trace, bare):
    assert bare not in codes(trace)


def test_a_refresh_that_nobody_answers_is_told():
    trace = taken().ask("UPDATE", TIMER, inside=True, at=905, times=[905.5, 906.5, 908.5])

    assert codes(trace)[0] == "refresh-unanswered"


def test_a_private_address_is_a_sign_only_where_it_reached_somebody_outside():
    inside = taken(offer=sdp(address="192.168.1.50"), caller="192.168.1.50:5060")
    reached = Trace(caller="192.168.1.50:5060").ask("INVITE", body=sdp(address="192.168.1.50"))
    number, source, target, via = reached.asked["INVITE"]
    reached.asked["INVITE"] = number, source, target, f"{via};received=198.51.100.77;rport=1024"
    reached.answer(180, "Ringing")

    assert codes(over(inside)) == []
    assert codes(reached) == ["private-address"]


def test_a_message_that_was_cut_on_the_way_is_told_where_the_line_ends_are_the_wires():
    whole = Trace().ask("INVITE", body=sdp()).seen[0].message
    cut = whole.text.replace("Content-Length: ", "Content-Length: 9")
    wire, pasted = Trace(), Trace()
    for trace, text in ((wire, cut), (pasted, cut.replace("\r\n", "\n"))):
        trace.ask("INVITE", body="")
        trace.seen[0] = replace(trace.seen[0], message=read_message(text))

    assert codes(wire) == ["cut-off"]
    assert codes(pasted) == []
