"""Addresses that cannot be reached, and messages that something on the way has changed."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from reporter.evidence.sdp import read_sdp
from reporter.evidence.signs.course import FINAL, LONGEST_VALUE, REFUSED, Course
from reporter.evidence.signs.wording import BESIDE, CAUSE, HINT, Found, Meaning, found
from reporter.evidence.sip import LONGEST_NUMBER, Message

SOUND_AND_CONTACT = Meaning(
    "A message that came from a public address names private ones in its SDP and in Contact: without help from the "
    "other side, sound usually goes one way and the call ends early.",
    ("one-way audio", "NAT", "private address in SDP", "Contact"),
)
SOUND = Meaning(
    "A message that came from a public address asks for sound at a private one (c= in SDP): without help from the "
    "other side, sound usually goes one way only.",
    ("one-way audio", "NAT", "private address in SDP"),
)
CONTACT = Meaning(
    "A message that came from a public address names a private one in Contact: ACK and BYE may not find their way.",
    ("NAT", "private address in Contact", "missing ACK"),
)
VIA_CHANGED = Meaning(
    "The Via of an answer is not the Via that was sent: something on the way, usually a SIP ALG in a router, changes "
    "messages.",
    ("SIP ALG", "Via", "router"),
)
CUT_OFF = Meaning(
    "A message is shorter than its Content-Length says: it was cut in the capture, a fragment got lost, or something "
    "on the way (SIP ALG) changed it.",
    ("Content-Length", "UDP fragmentation", "SIP ALG"),
)
PRIVATE = [
    ip_network(one)
    for one in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
]
"""RFC 1918, 6598, 3927, 4193, 4291. The networks for examples count as public: that is how examples use them."""
_MAYBE_PRIVATE = re.compile(r"c=IN[ \t]+IP[46][ \t]+(?:10\.|172\.|192\.168|100\.|169\.254|[Ff][CcDdEe])")
_RECEIVED = re.compile(r";[ \t]*received[ \t]*=[ \t]*\[?([0-9A-Fa-f.:]+)", re.IGNORECASE)
_CONTACT = re.compile(
    r"sips?:(?:[^@<>;,\s]{0,128}@)?\[?([0-9A-Fa-f.:]{2,45}?)\]?(?::[0-9]{1,5})?(?=[;>,?\s]|$)", re.IGNORECASE
)
_VIA = re.compile(r"SIP[ \t]*/[ \t]*2\.0[ \t]*/[ \t]*[A-Z]+[ \t]+([^\s;,]+)(.*)", re.IGNORECASE | re.DOTALL)
_BRANCH = re.compile(r";[ \t]*branch[ \t]*=[ \t]*(z9hG4bK[^\s;,]+)", re.IGNORECASE)


def behind_nat(course: Course) -> Iterator[Found]:
    """Private addresses where the other side has to send to, in a message that came from a public address."""
    if course.call.kind != "call":
        return
    outside: set[str] | None = None
    for one in course.seen:
        message = one.message
        if message.method not in {"INVITE", "UPDATE", "ACK"} and not _takes(message):
            continue
        maybe = _MAYBE_PRIVATE.search(message.body)  # spares most messages the reading
        sound = bool(maybe) and any(is_private(media.address) for media in read_sdp(message) if media.port)
        contact = any(is_private(address) for address in _CONTACT.findall(message.header("contact")[:LONGEST_VALUE]))
        if not (sound or contact):
            continue
        outside = _from_outside(course) if outside is None else outside
        if is_public(host(one.source)) or (message.method and (via := _via(message)) and via[1] in outside):
            meaning = (SOUND_AND_CONTACT if contact else SOUND) if sound else CONTACT
            yield found(CAUSE - 5 if sound else BESIDE, "private-address", meaning)
            return


def changed_on_the_way(course: Course) -> Iterator[Found]:
    """A Via that came back as another one: the server that wrote it and none else may touch it (RFC 3261 18.2)."""
    sent: dict[tuple[str, str], set[str]] = {}
    for message in course.messages:
        if message.method and (via := _via(message)):
            sent.setdefault((via[1], message.method), set()).add(via[0])
    for message in course.messages:
        via = _via(message) if message.status else None
        if via and via[0] not in sent.get((via[1], message.answered), {via[0]}):
            yield found(CAUSE - 10, "via-changed", VIA_CHANGED)
            return


def cut_off(course: Course) -> Iterator[Found]:
    """Only where line ends are still those of the wire: a pasted text lost bytes by being pasted."""
    for message in course.messages:
        told = message.header("content-length")
        if "\r\n\r\n" in message.text and re.fullmatch(rf"[0-9]{{1,{LONGEST_NUMBER}}}", told):
            body = message.body
            whole = body.count("\n") == body.count("\r\n")
            if body and whole and int(told) > len(body.encode(errors="replace")):
                yield found(HINT, "cut-off", CUT_OFF)
                return


def is_private(address: str) -> bool:
    """False for anything that is no address."""
    found_at = _address(address)
    return found_at is not None and any(
        found_at in network for network in PRIVATE if network.version == found_at.version
    )


def _takes(message: Message) -> bool:
    return message.answered == "INVITE" and (FINAL <= message.status < REFUSED or message.status in {180, 183})


def _from_outside(course: Course) -> set[str]:
    """Branches of requests that came from a public address: who gets a request writes `received` into its topmost Via,
    and that comes back with the answer (RFC 3261 section 18.2.1)."""
    vias = ((_via(message), message.header("via")[:LONGEST_VALUE]) for message in course.messages)
    told = ((via[1], _RECEIVED.search(text.partition(",")[0])) for via, text in vias if via)
    return {branch for branch, address in told if address and is_public(address[1])}


def is_public(address: str) -> bool:
    found_at = _address(address)
    if found_at is None or is_private(address):
        return False
    return not (found_at.is_loopback or found_at.is_unspecified or found_at.is_multicast)


def host(endpoint: str) -> str:
    """Of `address:port` or `[v6]:port`."""
    return endpoint[1:].partition("]")[0] if endpoint.startswith("[") else endpoint.rpartition(":")[0] or endpoint


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _via(message: Message) -> tuple[str, str] | None:
    """(who wrote the topmost Via, its branch), None where it has none."""
    via = _VIA.match(message.header("via")[:LONGEST_VALUE])
    branch = _BRANCH.search(via[2].partition(",")[0]) if via else None
    if via is None or branch is None:
        return None
    return via[1].lower().removesuffix(":5060"), branch[1]
