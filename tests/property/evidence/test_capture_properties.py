"""Whatever a capture holds, reading it gives messages and notes: mutated, cut, lying and made-up files."""

import io

import dpkt
from hypothesis import given
from hypothesis import strategies as st

from reporter.evidence.capture import Captured, is_capture, read_capture
from reporter.evidence.capture.framing import Allowance, Framer, in_stream
from reporter.evidence.sip import read_message
from tests.captures import (
    FILES,
    LINKS,
    TORTURES,
    File,
    captured,
    ethernet,
    ip,
    message,
    pieces,
    said,
    segments,
    udp,
    web_phone,
)

MADE = [
    captured(pieces(udp(message("long@h", body="v=0\r\n" * 900)), 1_280)),
    captured(web_phone([said(message("web@h"), mask=b"1234")], [said(message("phone@h"))])),
    captured(segments(message("tcp@h") * 3, [100] * 9), "cooked", File("pcapng")),
    captured([ip(ip(udp(message("tunnel@h"))), 4)], "QinQ", File("pcapng", order=">")),
    captured([ip(udp(message("six@h")), source="2001:db8::1", target="::2")], "PPPoE", File(long=True)),
]
WHOLE = [path.read_bytes()[:9_000] for path in sorted(FILES.glob("*.pcap*"))] + MADE
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12)
TEXTS = [path.read_bytes().decode("utf-8", "replace") for path in sorted(TORTURES.glob("*.dat"))]
call_ids = st.text("abcXYZ0189-.!%*_+`'~()<>:\\\"/[]?{}@", min_size=1, max_size=30)
messages = st.builds(
    lambda call_id, method, body: message(call_id, method, body=body),
    call_ids,
    st.sampled_from(["INVITE", "BYE", "X-any"]),
    st.text(max_size=60),
)


def judged(data: bytes) -> Captured:
    """Each message names its Call-ID and stands in the text as it was read; each note is a whole sentence."""
    read = read_capture(data)
    for one in read.seen:
        assert one.message.call_id
        assert one.at is None or one.at.tzinfo
        assert one.transport in {"UDP", "TCP", "WS"}
    for note in read.notes:
        assert note.text.format(**note.values).endswith(".")
    return read


@given(st.sampled_from(WHOLE), CHANGES, st.floats(0, 1))
def test_a_capture_with_changed_bytes_cut_anywhere_is_read_as_far_as_it_goes(whole, changes, kept):
    data = bytearray(whole)
    for where, value in changes:
        data[int(where * len(data))] = value
    if is_capture(bytes(data)):
        judged(bytes(data[: max(int(kept * len(data)), 12)]))


@given(st.sampled_from(MADE), st.lists(st.tuples(st.integers(24, 200), st.integers(0, 255)), min_size=1, max_size=9))
def test_a_capture_with_changed_heads_is_read_as_far_as_it_goes(whole, changes):
    data = bytearray(whole)
    for where, value in changes:
        data[min(where, len(data) - 1)] = value
    judged(bytes(data))


@given(st.sampled_from([data[:24] for data in MADE[:2]] + [data[:60] for data in MADE[2:4]]), st.binary(max_size=600))
def test_any_bytes_behind_the_beginning_of_a_capture_are_read_as_far_as_they_go(beginning, rest):
    judged(beginning + rest)


@given(st.sampled_from(sorted(LINKS)), st.lists(st.binary(max_size=120), max_size=6))
def test_any_frames_are_read_as_far_as_they_go(link, frames):
    judged(File()(frames, LINKS[link][0]))


@given(st.binary(max_size=300), st.integers(0, 255), st.booleans())
def test_any_bytes_in_a_packet_are_read_as_far_as_they_go(content, protocol, newer):
    sides = {"source": "2001:db8::1", "target": "2001:db8::2"} if newer else {}
    judged(File()([ethernet(ip(content, protocol, **sides))]))


@given(st.lists(messages, min_size=1, max_size=8), st.lists(st.integers(1, 300), max_size=40), st.data())
def test_messages_come_out_of_a_stream_as_they_went_in_whatever_the_segments(sent, sizes, data):
    opening, *parts = segments(b"".join(sent), sizes)
    order = data.draw(st.permutations(parts[:25]))
    seen = judged(captured([opening, *order, *parts[25:], *parts[:3]])).seen

    assert [one.message.text.encode() for one in seen] == sent


@given(st.lists(messages, min_size=1, max_size=5), st.lists(st.integers(1, 90), max_size=60), st.binary(max_size=20))
def test_a_stream_cut_at_any_bytes_gives_the_same_messages(sent, sizes, junk):
    stream = junk.replace(b"/", b"") + b"\n" + b"".join(sent)
    framer, found = Framer(Allowance(99)), []
    for size in [*sizes, len(stream)]:
        found += framer.feed(stream[:size])
        stream = stream[size:]

    assert [one for one in found if in_stream(one)] == sent


@given(st.lists(messages, max_size=6), st.sampled_from(sorted(LINKS)))
def test_each_message_sent_in_a_datagram_is_found_over_every_link(sent, link):
    seen = judged(captured([ip(udp(one)) for one in sent], link)).seen

    assert [one.message.text.encode() for one in seen] == sent


@given(st.lists(st.binary(max_size=90), max_size=6))
def test_the_files_that_tests_write_are_those_that_another_library_reads(frames):
    for file, reader in [
        (File(), dpkt.pcap.Reader),
        (File(unit=10**9), dpkt.pcap.Reader),
        (File("pcapng"), dpkt.pcapng.Reader),
    ]:
        assert [frame for _, frame in reader(io.BytesIO(file(frames)))] == frames


@given(
    st.sampled_from(TEXTS),
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(["\r", "\n", "\r\n", " ", "\t", ":", "i: b\r\n", "\r\n x", "l:3"])),
        max_size=4,
    ),
)
def test_what_is_read_in_a_hurry_is_what_stands_among_all_headers(text, changes):
    for where, what in changes:
        place = int(where * len(text))
        text = text[:place] + what + text[place:]
    read = read_message(text)
    if read:
        every = list(dict.fromkeys(filter(None, read.all("call-id"))))
        assert [read.call_id, *read.more_call_ids] == every
        first = dict(reversed(read.headers))
        assert {name: read.header(name) for name in first if name.isascii() and name.isprintable()} == {
            name: value for name, value in first.items() if name.isascii() and name.isprintable()
        }
        assert read.text == text[: len(read.text)]
