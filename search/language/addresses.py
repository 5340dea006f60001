"""Addresses that are written with colons, each in one form however it was written."""

import re
from ipaddress import AddressValueError, IPv6Address

# An IPv6 address (RFC 4291 section 2.2), a MAC address, and what only looks like one, such as a time of day.
ADDRESS = r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])"
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}")


def whole_address(written: str) -> str:
    """All digits of it in small letters, without colons: "2001:DB8::1" in full; "" when it is no address."""
    lower = written.lower()
    if _MAC.fullmatch(lower):
        return lower.replace(":", "")
    try:
        return IPv6Address(lower).exploded.replace(":", "")
    except AddressValueError:
        return ""
