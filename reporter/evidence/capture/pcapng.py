"""The newer capture file (draft-ietf-opsawg-pcapng): sections, interfaces with their own units of time, and packets in
enhanced, simple or old blocks. Comments, names and TLS secrets in it are not read."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reporter.evidence.capture.notes import Notes, cut, damaged
from reporter.evidence.capture.records import LARGEST_PACKET, Packet

SECTION = b"\x0a\x0d\x0d\x0a"
ORDERS = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}
NEW_SECTION, INTERFACE, OLD_PACKET, SIMPLE, ENHANCED = 0x0A0D0D0A, 1, 2, 3, 6
HEAD, SHORTEST = 8, 12  # bytes of a block before its content, and of a block with none
LARGEST_BLOCK = 1 << 24
INTERFACE_HEAD, PACKET_HEAD, SIMPLE_HEAD = 16, 28, 12  # bytes before the options, or the packet
MOST_INTERFACES = 10_000
MOST_OPTIONS = 100
END, RESOLUTION, OFFSET = 0, 9, 14  # codes of options
BINARY = 0x80  # the resolution is a power of two, not of ten
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Interface:
    """`ticks` in a second; `offset`: seconds to add to each time."""

    link: int
    snap: int
    ticks: int = MILLION
    offset: int = 0

    def moment(self, high: int, low: int) -> int:
        return self.offset * MILLION + (high << 32 | low) * MILLION // self.ticks


def begins(data: bytes) -> bool:
    return data[:4] == SECTION and data[8:12] in ORDERS


def packets(data: bytes, notes: Notes) -> Iterator[Packet]:
    """`data` begins as one. What cannot be read is told in `notes`; never raises."""
    order, interfaces = "<", list[Interface]()
    position, count, size = 0, 0, len(data)
    while position + SHORTEST <= size:
        if data[position : position + 4] == SECTION:
            order, interfaces = ORDERS.get(data[position + 8 : position + 12], ""), []
        if not order:
            break
        kind, length = struct.unpack_from(order + "II", data, position)
        if not SHORTEST <= length <= LARGEST_BLOCK:
            break
        end = min(position + length, size)
        if kind == INTERFACE and len(interfaces) < MOST_INTERFACES:
            interfaces += _interface(data, position, end, order)
        elif kind in _PACKETS and (packet := _PACKETS[kind](data, position, end, order, interfaces)):
            yield packet
            count += position + length <= size
        position += length + -length % 4
    else:
        if position != size:
            notes.add(cut(count))
        return
    notes.add(damaged(count))


def _interface(data: bytes, position: int, end: int, order: str) -> list[Interface]:
    if end - position < INTERFACE_HEAD:
        return []
    link, snap = struct.unpack_from(order + "HxxI", data, position + HEAD)
    ticks, offset = MILLION, 0
    for code, value in _options(data, position + INTERFACE_HEAD, end - 4, order):
        if code == RESOLUTION and value:
            ticks = (2 if value[0] & BINARY else 10) ** (value[0] & ~BINARY)
        elif code == OFFSET and len(value) == struct.calcsize("q"):
            (offset,) = struct.unpack(order + "q", value)
    return [Interface(link, snap, ticks, offset)]


def _options(data: bytes, position: int, end: int, order: str) -> Iterator[tuple[int, bytes]]:
    for _ in range(MOST_OPTIONS):
        if position + 4 > end:
            return
        code, length = struct.unpack_from(order + "HH", data, position)
        if code == END:
            return
        position += 4
        yield code, data[position : min(position + length, end)]
        position += length + -length % 4


def _enhanced(data: bytes, position: int, end: int, order: str, interfaces: list[Interface]) -> Packet | None:
    if end - position < PACKET_HEAD:
        return None
    number, high, low, captured = struct.unpack_from(order + "IIII", data, position + HEAD)
    return _packet(data[position + PACKET_HEAD : end], captured, interfaces, number, (high, low))


def _old(data: bytes, position: int, end: int, order: str, interfaces: list[Interface]) -> Packet | None:
    if end - position < PACKET_HEAD:
        return None
    number, high, low, captured = struct.unpack_from(order + "HxxIII", data, position + HEAD)
    return _packet(data[position + PACKET_HEAD : end], captured, interfaces, number, (high, low))


def _simple(data: bytes, position: int, end: int, order: str, interfaces: list[Interface]) -> Packet | None:
    if not interfaces:
        return None
    (length,) = struct.unpack_from(order + "I", data, position + HEAD)
    captured = min(length, interfaces[0].snap or LARGEST_PACKET, max(end - position - SIMPLE_HEAD - 4, 0))
    return _packet(data[position + SIMPLE_HEAD : end], captured, interfaces, 0, None)


_PACKETS = {ENHANCED: _enhanced, OLD_PACKET: _old, SIMPLE: _simple}


def _packet(
    content: bytes, captured: int, interfaces: list[Interface], number: int, time: tuple[int, int] | None
) -> Packet | None:
    """None where the interface was never described: its link type is not known then."""
    if number >= len(interfaces):
        return None
    interface = interfaces[number]
    return time and interface.moment(*time), interface.link, content[:captured]
