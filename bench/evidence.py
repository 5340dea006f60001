"""Evidence: a large capture beside a bare loop of dpkt over it, and a large paste beside eight plain patterns.

The capture is read as the journey has it read: a new process, calls grouped, ten of them redacted, the answer parsed.
Its packets are those of a telephone system at work: calls between two addresses, with voice between their messages.
"""

import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import dpkt

from bench.result import Result, median_of
from reporter.evidence.recognised import Wish, recognise
from reporter.intake.read import read
from reporter.intake.read_child import wish_data

CAPTURE, PASTE = 20_000_000, 1_000_000  # bytes
ROUNDS = 5
WISH = Wish(bytes(32), ("names", "addresses"))
VOICE = bytes(172)
PLAIN = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^call-id[ \t]*:[ \t]*(\S+)",
        r"^i[ \t]*:[ \t]*(\S+)",
        r"^SIP/2\.0[ \t]+(\d{3})",
        r"^([A-Z]+) sips?:\S+ SIP/2\.0",
        r"^(?:from|f)[ \t]*:[^\r\n]*",
        r"^(?:to|t)[ \t]*:[^\r\n]*",
        r"^cseq[ \t]*:[ \t]*\d+[ \t]+(\w+)",
        r"\d\d:\d\d:\d\d(?:\.\d+)?",
    )
)
SDP = "v=0\r\no=- 1 1 IN IP4 10.1.2.3\r\ns=-\r\nc=IN IP4 10.1.2.3\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8 0 101\r\n"


def run() -> list[Result]:
    signals, voiced, paste = capture(voice=0), capture(voice=40), pasted()
    return [
        beside("evidence: 20 MB of signals, to dpkt's loop", lambda: read(signals, WISH), looped(signals), at_most=2.5),
        beside("evidence: 20 MB with voice, to dpkt's loop", lambda: read(voiced, WISH), looped(voiced), at_most=2.5),
        median_of("evidence: memory of who reads 20 MB", [memory(signals)], "MB", at_most=200),
        beside("evidence: 1 MB pasted, to eight patterns", lambda: recognise(paste, WISH), searched(paste), at_most=3),
    ]


def beside(name: str, ours: Callable[[], object], theirs: Callable[[], object], *, at_most: float) -> Result:
    """Ratio of the times, one after the other in each round."""
    ours(), theirs()
    ratios = [seconds(ours) / seconds(theirs) for _ in range(ROUNDS)]
    return median_of(name, ratios, "times", at_most=at_most)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def looped(data: bytes) -> Callable[[], object]:
    return lambda: [dpkt.ethernet.Ethernet(frame).type for _, frame in dpkt.pcap.Reader(io.BytesIO(data))]


def searched(data: bytes) -> Callable[[], object]:
    text = data.decode()
    return lambda: [sum(1 for _ in pattern.finditer(text)) for pattern in PLAIN]


def memory(data: bytes) -> float:
    """MB that the reading process had at most, as Linux counts them since it was begun (getrusage would count this
    program's memory too)."""
    program = (
        "import re, runpy, sys; runpy.run_module('reporter.intake.read_child', run_name='__main__');"
        "sys.stderr.write(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    head = json.dumps({**wish_data(WISH), "seconds": 60}).encode()
    command = [sys.executable, "-I", "-c", program]
    done = subprocess.run(command, input=head + b"\n" + data, capture_output=True, check=True, env={})
    return int(done.stderr) / 1_000


def capture(*, voice: int) -> bytes:
    """Whole calls until it is large enough, each with so many packets of voice."""
    file = io.BytesIO()
    writer = dpkt.pcap.Writer(file)
    number = 0
    while file.tell() < CAPTURE:
        for place, payload in enumerate(packets(number, voice)):
            writer.writepkt(frame(payload, voice=payload is VOICE), ts=1_700_000_000 + number + place / 1_000)
        number += 1
    return file.getvalue()[:CAPTURE]


def pasted() -> bytes:
    """A log of a PBX, with a line of its own between the messages."""
    lines: list[str] = []
    size = number = 0
    while size < PASTE:
        for place, message in enumerate(messages(number)):
            way = "Received SIP request" if place % 2 else "Transmitting SIP request"
            lines.append(f"[2026-11-22 03:14:15] VERBOSE[4711] chan.c: -- Executing Dial for {number}\n")
            lines.append(f"<--- {way} ({len(message)} bytes) to UDP:192.0.2.9:5060 --->\n{message}\n")
            size += len(lines[-1]) + len(lines[-2])
        number += 1
    return "".join(lines).encode()[:PASTE]


def packets(number: int, voice: int) -> Iterator[bytes]:
    *begin, bye, last = (message.encode() for message in messages(number))
    yield from begin
    yield from (VOICE for _ in range(voice))
    yield bye
    yield last


def messages(number: int) -> Iterator[str]:
    said = ("INVITE", "100 Trying", "180 Ringing", "200 OK", "ACK", "BYE", "200 OK")
    for place, what in enumerate(said):
        method = "INVITE" if place < 4 else "ACK" if what == "ACK" else "BYE"
        start = f"SIP/2.0 {what}" if what[0].isdigit() else f"{what} sip:4420@trunk.example SIP/2.0"
        body = SDP if what == "INVITE" or place == 3 else ""
        yield (
            f"{start}\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{number}{method};rport\r\n"
            f'Max-Forwards: 70\r\nFrom: "Desk {number}" <sip:200@pbx.example>;tag=a{number}\r\n'
            f"To: <sip:4420@trunk.example>;tag=b{number}\r\nCall-ID: {number:08x}-7f3a-4c1d@192.0.2.1\r\n"
            f"CSeq: {place + 1} {method}\r\nContact: <sip:200@192.0.2.1:5060>\r\nUser-Agent: Bench 1.0\r\n"
            f"Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\r\nSupported: timer, 100rel\r\n"
            f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )


def frame(payload: bytes, *, voice: bool) -> bytes:
    ports = {"sport": 40_000, "dport": 40_002} if voice else {"sport": 5060, "dport": 5060}
    udp = dpkt.udp.UDP(data=payload, ulen=8 + len(payload), **ports)
    ip = dpkt.ip.IP(src=b"\xc0\x00\x02\x01", dst=b"\xc0\x00\x02\x09", p=dpkt.ip.IP_PROTO_UDP, data=udp)
    ip.len = len(ip)
    return bytes(dpkt.ethernet.Ethernet(src=bytes(6), dst=bytes(6), type=dpkt.ethernet.ETH_TYPE_IP, data=ip))
