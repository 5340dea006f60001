"""The Call-IDs that we read are those that tshark reads, of captures of others and of ones made here."""

import itertools

import pytest

from reporter.evidence.capture import read_capture
from tests.captures import (
    ALICE,
    ALICE_6,
    BOB,
    BOB_6,
    FILES,
    LINKS,
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

SHIPPED = sorted(path.name for path in FILES.glob("*.pcap*"))
KINDS = {
    "pcap": File(),
    "pcap big endian": File(order=">"),
    "pcap nanoseconds": File(unit=1_000_000_000),
    "pcap nanoseconds big endian": File(order=">", unit=1_000_000_000),
    "pcap modified": File(long=True),
    "pcapng": File("pcapng"),
    "pcapng big endian": File("pcapng", order=">"),
    "pcapng nanoseconds": File("pcapng", unit=1_000_000_000),
    "pcapng simple packets": File("pcapng", simple=True),
}
LONG = message("long@192.0.2.1", body="v=0\r\n" * 1_000)
TALK = b"".join(message(f"{number}@192.0.2.1", body="v=0\r\n" * number) for number in range(1, 8))
KEY = b"\1\2\3\4"
PACKETS = {
    "datagrams": [ip(udp(message("one@192.0.2.1"))), ip(udp(message("two@192.0.2.1", "BYE")))],
    "IPv6": [ip(udp(message("six@[2001:db8::1]")), source=ALICE_6, target=BOB_6)],
    "sound and names": [
        ip(udp(b"\x80\x08" + bytes(170), source=4000)), ip(udp(bytes(40), target=53)), *segments(TALK)
    ],
    "fragments": pieces(udp(LONG), 1_480),
    "fragments backwards": pieces(udp(LONG), 1_480)[::-1],
    "fragments of IPv6": pieces(udp(LONG), 1_232, source=ALICE_6, target=BOB_6),
    "fragments of two, mixed": [
        packet
        for both in zip(
            pieces(udp(LONG), 1_480), pieces(udp(LONG.replace(b"long", b"loop")), 1_480, identification=8), strict=True
        )
        for packet in both
    ],
    "a fragment lost": [*pieces(udp(LONG), 1_480)[:-1], ip(udp(message("other@192.0.2.1")))],
    "IP in IP": [ip(ip(udp(message("inner@192.0.2.1"))), 4, source="198.51.100.1", target="198.51.100.2")],
    "IPv6 in IPv4": [ip(ip(udp(message("inner@192.0.2.1")), source=ALICE_6, target=BOB_6), 41)],
    "IPv4 in IPv6": [ip(ip(udp(message("inner@192.0.2.1"))), 4, source=ALICE_6, target=BOB_6)],
    "fragments in a tunnel": [ip(piece, 4, source="198.51.100.1", target=BOB) for piece in pieces(udp(LONG), 1_400)],
    "a stream in one segment": segments(TALK),
    "a stream in small segments": segments(TALK, itertools.repeat(97, len(TALK) // 97)),
    "a stream sent twice": [packet for packet in segments(TALK, [500] * 6) for _ in range(2)],
    "a WebSocket": web_phone(
        [said(message(f"{number}@ws"), mask=KEY) for number in range(3)], [said(message("back@ws", "BYE"))]
    ),
    "a WebSocket in many frames": web_phone([
        said(message("cut@ws")[:50], mask=KEY, first=0x01),
        said(b"", mask=KEY, first=0x89),
        said(message("cut@ws")[50:], mask=KEY, first=0x80),
    ], [said(message("long@ws", body="v=0\r\n" * 100))]),
}  # fmt: skip


def ours(data: bytes) -> set[str]:
    return {one.message.call_id for one in read_capture(data).seen}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_capture_of_somebody_else_has_the_call_ids_that_tshark_finds(tshark, name):
    data = (FILES / name).read_bytes()

    assert ours(data) == tshark(data)


def test_nearly_all_shipped_captures_hold_calls():
    assert sum(bool(ours((FILES / name).read_bytes())) for name in SHIPPED) == len(SHIPPED) - 1 >= 9


@pytest.mark.parametrize("packets", PACKETS.values(), ids=PACKETS)
def test_what_a_capture_carries_is_found_as_tshark_finds_it(tshark, packets):
    data = captured(packets)

    assert ours(data) == tshark(data) != set()


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("version", [4, 6])
def test_every_link_is_read_as_tshark_reads_it(tshark, link, version):
    source, target = (ALICE, BOB) if version == 4 else (ALICE_6, BOB_6)
    data = captured([ip(udp(message(f"{link}@h".replace(" ", "-"))), source=source, target=target)], link)

    assert ours(data) == tshark(data) != set()


@pytest.mark.parametrize(("link", "source", "target"), [(228, ALICE, BOB), (229, ALICE_6, BOB_6)])
def test_links_of_one_version_of_ip_are_read_as_tshark_reads_them(tshark, link, source, target):
    data = File()([ip(udp(message("raw@h")), source=source, target=target)], link)

    assert ours(data) == tshark(data) == {"raw@h"}


@pytest.mark.parametrize("file", KINDS.values(), ids=KINDS)
def test_every_kind_of_file_is_read_as_tshark_reads_it(tshark, file):
    data = captured(PACKETS["datagrams"], file=file)

    assert ours(data) == tshark(data) == {"one@192.0.2.1", "two@192.0.2.1"}


def test_several_sections_with_several_interfaces_are_read_as_tshark_reads_them(tshark):
    first, second = File("pcapng"), File("pcapng", unit=1_000_000_000)
    data = captured(PACKETS["IPv6"], "raw", first) + second(map(ethernet, PACKETS["datagrams"]))

    assert ours(data) == tshark(data) == {"six@[2001:db8::1]", "one@192.0.2.1", "two@192.0.2.1"}


def test_segments_in_any_order_are_put_together_as_tshark_does_when_it_is_told_to(tshark):
    opening, *parts = segments(TALK, [400] * 8)
    data = captured([opening, *parts[::-1]])

    assert ours(data) == tshark(data, ["-o", "tcp.reassemble_out_of_order:TRUE"])
    assert len(ours(data)) == 7
