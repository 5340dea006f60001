"""Packet details that Wireshark or tshark printed (`tshark -V`, "export packet dissections as plain text"), written
back as the messages that they tell of."""

import re
from collections.abc import Generator, Iterator, Sequence

from reporter.evidence.pasted.moments import moment_in

_START = re.compile(r"(?P<indent>[ \t]+)(?:Request|Status)-Line: (?P<line>.+)")
_FRAME = re.compile(r"Frame \d+:")
_ARRIVAL = re.compile(r"\s+(?:Arrival Time|UTC Arrival Time): (?P<at>.+)")
_ADDRESSES = re.compile(r"Internet Protocol Version [46], Src: (?P<source>[^\s,]+)[^,]*, Dst: (?P<target>[^\s,]+)")
_PORTS = re.compile(
    r"(?P<name>User Datagram|Transmission Control) Protocol, Src Port: (?:\S+ \()?(?P<source>\d+)\)?, "
    r"Dst Port: (?:\S+ \()?(?P<target>\d+)"
)
_SDP = re.compile(r"[ \t]+[A-Za-z][^:=]{0,80}\((?P<kind>[a-z])\): ?(?P<value>.*)")
_GENERATED = re.compile(r"[ \t]*\[.*\]$")


def rebuilt(text: str) -> str:
    """`text`, each SIP message of which Wireshark printed the fields, with the message in their place."""
    if "Request-Line: " not in text and "Status-Line: " not in text:
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    at = addresses = ports = None
    index = 0
    while index < len(lines):
        line = lines[index]
        start = _START.match(line)
        if start is not None:
            yield _mark(at, addresses, ports)
            yield start["line"].removesuffix("\\r\\n")
            index = yield from _message(lines, index + 1, start["indent"])
            continue
        if _FRAME.match(line):
            at = addresses = ports = None
        at = _ARRIVAL.match(line) or at
        addresses = _ADDRESSES.match(line) or addresses
        ports = _PORTS.match(line) or ports
        yield line
        index += 1


def _mark(at: re.Match[str] | None, addresses: re.Match[str] | None, ports: re.Match[str] | None) -> str:
    """A line as `marks` knows it."""
    told = ["Wireshark:"]
    moment = moment_in(at["at"]) if at else None
    if moment is not None:
        told.append(moment.isoformat(" "))
    if addresses and ports:
        source, target = (f"[{one}]" if ":" in one else one for one in (addresses["source"], addresses["target"]))
        name = "UDP" if ports["name"].startswith("User") else "TCP"
        told.append(f"{name} {source}:{ports['source']} -> {target}:{ports['target']}")
    return " ".join(told)


def _message(lines: Sequence[str], first: int, indent: str) -> Generator[str, None, int]:
    """Yields header and body lines; returns the index of what follows. Deeper lines explain those above them."""
    deep = ""
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.startswith(indent):
            yield ""
            return index
        name = line.strip()
        if name in {"Message Header", "Message Body"}:
            deep = f"{line[: len(line) - len(line.lstrip())]}    "
            if name == "Message Body":  # its lines stand below the name of what it is
                deep += "    "
                yield ""
        elif deep and line.startswith(deep) and line[len(deep) : len(deep) + 1].strip() and not _GENERATED.match(line):
            sdp = _SDP.match(line)
            yield f"{sdp['kind']}={sdp['value']}" if sdp else line[len(deep) :].removesuffix("\\r\\n")
    yield ""
    return len(lines)
