"""Where the IP packet begins in a frame of a link (registry of LINKTYPE_ values; IEEE 802.3, 802.1Q; RFC 2516)."""

from collections.abc import Callable

IPV4, IPV6 = 0x0800, 0x86DD
TAGS = frozenset({0x8100, 0x88A8, 0x9100, 0x9200})  # 802.1Q, 802.1ad and what was used before it
PPPOE = 0x8864
PPP_IP = {0x0021: IPV4, 0x0057: IPV6}
MOST_TAGS = 4
NO_IP = -1
TAG, PPPOE_HEAD = 4, 8  # bytes
ETHERNET, LOOPBACK, COOKED, COOKED_2 = 14, 4, 16, 20


def _ethernet(frame: bytes) -> int:
    return _behind(frame, 12, ETHERNET)


def _cooked(frame: bytes) -> int:
    return _behind(frame, 14, COOKED)


def _cooked_2(frame: bytes) -> int:
    return _behind(frame, 0, COOKED_2)


def _loopback(_: bytes) -> int:
    """The family before the packet differs between systems; the packet says itself what it is."""
    return LOOPBACK


def _raw(_: bytes) -> int:
    return 0


LINKS: dict[int, Callable[[bytes], int]] = {
    0: _loopback,
    108: _loopback,
    1: _ethernet,
    **dict.fromkeys((12, 14, 101, 228, 229), _raw),
    113: _cooked,
    276: _cooked_2,
}
"""Link type -> where the IP packet begins in a frame of it, NO_IP where none does."""


def _behind(frame: bytes, kind_at: int, start: int) -> int:
    """What follows a protocol number at `kind_at`, VLAN tags and PPPoE taken off."""
    kind = int.from_bytes(frame[kind_at : kind_at + 2], "big")
    if kind in (IPV4, IPV6):
        return start
    for _ in range(MOST_TAGS):
        if kind in TAGS:
            kind = int.from_bytes(frame[start + 2 : start + TAG], "big")
            start += TAG
        elif kind == PPPOE:
            kind = PPP_IP.get(int.from_bytes(frame[start + 6 : start + PPPOE_HEAD], "big"), 0)
            start += PPPOE_HEAD
        else:
            break
    return start if kind in (IPV4, IPV6) else NO_IP
