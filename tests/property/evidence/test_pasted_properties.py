import sys
from collections import Counter
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.evidence.pasted import read_pasted
from tests.unit.evidence.dressing import DRESSES

WORD = st.text("abcXYZ0189-.!%*_+`'~()<>:\\\"/[]?{}", min_size=1, max_size=30).filter(
    lambda one: any(map(str.isalnum, one))
)
CALL_ID = st.one_of(WORD, st.builds("{}@{}".format, WORD, WORD))
CLEAN = [name for name in DRESSES if "written" not in name and "Python" not in name]
"""Dresses that leave a backslash alone."""
PIECES = st.sampled_from(
    [
        "SIP/2.0 200 OK", "INVITE sip:x SIP/2.0", "Call-ID: a-1234567", "i:x", "Content-Length: 999999999", "l: 5",
        "v=0",
        "\n", "\n\n", "\r", "\r\n", " ", "\t", ">", "> ", "<", "&lt;", "<br>", "#015#012", "\\r\\n", "^M", "\x1b[0m",
        "[0m",
        "--- ", "<--- SIP read from UDP:", "recv 1 bytes from udp/[", "]:5060 at 10:15:02.1:", "tag: rcv\n", "srcip: ",
        "UDP message sent (", "10:15:02", "2026-11-22 10:15:02", " -> ", ":5060", "call-id,start\n", '"', ",", ";",
        "|", "{",
        '{"call_id":"', "}", "[", "HTTP/1.1 ", "GET /x HTTP/1.1\n", "x-request-id: ",
        "From: a\nSubject: b\nReceived: c\n\n",
        "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "Request-Line: ", "    Message Header\n",
        "Message Body\n",
        "\ufeff", "\u0130", "\ud800", "\x00", "é", "0", "a",
    ]
)  # fmt: skip
MANY = 300_000  # letters


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=400))
def test_whatever_is_pasted_is_read(text):
    read = read_pasted(text)

    assert len(set(read.unsure)) == len(read.unsure)
    assert all(seen.message.call_id for seen in read.seen)
    position = 0
    for seen in read.seen:
        if seen.message.more_call_ids == () and read.text.find(seen.message.text, position) < 0:
            position = 0  # named twice: it stands there once
        position = read.text.index(seen.message.text, position)


@given(CALL_ID, st.sampled_from(CLEAN))
def test_a_call_id_comes_out_of_a_message_to_the_letter(call_id, dress):
    message = (
        "BYE sip:1002@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\r\n"
        f"From: <sip:1001@example.com>;tag=1\r\nTo: <sip:1002@example.com>;tag=2\r\nCall-ID: {call_id}\r\n"
        "CSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n"
    )
    assert [seen.message.call_id for seen in read_pasted(DRESSES[dress](message)).seen] == [call_id]


@given(st.datetimes().map(lambda at: at.replace(tzinfo=None)))
def test_a_moment_of_any_year_is_read_or_left_but_never_trips(at):
    head = f"{at:%Y/%m/%d %H:%M:%S.%f} 192.0.2.1:5060 -> 192.0.2.2:5060\n"

    seen = read_pasted(f"{head}OPTIONS sip:x SIP/2.0\nCall-ID: one-12345\n\n").seen

    assert len(seen) == 1


def steps_for(text: str) -> int:
    """Python functions entered while `text` is read."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, arg: object) -> None:
        counted[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_pasted(text)
    finally:
        sys.setprofile(before)
    return counted["call"] + counted["c_call"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_twice_the_text_takes_at_most_twice_the_steps(piece):
    times = 6_000 // len(piece) + 1

    once, twice = steps_for(piece * times), steps_for(piece * times * 2)

    assert twice <= once * 2.3 + 2_000


@pytest.mark.parametrize(
    "piece",
    [
        " ", "\n", "a", "0", ":", ">", "<", '"', "[", "{", "a:", "a b", "0:", "10:15", "a-", "0-", "call-id",
        "call-id=",
        "call-id=a1@", "SIP/2.0 ", "SIP/2.0 200 OK\n", "INVITE ", "INVITE sip:", "INVITE sip:x SIP/2.0\n",
        "SIP/2.0 200\ni:a1\nl:2999\n\n", "SIP/2.0 200\ni:a1\nc:message/\nl:2999\n\n", "x SIP/2.0 200\n", "\\r\\nVia:",
        "#012Via: SIP/2.0 ", "&lt;", "<br>", "<b", "\x1b[", "^M", "[0m", "uuid-", "0123abcd-", " -> ", "from a:1 ",
        "\r",
        "content-type: x;\n ", 'content-type: "', "boundary=x\n--x\n", '{"a":', '[{"', '{"a":1}\n', "call-id,to\n",
        "a,b;c|",
        "    Request-Line: x\n", "tag: rcv\nproto: udp\n", "HTTP/1.1 ", "GET / HTTP/1.1\n", "[email protected]",
        "Call-IDs:\n",
    ],
)  # fmt: skip
def test_letters_meant_to_take_long_are_read_to_the_end(piece):
    for text in (piece * (MANY // len(piece)), "From: a\nSubject: b\nMessage-ID: c\n\n" + piece * (MANY // len(piece))):
        read = read_pasted(text)

        assert len(read.text) <= 2 * len(text)


@pytest.mark.parametrize("prefix", ["0 ", "0", "0.", "a0 ", "\\", "[", "(0 "])
@pytest.mark.parametrize("after", ["0", " ", "0 ", "0.0"])
def test_a_prefix_meant_to_take_long_is_compared_in_one_go(prefix, after):
    text = f"{prefix * (199 // len(prefix))}INVITE sip:x SIP/2.0\n{after * 1_000}!\nCall-ID: one-12345\n\n"

    assert read_pasted(text * 20).notes == ()


FLAT = "INVITE sip:x SIP/2.0 Via: SIP/2.0/UDP 192.0.2.1:5060 From: a To: b Call-ID: one-12345 CSeq: 1 X Contact: c "


@pytest.mark.parametrize(
    "text",
    [
        f"call-id={'a' * 250}1 " * 1_000,
        f"call-id={'aB' * 120}1 " * 1_000,
        f"call-id={'a.' * 120}1 " * 1_000,
        f"call-id={'A-' * 120}1 " * 1_000,
        f"{FLAT}{' ' * MANY}",
        f"{FLAT}{' ' * MANY}!",
        f"{FLAT}Content-Length: 5{' ' * MANY}v",
        f"{FLAT.replace(' Via', '|Via').replace(' From', '|From').replace(' To', '|To')}{' ' * MANY}!",
        f"SIP/2.0 {'1' * MANY}.",
        f"INVITE{' ' * MANY}SIP/2.0",
        f"Via:{' ' * MANY}\nSIP/2.0 200 OK\nCall-ID:{' ' * MANY}a-1234567\nv{' ' * MANY}:\n\n",
        f"start,call-id\n10:00:01,{'9' * 100_000}\n10:00:01,a-1234567\n{'1-' * 60_000},a-7654321",
        f"Call-ID:{' ' * MANY}x\nCall-IDs:{'>' * MANY}",
        f'"GET /{"a" * MANY}" HTTP/1.1 200',
    ],
)
def test_lines_meant_to_take_long_are_read_to_the_end(text):
    assert len(read_pasted(text).text) <= 2 * len(text)
