"""The layout of a call's picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.evidence.ladder import LONG, MOST_LIFELINES, PAUSED, ladder_of
from reporter.evidence.reading import Call, Step

A, B, C = "198.51.100.10:5060", "203.0.113.20:5060", "192.0.2.1:5060"


def call(*steps: Step, call_id="a@h"):
    return Call(call_id, "call", None, None, (), 0, "", "", "", "", "", None, 0, chosen=True, steps=steps)


def arrows(*steps: Step):
    return ladder_of(call(*steps)).arrows


def test_each_place_has_one_lifeline_in_the_order_of_appearance():
    ladder = ladder_of(call(Step("INVITE", A, B), Step("INVITE", B, C), Step("200 OK", C, B), Step("200 OK", B, A)))

    assert [line.names for line in ladder.lifelines] == [(A,), (B,), (C,)]
    assert [line.x for line in ladder.lifelines] == sorted({line.x for line in ladder.lifelines})


def test_an_arrow_goes_from_its_source_to_its_target_and_the_later_one_is_lower():
    there, back = arrows(Step("INVITE", A, B), Step("200 OK", B, A))

    assert there.start < there.end
    assert (back.start, back.end) == (there.end, there.start)
    assert back.y > there.y


def test_of_too_many_places_the_last_lifeline_stands_for_the_rest():
    steps = [Step("OPTIONS", f"10.0.0.{number}:5060", f"10.0.0.{number + 1}:5060") for number in range(9)]

    ladder = ladder_of(call(*steps))

    assert len(ladder.lifelines) == MOST_LIFELINES
    assert len(ladder.lifelines[-1].names) == 5
    assert ladder.arrows[-1].start == ladder.arrows[-1].end == ladder.lifelines[-1].x


@pytest.mark.parametrize(
    ("place", "host", "port"),
    [
        (A, "198.51.100.10", "5060"),
        ("[2001:db8::1]:5061", "2001:db8::1", "5061"),
        ("2001:db8::1", "2001:db8::1", ""),
        ("gw.example.com", "gw.example.com", ""),
        ("a-very-long-name.example.com:5060", "a-very-long-name…", "5060"),
        ("", "", ""),
    ],
)
def test_a_place_is_shown_by_host_and_port(place, host, port):
    line = ladder_of(call(Step("INVITE", place, B))).lifelines[0]

    assert (line.host, line.port) == (host, port)


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("INVITE", "request"),
        ("INVITE +auth", "request"),
        ("180 Ringing", "provisional"),
        ("200 OK (BYE)", "success"),
        ("302 Moved Temporarily", "asks"),
        ("407 Proxy Authentication Required", "asks"),
        ("486 Busy Here", "error"),
        ("503", "error"),
        ("603 Decline", "error"),
    ],
)
def test_kinds_of_arrows_are_told_apart(what, kind):
    assert arrows(Step(what, A, B))[0].kind == kind


def test_a_long_label_is_cut_to_its_room_and_kept_whole_beside():
    what = "488 " + "Not Acceptable Here " * 5
    near, far = ladder_of(call(Step("INVITE", A, B), Step("INVITE", B, C), Step(what, A, B), Step(what, A, C))).arrows[
        2:
    ]

    assert near.label.endswith("…")
    assert len(near.label) < len(far.label)
    assert near.step.what == what


def test_a_long_silence_is_marked():
    first, soon, late = arrows(
        Step("INVITE", A, B, 0.0), Step("180 Ringing", B, A, 0.5), Step("200 OK", B, A, 0.5 + PAUSED)
    )

    assert (first.pause, soon.pause, late.pause) == (0.0, 0.0, PAUSED)
    assert soon.y < late.pause_y < late.y


def test_without_times_there_is_no_silence():
    assert [one.pause for one in arrows(Step("INVITE", A, B, 0.0), Step("200 OK", B, A), Step("ACK", A, B, 90.0))] == [
        0,
        0,
        0,
    ]


def test_a_long_picture_names_the_places_at_its_foot_again():
    assert ladder_of(call(*[Step("OPTIONS", A, B)] * LONG)).foot == 0
    assert ladder_of(call(*[Step("OPTIONS", A, B)] * (LONG + 1))).foot > 0


def test_a_call_without_steps_has_no_arrows():
    assert ladder_of(call()).arrows == ()


def test_different_calls_have_different_keys():
    assert ladder_of(call(call_id="a@h")).key != ladder_of(call(call_id="A@h")).key


texts = st.text(max_size=50)
steps = st.builds(
    Step,
    texts,
    st.sampled_from([A, B, C, "", "x"]),
    texts,
    st.one_of(st.none(), st.floats(0, 1e6)),
    st.integers(1, 99),
    texts,
)


@given(st.lists(steps, max_size=30), texts)
def test_everything_is_within_the_picture(drawn, call_id):
    ladder = ladder_of(call(*drawn, call_id=call_id))

    assert len(ladder.arrows) == len(drawn)
    for one in ladder.arrows:
        assert 0 < one.start < ladder.width
        assert 0 < one.end < ladder.width
        assert ladder.top < one.y < ladder.bottom <= ladder.height
        assert (one.label + one.media + one.step.what).isprintable()
