"""What a message says of the sound: SDP (RFC 8866) read as leniently as the rest of a trace."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reporter.evidence.sip import Message

MOST_TEXT = 65_536  # characters, as a datagram has bytes
MOST_LINES = 2_000
MOST_MEDIA = 24
MOST_FORMATS = 60
MOST_SHOWN = 6  # codecs named in the short text of an arrow
STATIC = {
    0: "PCMU",
    3: "GSM",
    4: "G723",
    5: "DVI4",
    6: "DVI4",
    7: "LPC",
    8: "PCMA",
    9: "G722",
    10: "L16",
    11: "L16",
    12: "QCELP",
    13: "CN",
    14: "MPA",
    15: "G728",
    16: "DVI4",
    17: "DVI4",
    18: "G729",
    25: "CelB",
    26: "JPEG",
    28: "nv",
    31: "H261",
    32: "MPV",
    33: "MP2T",
    34: "H263",
}
"""Payload types that need no rtpmap (RFC 3551 section 6)."""
EVENTS: Final = "telephone-event"  # key presses, RFC 4733
BESIDE_SOUND = {EVENTS, "cn", "red", "rtx", "ulpfec", "tone"}  # carry no voice of their own
DIRECTIONS = {"sendrecv", "sendonly", "recvonly", "inactive"}
ENCRYPTED = {"crypto", "fingerprint", "key-mgmt"}
UNSPECIFIED = {"0.0.0.0", "::"}  # noqa: S104 - the address that old phones offer for hold (RFC 3264 section 8.4)

_BEGIN = re.compile(r"(?:^|[\r\n])[ \t]*(?=v=0[ \t]*(?:[\r\n]|$))")
_LINE = re.compile(r"[ \t]*([a-z])=([^\r\n]*)")
_NAME = re.compile(r"[A-Za-z](?!.*\d{5})[A-Za-z0-9._+-]{0,23}\Z")  # a codec, nothing that could be a number of somebody
_PROFILE = re.compile(r"[A-Za-z]{2,8}(?:/[A-Za-z]{2,8}){0,3}\Z")


@dataclass(frozen=True, slots=True)
class Media:
    """One m= line and what belongs to it. `codecs`: names in order of preference, without those that carry no voice or
    picture; of an unknown payload type its number. `address`: where it wants to receive, "" when none is given.
    `ptime` in milliseconds, 0 when not told. `events`: key presses as telephone-event. `keyed`: has keys for SRTP."""

    kind: str
    port: int
    proto: str
    codecs: tuple[str, ...]
    direction: str
    address: str
    ptime: int = 0
    events: bool = False
    keyed: bool = False

    @property
    def secure(self) -> bool:
        """Whether it asks for SRTP by its profile (RFC 3711, 4568, 5764)."""
        return "SAVP" in self.proto.upper()

    @property
    def refused(self) -> bool:
        """Port 0 declines a stream (RFC 3264 section 6); a bundled one has its port elsewhere (RFC 8843)."""
        return self.port == 0 and self.kind in {"audio", "image"}

    @property
    def nowhere(self) -> bool:
        """Whether it wants nothing sent to it. Browsers write the same and mean that ICE will tell (RFC 9429)."""
        return self.address in UNSPECIFIED and not self.keyed

    @property
    def held(self) -> bool:
        return self.direction in {"sendonly", "inactive"} or self.nowhere


def read_sdp(message: Message) -> tuple[Media, ...]:
    """The streams that a message describes, alone or as one part of several; () when it carries no SDP."""
    body = message.body[:MOST_TEXT]
    if not body or (begin := _BEGIN.search(body)) is None:
        return ()
    session: list[tuple[str, str]] = []
    blocks: list[list[tuple[str, str]]] = []
    for letter, value in _lines(body[begin.end() :]):
        if letter == "m":
            blocks.append([])
        (blocks[-1] if blocks else session).append((letter, value))
    return tuple(found for block in blocks[:MOST_MEDIA] if (found := _media(block, session)))


def audio_of(message: Message) -> Media | None:
    """The first sound stream that is not declined; of several declined ones the first."""
    streams = [media for media in read_sdp(message) if media.kind == "audio"]
    return next((media for media in streams if not media.refused), streams[0] if streams else None)


def media_of(message: Message) -> str:
    """What stands at an arrow of a call's picture: "PCMU, PCMA · sendonly"; "" without SDP."""
    return "; ".join(dict.fromkeys(_short(media) for media in read_sdp(message)))


def _short(media: Media) -> str:
    if media.port == 0:
        return f"{media.kind} off"
    names = [*media.codecs[:MOST_SHOWN], *(["…"] if len(media.codecs) > MOST_SHOWN else [])]
    said = ", ".join([*names, *([EVENTS] if media.events else [])])
    marks = [
        said if media.kind == "audio" and said else f"{media.kind} {said}".strip(),
        media.direction if media.direction != "sendrecv" else "",
        "SRTP" if media.secure else "",
        f"c={media.address}" if media.nowhere else "",
    ]
    return " · ".join(filter(None, marks))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text)):
        if number >= MOST_LINES or line.startswith("--"):  # the end of a part of several (RFC 2046)
            return
        if found := _LINE.match(line):
            yield found[1], found[2].strip()


def _media(block: list[tuple[str, str]], session: list[tuple[str, str]]) -> Media | None:
    kind, port, proto, *formats = (*block[0][1].split(), "", "", "")
    told = port.partition("/")[0]
    if not kind.isalpha() or len(kind) > len("application") or not told.isdecimal():
        return None
    attributes = [value.partition(":") for letter, value in block if letter == "a"]
    around = [value.partition(":") for letter, value in session if letter == "a"]
    names = _names([one for one in formats if one][:MOST_FORMATS], dict(_maps(attributes)))
    return Media(
        kind=kind.lower(),
        port=int(told[:6]),
        proto=proto if _PROFILE.match(proto) else "",
        codecs=tuple(dict.fromkeys(name for name in names if name.lower() not in BESIDE_SOUND)),
        direction=_direction(attributes) or _direction(around) or "sendrecv",
        address=_address(block) or _address(session),
        ptime=_ptime(attributes),
        events=EVENTS in {name.lower() for name in names},
        keyed=any(name in ENCRYPTED for name, _, _ in (*attributes, *around)),
    )


def _maps(attributes: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """(payload type, codec)"""
    for name, _, value in attributes:
        if name.lower() == "rtpmap":
            number, _, rest = value.strip().partition(" ")
            yield number, rest.strip().partition("/")[0]


def _names(formats: Iterable[str], maps: dict[str, str]) -> list[str]:
    found = []
    for one in formats:
        known = STATIC.get(int(one), "") if one.isascii() and one.isdigit() and len(one) <= len("127") else one
        name = maps.get(one) or known
        found.append(name if _NAME.match(name) else one if len(one) <= len("127") else "?")
    return found


def _direction(attributes: Iterable[tuple[str, str, str]]) -> str:
    return next((name for name, _, _ in attributes if name in DIRECTIONS), "")


def _ptime(attributes: Iterable[tuple[str, str, str]]) -> int:
    told = next((value for name, _, value in attributes if name == "ptime"), "")
    return int(told) if re.fullmatch(r"[0-9]{1,3}", told) else 0


def _address(lines: Iterable[tuple[str, str]]) -> str:
    """The last word of c=, without the time to live of a multicast one."""
    value = next((value for letter, value in lines if letter == "c"), "")
    words = value.split()
    return words[2].partition("/")[0][:64] if len(words) > len(("IN", "IP4")) else ""
