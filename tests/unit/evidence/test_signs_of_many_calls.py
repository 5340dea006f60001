"""How many signs are told, of which calls, and what never gets into one."""

from dataclasses import replace

import pytest

from reporter.evidence.reading import Call
from reporter.evidence.signs import MOST_SIGNS, signs_of
from reporter.evidence.signs.meanings import CALLS
from tests.unit.evidence.flows import Trace, codes, sdp, signs
from tests.unit.evidence.planted import refused


def test_equal_signs_of_several_calls_are_one_with_their_number():
    traces = []
    for number in range(12):
        trace = Trace(f"call{number}@h").ask("INVITE", body=sdp())
        traces.append(trace.answer(486, "Busy Here"))

    (sign,) = signs(*traces)

    assert (sign.code, sign.values["calls"], sign.call_id) == ("answer-486", "12", "call0@h")


def test_a_call_has_at_most_three_signs_and_all_of_them_together_eight():
    worst = refused(
        503, "Retry-After: 9", "Reason: Q.850;cause=34", 'Warning: 301 h "x"', "Date: Sun, 22 Nov 2026 01:00:00 GMT",
        offer=sdp(address="10.0.0.1"),
    )  # fmt: skip
    many = [Trace(f"{status}@h").ask("INVITE").answer(status, "No") for status in list(CALLS)[:20]]

    assert len(signs(worst)) == 3
    assert len(signs(worst, *many)) == MOST_SIGNS


def test_where_calls_are_chosen_only_those_are_told():
    calls = [call_of_row("good@h", 486), call_of_row("bad@h", 503, chosen=True)]

    assert [sign.call_id for sign in signs_of([], calls)] == ["bad@h"]


def call_of_row(call_id, final, *, duration=None, reason="", chosen=False):
    return Call(call_id, "call", None, None, (), final, "", reason, "", "", "", duration, 0, chosen=chosen)


def test_a_list_of_call_records_gives_signs_without_any_message():
    (sign, beside) = signs_of([], [call_of_row("a@h", 503, reason="Q.850;cause=34")])

    assert (sign.code, beside.code) == ("cause-34", "answer-503")
    assert sign.terms[:2] == ("Q.850 cause 34", "503")


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("USER_BUSY", "cause-17"),
        ("17", "cause-17"),
        ("ORIGINATOR_CANCEL", "cancelled-unseen"),
        ("Q.850;cause=3", "cause-3"),
    ],
)
def test_a_cause_is_understood_as_lists_of_calls_write_it(reason, code):
    assert [sign.code for sign in signs_of([], [call_of_row("a@h", 0, reason=reason)])] == [code]


@pytest.mark.parametrize("reason", ["NORMAL_CLEARING", "16", "ANSWERED", "31", "", "1234"])
def test_an_end_without_trouble_is_no_sign(reason):
    assert signs_of([], [call_of_row("a@h", 0, duration=95.0, reason=reason)]) == ()


def test_calls_that_all_end_at_the_same_length_are_told_together():
    lengths = [3, 31.2, 32, 32.4, 90, 32]

    (sign,) = signs_of([], [call_of_row(f"{at}@h", 200, duration=one) for at, one in enumerate(lengths)])

    assert sign.code == "same-length-ack"
    assert sign.text.format(**sign.values).startswith("Of 6 answered calls, 4 ended after about 32 s")


def test_calls_of_different_lengths_are_no_sign():
    lengths = [3, 31, 60, 95, 140, 305, 32]

    assert signs_of([], [call_of_row(f"{at}@h", 200, duration=one) for at, one in enumerate(lengths)]) == ()


def test_what_somebody_wrote_into_a_message_gets_into_no_sign():
    planted = refused(
        488,
        'Reason: Q.850;cause=34;text="+441632960451"', 'Warning: 399 192.0.2.77 "secret"', "Retry-After: 9 (secret)",
        offer=sdp(codecs="96", profile="+441632960451", more=["a=rtpmap:96 441632960451/8000"]),
    )  # fmt: skip
    told = repr([(sign.text, sign.terms, sign.values) for sign in signs(planted)])

    assert not any(part in told for part in ("960451", "secret", "192.0.2", "198.51", "203.0"))


def test_messages_without_any_time_are_read_too():
    trace = Trace().ask("INVITE", body=sdp(), times=[0.5, 1.5])
    trace.seen = [replace(one, at=None) for one in trace.seen]

    assert codes(trace) == ["no-answer"]


def test_one_message_captured_twice_was_not_sent_again():
    trace = Trace().ask("INVITE", body=sdp(), times=[0.001, 0.002])

    assert codes(trace) == []
