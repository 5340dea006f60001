"""Captures made for tests: messages into packets, packets into frames of any link, frames into files of any kind.

By the formats' own documents (pcap, pcapng, RFC 791, 8200, 768, 9293, 6455); in the tests tshark reads them too."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

FILES = Path(__file__).parent / "evidence" / "captures"
TORTURES = Path(__file__).parent / "evidence" / "rfc4475"
ALICE, BOB = "192.0.2.1", "192.0.2.2"
ALICE_6, BOB_6 = "2001:db8::1", "2001:db8::2"
SYN, PUSH = 0x02, 0x18
BEGAN = 1_700_000_000  # seconds; each frame comes a millisecond after the one before


def message(call_id: str, method: str = "INVITE", *, body: str = "", more: str = "") -> bytes:
    told = f"Content-Length: {len(body.encode())}\r\n"
    return (
        f"{method} sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-{method}\r\n"
        f"From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>\r\n"
        f"Call-ID: {call_id}\r\nCSeq: 1 {method}\r\n{more}{told}\r\n{body}"
    ).encode()


def udp(content: bytes, *, source: int = 5060, target: int = 5060) -> bytes:
    return struct.pack(">HHHH", source, target, 8 + len(content), 0) + content


def tcp(content: bytes, sequence: int, *, flags: int = PUSH, source: int = 5060, target: int = 5060) -> bytes:
    return struct.pack(">HHIIBBHHH", source, target, sequence % 2**32, 1, 0x50, flags, 65535, 0, 0) + content


def ip(
    content: bytes,
    protocol: int = 17,
    *,
    source: str = ALICE,
    target: str = BOB,
    piece: tuple[int, int, int] = (1, 0, 0),
) -> bytes:
    """An IPv4 or IPv6 packet, as the addresses say. `piece`: identification, offset in bytes, whether more follows."""
    addresses = ip_address(source).packed + ip_address(target).packed
    identification, offset, more = piece
    if ip_address(source).version == 4:
        flags = more << 13 | offset // 8
        head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(content), identification, flags, 64, protocol, 0)
        return head + addresses + content
    if offset or more:
        content = struct.pack(">BBHI", protocol, 0, offset | more, identification) + content
        protocol = 44
    return struct.pack(">IHBB", 6 << 28, len(content), protocol, 64) + addresses + content


def pieces(
    content: bytes, size: int, *, identification: int = 7, source: str = ALICE, target: str = BOB
) -> list[bytes]:
    """IP packets with a UDP datagram cut into pieces; `size` in bytes, a multiple of 8."""
    cuts = range(0, len(content), size)
    return [
        ip(content[cut : cut + size], source=source, target=target, piece=(identification, cut, cut != cuts[-1]))
        for cut in cuts
    ]


def segments(
    content: bytes,
    sizes: Iterable[int] = (),
    *,
    begin: int = 1_000,
    opened: bool = True,
    ports: tuple[int, int] = (5060, 5060),
) -> list[bytes]:
    """IP packets of one way of a connection: the content cut at these sizes, the last one takes the rest. What comes
    from a port below 1024 comes from Bob."""
    ends = {"source": ports[0], "target": ports[1]}
    sides = {"source": BOB, "target": ALICE} if ports[0] < 1024 else {}
    found = [ip(tcp(b"", begin - 1, flags=SYN, **ends), 6, **sides)] if opened else []
    position = 0
    for size in (*sizes, len(content)):
        part = content[position : position + size]
        if part:
            found.append(ip(tcp(part, begin + position, **ends), 6, **sides))
        position += size
    return found


def said(content: bytes, *, mask: bytes = b"", first: int = 0x81) -> bytes:
    """A WebSocket frame."""
    size = len(content)
    length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size)
    masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(content)) if mask else content
    return bytes([first, length[0] | (0x80 if mask else 0)]) + length[1:] + mask + masked


def ethernet(packet: bytes, *tags: int) -> bytes:
    kind = 0x0800 if packet[0] >> 4 == 4 else 0x86DD
    kinds = [*tags, kind]
    inner = b"".join(struct.pack(">HH", 5, following) for following in kinds[1:])
    return b"\x02\0\0\0\0\x02" + b"\x02\0\0\0\0\x01" + struct.pack(">H", kinds[0]) + inner + packet


def _pppoe(packet: bytes) -> bytes:
    protocol = 0x0021 if packet[0] >> 4 == 4 else 0x0057
    session = struct.pack(">BBHHH", 0x11, 0, 9, len(packet) + 2, protocol)
    return ethernet(packet)[:12] + b"\x88\x64" + session + packet


def _cooked(packet: bytes) -> bytes:
    return struct.pack(">HHH8s", 0, 1, 6, b"\x02") + ethernet(packet)[12:]


def _cooked_2(packet: bytes) -> bytes:
    return ethernet(packet)[12:14] + struct.pack(">HIHBB8s", 0, 3, 1, 0, 6, b"\x02") + packet


LINKS: dict[str, tuple[int, Callable[[bytes], bytes]]] = {
    "ethernet": (1, ethernet),
    "VLAN": (1, lambda packet: ethernet(packet, 0x8100)),
    "QinQ": (1, lambda packet: ethernet(packet, 0x88A8, 0x8100)),
    "PPPoE": (1, _pppoe),
    "null": (0, lambda packet: struct.pack("<I", 2 if packet[0] >> 4 == 4 else 30) + packet),
    "loop": (108, lambda packet: struct.pack(">I", 2 if packet[0] >> 4 == 4 else 24) + packet),
    "raw": (101, bytes),
    "cooked": (113, _cooked),
    "cooked 2": (276, _cooked_2),
}
"""Name -> link type, and a frame of it. Those that carry one version of IP alone (228, 229) are not among them."""


_UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: sip\r\n"


def web_phone(asked: Sequence[bytes], answered: Sequence[bytes]) -> list[bytes]:
    """IP packets of a WebSocket from its opening; frames as `said` makes them, each in a segment of its own."""
    question = f"GET /ws HTTP/1.1\r\nHost: pbx\r\n{_UPGRADE}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    yes = f"HTTP/1.1 101 Switching Protocols\r\n{_UPGRADE}Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
    client = segments(question.encode() + b"".join(asked), [len(question), *map(len, asked)], ports=(40_000, 80))
    server = segments(yes.encode() + b"".join(answered), [len(yes), *map(len, answered)], ports=(80, 40_000))
    return [client[0], server[0], client[1], server[1], *client[2:], *server[2:]]


@dataclass(frozen=True)
class File:
    """How frames are written: `kind` pcap or pcapng; `order` "<" or ">"; `unit`: parts of a second its times count."""

    kind: str = "pcap"
    order: str = "<"
    unit: int = 1_000_000
    long: bool = False  # Kuznetzov's pcap
    simple: bool = False  # pcapng's packets without a time

    def __call__(self, frames: Iterable[bytes], link: int = 1) -> bytes:
        return b"".join(self._pcap(frames, link) if self.kind == "pcap" else self._pcapng(frames, link))

    def _pcap(self, frames: Iterable[bytes], link: int) -> Iterator[bytes]:
        magic = 0xA1B2CD34 if self.long else 0xA1B2C3D4 if self.unit == 1_000_000 else 0xA1B23C4D
        yield struct.pack(self.order + "IHHiIII", magic, 2, 4, 0, 0, 262_144, link)
        for number, frame in enumerate(frames):
            fraction = number * self.unit // 1_000
            yield struct.pack(self.order + "IIII", BEGAN, fraction, len(frame), len(frame))
            yield (b"\0" * 8 if self.long else b"") + frame

    def _pcapng(self, frames: Iterable[bytes], link: int) -> Iterator[bytes]:
        order = self.order
        yield self.block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))
        resolution = struct.pack(order + "HHB3xHH", 9, 1, len(str(self.unit)) - 1, 0, 0)
        yield self.block(1, struct.pack(order + "HHI", link, 0, 0) + resolution)
        for number, frame in enumerate(frames):
            time = BEGAN * self.unit + number * self.unit // 1_000
            head = struct.pack(order + "IIIII", 0, time >> 32, time & 0xFFFFFFFF, len(frame), len(frame))
            simple = struct.pack(order + "I", len(frame))
            yield self.block(3 if self.simple else 6, (simple if self.simple else head) + frame)

    def block(self, kind: int, content: bytes) -> bytes:
        content += b"\0" * (-len(content) % 4)
        length = len(content) + 12
        return struct.pack(self.order + "II", kind, length) + content + struct.pack(self.order + "I", length)


def captured(packets: Iterable[bytes], link: str = "ethernet", file: File = File()) -> bytes:
    number, frame = LINKS[link]
    return file(map(frame, packets), number)
