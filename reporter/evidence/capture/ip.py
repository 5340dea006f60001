"""What an IP packet carries (RFC 791, RFC 8200): fragments put together, tunnels (RFC 2003, RFC 4213) taken off."""

import ipaddress
from typing import NamedTuple

from reporter.evidence.capture.fragments import Fragments, Piece

TCP, UDP = 6, 17
TUNNELS = frozenset({4, 41})  # IPv4 and IPv6 in IP
MOST_TUNNELS = 4  # one inside the other
V4_HEAD, V6_HEAD = 20, 40
EXTENSIONS = frozenset({0, 43, 60, 135, 139, 140})  # those of the usual form: next header, length in units of 8
FRAGMENT, AUTHENTICATION = 44, 51
FRAGMENT_HEAD = 8
MOST_EXTENSIONS = 8
MORE, OFFSET = 0x2000, 0x1FFF  # of IPv4's flags


class Carried(NamedTuple):
    """`addresses`: source and target, 8 or 32 bytes. What is carried is `data[start:end]`; `whole`: all of it was
    captured. `data` is the frame, or what was put together of fragments."""

    protocol: int
    addresses: bytes
    data: bytes
    start: int
    end: int
    whole: bool


def carried(frame: bytes, start: int, fragments: Fragments, moment: int | None) -> Carried | None:
    """What the IP packet at `start` carries in the end; None for what is none, or a fragment of something not whole."""
    found = _packet(frame, start, fragments, moment)
    for _ in range(MOST_TUNNELS):
        if found is None or found.protocol not in TUNNELS:
            return found
        found = _packet(found.data[: found.end], found.start, fragments, moment)
    return None


def endpoint(addresses: bytes, ports: bytes, *, target: bool) -> str:
    """`address:port` or `[v6]:port` of one of both sides; `ports` as UDP and TCP begin."""
    half = len(addresses) // 2
    address = ipaddress.ip_address(addresses[half:] if target else addresses[:half])
    port = int.from_bytes(ports[2:4] if target else ports[:2], "big")
    return f"{address}:{port}" if address.version == 4 else f"[{address}]:{port}"  # noqa: PLR2004 - as it is called


def _packet(frame: bytes, start: int, fragments: Fragments, moment: int | None) -> Carried | None:
    version = frame[start] >> 4 if start < len(frame) else 0
    if version == 4 and len(frame) >= start + V4_HEAD:  # noqa: PLR2004 - as it is called
        return _version_4(frame, start, fragments, moment)
    if version == 6 and len(frame) >= start + V6_HEAD:  # noqa: PLR2004
        return _version_6(frame, start, fragments, moment)
    return None


def _version_4(frame: bytes, start: int, fragments: Fragments, moment: int | None) -> Carried | None:
    content = start + (frame[start] & 15) * 4
    length = frame[start + 2] << 8 | frame[start + 3]
    end = start + length if length else len(frame)  # zero: segmentation was left to the network card
    if content < start + V4_HEAD or content > end:
        return None
    whole, end = end <= len(frame), min(end, len(frame))
    protocol, addresses = frame[start + 9], frame[start + 12 : start + 20]
    flags = frame[start + 6] << 8 | frame[start + 7]
    if flags & (MORE | OFFSET):
        if not whole:
            return None
        key = addresses + frame[start + 4 : start + 6] + bytes([protocol])
        piece = Piece(key, (flags & OFFSET) * 8, bool(flags & MORE))
        joined = fragments.whole(piece, frame[content:end], moment)
        return Carried(protocol, addresses, joined, 0, len(joined), whole) if joined else None
    return Carried(protocol, addresses, frame, content, end, whole)


def _version_6(frame: bytes, start: int, fragments: Fragments, moment: int | None) -> Carried | None:
    length = frame[start + 4] << 8 | frame[start + 5]
    addresses, position = frame[start + 8 : start + V6_HEAD], start + V6_HEAD
    end = position + length if length else len(frame)  # zero: a jumbogram, or left to the network card
    whole, end = end <= len(frame), min(end, len(frame))
    protocol, position = _behind_extensions(frame, frame[start + 6], position, end)
    if protocol == FRAGMENT:
        head = frame[position : position + FRAGMENT_HEAD]
        if len(head) < FRAGMENT_HEAD or not whole:
            return None
        flags = head[2] << 8 | head[3]
        piece = Piece(addresses + head[4:], flags & ~7, bool(flags & 1))
        joined = fragments.whole(piece, frame[position + FRAGMENT_HEAD : end], moment)
        if joined is None:
            return None
        frame, end = joined, len(joined)
        protocol, position = _behind_extensions(joined, head[0], 0, end)
    return Carried(protocol, addresses, frame, position, end, whole)


def _behind_extensions(data: bytes, protocol: int, position: int, end: int) -> tuple[int, int]:
    """(what comes behind the extension headers, where)."""
    for _ in range(MOST_EXTENSIONS):
        if position + 2 > end:
            break
        if protocol in EXTENSIONS:
            protocol, position = data[position], position + (data[position + 1] + 1) * 8
        elif protocol == AUTHENTICATION:
            protocol, position = data[position], position + (data[position + 1] + 2) * 4
        else:
            break
    return protocol, position
