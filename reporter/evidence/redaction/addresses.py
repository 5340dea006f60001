"""IPv4 and IPv6 addresses, and where a pseudonym of each class lies."""

import ipaddress
import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

PUBLIC = "198.18.0.0"  # RFC 2544: for measurements, so nobody's
_PRIVATE = IPv4Network("10.0.0.0/8")
_HOMES = {
    IPv4Network("10.0.0.0/8"): _PRIVATE,
    IPv4Network("172.16.0.0/12"): _PRIVATE,
    IPv4Network("192.168.0.0/16"): _PRIVATE,  # too few addresses for pseudonyms of their own
    IPv4Network("100.64.0.0/10"): IPv4Network("100.64.0.0/10"),
    IPv4Network("169.254.0.0/16"): IPv4Network("169.254.0.0/16"),
}
"""Range of addresses -> where their pseudonyms lie; those of all others lie in the ranges of the next line."""
_ELSE: dict[int, IPv4Network | IPv6Network] = {4: IPv4Network("198.18.0.0/15"), 6: IPv6Network("2001:db8:198:18::/64")}
_LINK_LOCAL, _UNIQUE_LOCAL = IPv6Network("fe80::/10"), IPv6Network("fc00::/7")
_OCTETS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_MAPPED = "::ffff:"


def parse(value: str) -> str | None:
    """The one way to write this address, without a zone; None when it is none. Octets may have leading zeros."""
    if _OCTETS.fullmatch(value):
        octets = [int(one) for one in value.split(".")]
        return ".".join(map(str, octets)) if max(octets) <= 255 else None  # noqa: PLR2004 (an octet)
    try:
        found = ipaddress.ip_address(value.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return f"{_MAPPED}{mapped}" if mapped else str(found)


def stays(known: str) -> bool:
    """What tells of nobody: unspecified, this machine, multicast, broadcast, masks; and what was made by us."""
    found = _address(known)
    plain = found.is_unspecified or found.is_loopback or found.is_multicast or known.startswith("255.")
    return plain or found in _ELSE[found.version]


def moved(known: str, chosen: bytes) -> str:
    """The address of the same class that `chosen` (16 bytes or more) leads to."""
    found = _address(known)
    home = _home(found)
    room = home.max_prefixlen - home.prefixlen
    offset = int.from_bytes(chosen[:16]) % (2 ** min(room, 64) - 2) + 1
    made = str(home.network_address + offset)
    return _MAPPED + made if known.startswith(_MAPPED) else made


def _address(known: str) -> IPv4Address | IPv6Address:
    return ipaddress.ip_address(known.removeprefix(_MAPPED) if "." in known else known)


def _home(found: IPv4Address | IPv6Address) -> IPv4Network | IPv6Network:
    if isinstance(found, IPv6Address):
        if found in _LINK_LOCAL:
            return IPv6Network("fe80::/64")
        return IPv6Network("fd00::/64") if found in _UNIQUE_LOCAL else _ELSE[6]
    return next((home for known, home in _HOMES.items() if found in known), _ELSE[4])
