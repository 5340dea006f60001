"""Messages seen, written as a capture that any program reads: nothing is in it but these messages."""

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from reporter.evidence.redaction.lines import on_the_wire, shortened
from reporter.evidence.redaction.traces import Redacts
from reporter.evidence.sip import Seen

LONGEST_MESSAGE = 65_000  # bytes; a datagram of UDP holds 65,507
SIP_PORT = 5060
WELL_KNOWN = 1024  # a port below belongs to another protocol: a message from a WebSocket would be read as that
_HEAD = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 101)  # classic pcap, microseconds, LINKTYPE_RAW
_UDP = 17
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 2**32 - 1
_STAND_INS = ("192.0.2.1", "192.0.2.2")  # RFC 5737: nobody's
_STEP = timedelta(microseconds=1)

Address = IPv4Address | IPv6Address


def capture_bytes(seen: Iterable[Seen], redactor: Redacts) -> bytes:
    """A classic pcap file, LINKTYPE_RAW: a UDP datagram for each message, whatever carried it before. What is unknown
    has a stand-in: a moment just after the one before, 192.0.2.1 and 192.0.2.2 with port 5060. A longer message than
    65,000 bytes loses the end of its body."""
    return b"".join((_HEAD, *_records(seen, redactor)))


def _records(seen: Iterable[Seen], redactor: Redacts) -> Iterator[bytes]:
    last = _EPOCH
    for one in seen:
        last = _moment(one.at, last)
        source = _endpoint(redactor.endpoint(one.source), _STAND_INS[0])
        target = _endpoint(redactor.endpoint(one.target), _STAND_INS[1])
        text = shortened(on_the_wire(redactor.message(one.message.text)), LONGEST_MESSAGE)
        packet = _packet(source, target, text.encode(errors="replace"))
        since = last - _EPOCH
        seconds = min(since.days * 86_400 + since.seconds, _LAST_SECOND)
        yield struct.pack("<IIII", seconds, since.microseconds, len(packet), len(packet)) + packet


def _moment(at: datetime | None, last: datetime) -> datetime:
    if at is None:
        return last + _STEP
    known = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    if known >= _EPOCH:
        return known
    return _EPOCH + timedelta(
        hours=known.hour, minutes=known.minute, seconds=known.second, microseconds=known.microsecond
    )


def _endpoint(told: str, stand_in: str) -> tuple[Address, int]:
    host, _, port = told.rpartition(":") if told.count(":") == 1 or "]:" in told else (told, "", "")
    number = int(port) if port.isascii() and port.isdigit() and len(port) <= 5 else 0  # noqa: PLR2004 (65535)
    try:
        address: Address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        address = ip_address(stand_in)
    return address, number if WELL_KNOWN <= number < 2**16 else SIP_PORT


def _packet(source: tuple[Address, int], target: tuple[Address, int], payload: bytes) -> bytes:
    length = 8 + len(payload)
    addresses = _packed(source[0], target[0])
    pseudo = b"".join(addresses) + struct.pack("!IHBB", length, 0, 0, _UDP)
    head = struct.pack("!HHH", source[1], target[1], length)
    total = _checksum(pseudo + head + b"\0\0" + payload) or 0xFFFF  # RFC 768: zero says that there is none
    datagram = head + struct.pack("!H", total) + payload
    if len(addresses[0]) == len(IPv6Address(0).packed):
        return struct.pack("!IHBB", 6 << 28, length, _UDP, 64) + b"".join(addresses) + datagram
    start = struct.pack("!BBHHHBB", 0x45, 0, 20 + length, 0, 0, 64, _UDP)
    checksum = struct.pack("!H", _checksum(start + b"\0\0" + b"".join(addresses)))
    return start + checksum + b"".join(addresses) + datagram


def _packed(source: Address, target: Address) -> tuple[bytes, bytes]:
    """Both of one version: where they differ, the IPv4 address as IPv6 (RFC 4291, section 2.5.5.2)."""
    if source.version == target.version:
        return source.packed, target.packed
    return _mapped(source).packed, _mapped(target).packed


def _mapped(one: Address) -> Address:
    return one if isinstance(one, IPv6Address) else IPv6Address(b"\0" * 10 + b"\xff\xff" + one.packed)


def _checksum(data: bytes) -> int:
    """RFC 1071."""
    words = struct.unpack(f"!{(len(data) + 1) // 2}H", data + b"\0" * (len(data) % 2))
    total: int = sum(words)
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
