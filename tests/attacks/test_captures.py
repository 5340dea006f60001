"""Captures that mean harm: they cost what their size allows, and end in messages and notes."""

import itertools
import struct
import sys
import tracemalloc
from collections.abc import Callable

import pytest

from reporter.evidence.capture import MOST_MESSAGES, Captured, read_capture
from tests.captures import File, captured, ethernet, ip, message, said, segments, tcp, udp, web_phone

SIZE = 100_000  # bytes; compared with twice as many
WORTH = 10  # calls that a byte may cost at most


def _stream(unit: bytes) -> Callable[[int], bytes]:
    return lambda size: captured(segments(unit * (size // len(unit)), itertools.repeat(1_400, size // 1_400)))


def _each(packet: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """As many packets as fill the size."""

    def made(size: int) -> bytes:
        return File()(itertools.islice(map(ethernet, map(packet, itertools.count())), size // (len(packet(1)) + 30)))

    return made


def _web(frame: bytes) -> Callable[[int], bytes]:
    frames = 1_400 // len(frame)
    return lambda size: captured(web_phone([frame * frames] * (size // 1_400), []))


HEAD = b"INVITE sip:a SIP/2.0\r\n"
ATTACKS: dict[str, Callable[[int], bytes]] = {
    "messages of a few bytes": _stream(b"A b SIP/2.0\ni:1\n\n"),
    "messages without a Call-ID": _stream(b"A b SIP/2.0\n\n"),
    "start lines without an end": _stream(b"A b SIP/2.0\n"),
    "lines that begin like one": _stream(b"SIP/\n"),
    "one endless line": _stream(b"A b SIP/2.0 "),
    "blanks where a word should be": _stream(b"A b" + b" " * 3_000 + b"SIP/2.1x\n"),
    "blank lines alone": _stream(b"\r\n"),
    "heads that never end": _stream(HEAD + b"X: y\r\n" * 11_500),
    "bodies that never come": _stream(message("a@h").replace(b"Length: 0", b"Length: 999999999")),
    "folded lines": _each(lambda _: ip(udp(HEAD + b"i: a\r\n" + b" a\r\n" * 9_000))),
    "a thousand Call-IDs": _each(lambda _: ip(udp(HEAD + b"i: a\r\n" * 9_000))),
    "blanks in a datagram": _each(lambda _: ip(udp(b"INVITE a" + b" " * 3_900 + b"SIP/2.0 x\r\n"))),
    "words in a datagram": _each(lambda _: ip(udp(b"INVITE" + b" a" * 1_900 + b" SIP/2.0 x\r\n"))),
    "empty frames": _web(b"\x81\x00"),
    "frames that go on and on": _web(b"\x00\x01a"),
    "tiny messages in frames": _web(said(b"A b SIP/2.0\ni:1\n\n")),
    "a flood of first pieces": _each(lambda n: ip(b"SIP/2.0 ", piece=(n % 65_536, 0, 1))),
    "pieces full of holes": _each(lambda n: ip(b"S" * 8, piece=(n // 128, 16 * (127 - n % 128), int(n % 128 > 0)))),
    "streams full of holes": _each(lambda n: ip(tcp(b"A b SIP/2.0\n", 1_000 + n * 20), 6)),
    "streams backwards": _each(lambda n: ip(tcp(b"A b SIP/2.0\n", 2**31 - n * 12), 6)),
    "one byte at a time": _each(lambda n: ip(tcp((HEAD + b"X: y\r\n" * 9_000)[n : n + 1], 1_000 + n), 6)),
    "a flood of openings": _each(lambda n: ip(tcp(b"", n, flags=2, source=n % 65_536, target=n // 65_536), 6)),
    "sequence numbers that jump": _each(lambda n: ip(tcp(b"A b SIP/2.0\n", n % 2 * 2**31 + n), 6)),
    "tunnels in tunnels": _each(lambda _: ip(ip(ip(ip(ip(ip(ip(b"", 4), 4), 4), 4), 4), 4), 4)),
    "headers behind headers": _each(lambda _: ip(b"\0\0" * 4 * 99, 0, source="::1", target="::2")),
    "blocks without content": lambda size: File("pcapng")([]) + File("pcapng").block(99, b"") * (size // 12),
    "sections without packets": lambda size: File("pcapng")([]) * (size // 60),
    "interfaces without end": lambda size: File("pcapng")([]) + File("pcapng").block(1, bytes(8)) * (size // 20),
    "options without end": lambda size: File("pcapng")([])
    + File("pcapng").block(1, bytes(8) + b"\x09\0\0\0" * (size // 4)),
    "packets without content": lambda size: File()([b""] * (size // 16)),
}  # fmt: skip


def _counted(data: bytes) -> tuple[Captured, int]:
    """What was read, and the calls it took, of Python and of C."""
    calls = itertools.count()

    def count(_frame: object, event: str, _arg: object) -> None:
        if event in {"call", "c_call"}:
            next(calls)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read = read_capture(data)
    finally:
        sys.setprofile(before)
    return read, next(calls)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_twice_the_bytes_cost_twice_the_work_at_most(attack):
    (_, once), (_, twice) = _counted(attack(SIZE)), _counted(attack(SIZE * 2))

    assert twice < once * 2.3 + 1_000
    assert once < SIZE * WORTH


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_is_held_is_a_few_times_the_file(attack):
    data = attack(SIZE * 2)
    tracemalloc.start()
    try:
        read_capture(data)
        assert tracemalloc.get_traced_memory()[1] < 40 * len(data)
    finally:
        tracemalloc.stop()


def test_of_a_million_messages_the_first_hundred_thousand_are_read():
    tiny = b"A b SIP/2.0\ni:1\nl:0\n\n"
    data = captured([ip(udp(tiny * 8))] * (MOST_MESSAGES // 8 + 2))
    read = read_capture(data)

    assert len(read.seen) == MOST_MESSAGES
    assert [note.text.format(**note.values) for note in read.notes] == [
        (
            "This capture has more than 100,000 SIP messages: we read the first 100,000. If your problem is not in "
            "them, send a capture of the minute of the call alone."
        )
    ]


def test_a_length_of_four_gigabytes_is_not_believed():
    lengths = [struct.pack("<IIII", 1, 0, 2**32 - 1, 2**32 - 1), struct.pack("<IIII", 6, 2**32 - 4, 0, 0)]
    tracemalloc.start()
    try:
        for beginning, lie in zip((captured([]), File("pcapng")([])), lengths, strict=True):
            assert read_capture(beginning + lie + bytes(99)).seen == ()
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


MARKUP = ["<script>alert(1)</script>", "\x1b[31mred", "{call_id}", "%s%n", "../../etc/passwd", "\u202egpj.exe"]


@pytest.mark.parametrize("text", MARKUP)
def test_whatever_a_message_says_is_kept_as_text(text):
    data = captured([ip(udp(message("a@h", more=f"Subject: {text}\r\n")))])
    (seen,) = read_capture(data).seen

    assert seen.message.header("subject") == text.strip()
