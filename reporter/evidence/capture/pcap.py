"""The classic capture file (draft-ietf-opsawg-pcap), all its variants: both byte orders, micro- and nanoseconds, and
Kuznetzov's with longer record headers."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from reporter.evidence.capture.notes import Notes, cut, damaged
from reporter.evidence.capture.records import LARGEST_PACKET, Packet

FILE_HEADER = 24
LINK_TYPE = 20  # offset; the upper half holds flags
RECORD, LONG_RECORD = 16, 24
MILLION = 1_000_000


class Variant(NamedTuple):
    """`unit`: fractions in a microsecond; `header`: bytes before each packet."""

    order: str
    unit: int
    header: int


VARIANTS = {
    struct.pack(order + "I", number): Variant(order, unit, header)
    for order in "<>"
    for number, unit, header in (
        (0xA1B2C3D4, 1, RECORD),
        (0xA1B23C4D, 1000, RECORD),
        (0xA1B2CD34, 1, LONG_RECORD),
    )
}
"""By the first four bytes."""


def begins(data: bytes) -> bool:
    return data[:4] in VARIANTS


def packets(data: bytes, notes: Notes) -> Iterator[Packet]:
    """`data` begins as one. What cannot be read is told in `notes`; never raises."""
    order, unit, header = VARIANTS[data[:4]]
    size = len(data)
    if size < FILE_HEADER:
        notes.add(cut(0))
        return
    link = struct.unpack_from(order + "I", data, LINK_TYPE)[0] & 0xFFFF
    record = struct.Struct(order + "IIII").unpack_from
    position, count = FILE_HEADER, 0
    while position + header <= size:
        seconds, fraction, captured, _ = record(data, position)
        if captured > LARGEST_PACKET:
            notes.add(damaged(count))
            return
        position += header
        yield seconds * MILLION + fraction // unit, link, data[position : position + captured]
        position += captured
        count += position <= size
    if position != size:
        notes.add(cut(count))
