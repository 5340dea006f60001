"""What tools write before a SIP message: when, which way, from where to where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from reporter.evidence.pasted.moments import moment_in

LONGEST_LINE = 500
_PEER = r"(?P<peer>[^\s,;]{3,120})"
_PAIR = r"(?P<source>[^\s,;]{3,120}) (?:-{1,3}>|=>|→|>) (?P<target>[^\s,;]{3,120})"
_SIPDUMP = (
    r"^tag: (?P<way>rcv|snd)[ \t]*$[\s\S]{1,400}?^proto: (?P<transport>\w{2,5})\b[\s\S]{0,40}?"
    r"^srcip: (?P<source_host>\S+)\s+srcport: (?P<source_port>\d+)\s+"
    r"dstip: (?P<target_host>\S+)\s+dstport: (?P<target_port>\d+)"
)
_TRANSPORT = r"(?P<transport>[A-Za-z]{2,5})"


@dataclass(frozen=True, slots=True)
class Mark:
    """`form`: the tool that wrote it; `kind`: which of its ways of writing, to look for the same one first."""

    form: str = ""
    kind: int = 0
    at: datetime | None = None
    source: str = ""
    target: str = ""
    outgoing: bool | None = None
    transport: str = ""


# Where the ways of writing are known from: tests/evidence/traces/SOURCES.md. The letters in the middle stand in each.
_KINDS = tuple(
    (form, sign, re.compile(pattern, re.MULTILINE))
    for form, sign, pattern in (
        (
            "Asterisk log (PJSIP)",
            "bytes) ",
            rf"<--- (?P<way>Received|Transmitting) SIP \w+ \(\d+ bytes\) (?:from|to) {_TRANSPORT}:{_PEER} --->",
        ),
        ("Asterisk log (chan_sip)", "SIP read", rf"<--- SIP (?P<way>read) from (?:{_TRANSPORT}:)?{_PEER} --->"),
        (
            "Asterisk log (chan_sip)",
            "NAT) to",
            rf"(?P<way>Retransmitting|Transmitting)(?: #\d+)? \((?:no )?NAT\) to {_PEER}",
        ),
        ("FreeSWITCH trace", " bytes ", rf"(?P<way>recv|send) \d+ bytes (?:from|to) {_TRANSPORT}/{_PEER}"),
        (
            "Kamailio sipdump",
            "srcip: ",
            _SIPDUMP,
        ),
        ("SIPp log", " message ", rf"^{_TRANSPORT} message (?P<way>sent|received) [^\n]{{0,80}}?[\[(]\d+[\]) ]"),
        ("Cisco log (ccsip)", "ccsipDisplayMsg", r"ccsipDisplayMsg:\s{0,4}(?P<way>Sent|Received):"),
        (
            "Cisco CUCM trace",
            "going SIP ",
            rf"(?P<way>Outgoing) SIP {_TRANSPORT} message to {_PEER}(?: on port (?P<port>\d+))?",
        ),
        (
            "Cisco CUCM trace",
            "coming SIP ",
            rf"(?P<way>Incoming) SIP {_TRANSPORT} message (?:size \d+ )?from {_PEER}(?: on port (?P<port>\d+))?",
        ),
        ("tcpdump text", " > ", r"(?:\bIP6? |^[ \t]{2,8})(?P<source>\S{3,120}) > (?P<target>\S{3,120}): "),
        (
            "ngrep text",
            " -> ",
            rf"^(?P<transport>[UT])(?: \d{{4}}/\S+ \S+)? {_PAIR}(?: \[[A-Z]*\])?(?: #\d+)?[ \t]*$",
        ),
        ("Wireshark text", "Wireshark:", rf"^Wireshark: (?:[\d: .+-]{{19,40}} )?{_TRANSPORT} {_PAIR}$"),
        ("Homer text", "proto:", rf"^proto:[ \t]?{_TRANSPORT}\b[^\n]*?[ \t]{_PAIR}"),
        ("sngrep text", " -> ", rf"^\d{{4}}/\d\d/\d\d \d\d:\d\d:\d\d\.\d+ {_PAIR}[ \t]*$"),
        ("baresip trace", " -> ", rf"\b(?P<transport>UDP|TCP|TLS|WSS?) {_PAIR}[ \t]*$"),
        (
            "Yate log",
            "<sip",
            rf"<sip\S{{0,40}}> '{_TRANSPORT}:[^']{{1,80}}' (?P<way>received|sending) .{{1,80}}? (?:from|to) {_PEER}",
        ),
        ("Yate log", "<sip", rf"<sip[^<>\n]{{0,80}}> (?P<way>Received|Sending) .{{1,80}}? (?:from|to) {_PEER}"),
        (
            "PJSIP log",
            "X ",
            rf"(?P<way>TX|RX) \d+ bytes (?:Request|Response) msg \S+ \(\w+\) (?:to|from) {_TRANSPORT} {_PEER}",
        ),
        (
            "Linphone log",
            "channel [",
            rf"channel \[\w+\]: (?P<way>received|message sent) .{{0,60}}?\[{_TRANSPORT}://(?P<peer>[^\]\s]+)\]",
        ),
    )
)
_LOGS = (
    ("Wireshark stream", re.compile(r"^Follow: \w+,", re.MULTILINE)),
    ("Kamailio log", re.compile(r"\bkamailio\b|\bser\[\d|<core>|<script>")),
    ("OpenSIPS log", re.compile(r"\bopensips\b")),
    ("FreeSWITCH log", re.compile(r"\bfreeswitch\b|\bmod_sofia\b|\bsofia[./]|\bswitch_\w+\.c")),
    ("Asterisk log", re.compile(r"\basterisk\b|(?:VERBOSE|NOTICE|WARNING|DEBUG)\[\d+\]|\bres_pjsip|\bchan_sip")),
)
_WAY = re.compile(  # this and the next two are asked of small letters: quicker than to ignore the case
    r"(?:^|[^\w-])(?:(?P<out>sent|sends?|sending|transmit(?:ted|ting)|outgoing|outbound|tx)"
    r"|(?P<into>received|receiving|recv|rcvd|read|incoming|inbound|rx))\b"
)
_ARROW = re.compile(r"(?<=[^ ]) (?:-{1,3}>|=>|→|>) (?=[^ ])")
_TO_OR_FROM = re.compile(rf"\b(?:from|to):? (?:{_TRANSPORT}[:/ ]/{{0,2}})?{_PEER}")
_BETWEEN = re.compile(r"\b(?:udp|tcp|tls|wss?|sctp)\b")
_ENDPOINT = re.compile(
    r"\[(?P<six>(?=[0-9A-Fa-f.]{0,15}:)[0-9A-Fa-f:.]{2,45})(?:%\w{1,16})?\][:.](?P<port6>\d{1,5})"
    r"|\[?(?P<host>[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8}|[A-Za-z][A-Za-z0-9-]{0,62})\]?:\[?(?P<port>\d{1,5})\]?"
    r"|(?P<four>\d{1,3}(?:\.\d{1,3}){3})\.(?P<port4>\d{1,5}|sips?)"
    r"|(?P<bare>[0-9A-Fa-f:]{2,45})\.(?P<port0>\d{1,5}|sips?)"
)
_PORTS = {"sip": "5060", "sips": "5061"}
_TRANSPORTS = {"U": "UDP", "T": "TCP"}
_OUT = ("sen", "snd", "tx", "trans", "retrans", "out", "message sent")


def mark_before(lines: Sequence[str], prefix: str, likely: int) -> Mark:
    """What `lines`, the last of which stands right before a message, and the `prefix` in its own line tell.
    `likely`: the kind that the message before had."""
    told = [line[:LONGEST_LINE] for line in (*lines, prefix.rstrip()) if line.strip()]
    text = "\n".join(told)
    at = _moment(told)
    for kind in (likely, *range(len(_KINDS))):
        sign, pattern = _KINDS[kind][1:]
        found = _last(pattern, text) if sign in text else None
        if found is not None:
            return _of(kind, found.groupdict(), at)
    source, target, outgoing, transport = _guessed(told[-3:])
    form = log_form("".join(told[-1:])) or log_form(text)
    return Mark(form=form, at=at, source=source, target=target, outgoing=outgoing, transport=transport)


def _moment(told: Sequence[str]) -> datetime | None:
    """The nearest one; where the line above it tells the same with its zone, that one."""
    lines = iter(reversed(told))
    for line in lines:
        at = moment_in(line)
        if at is not None:
            above = moment_in(next(lines, "")) if at.tzinfo is None else None
            return at if above is None or above.tzinfo is None else above
    return None


@lru_cache(maxsize=64)
def log_form(text: str) -> str:
    """Whose log these lines are; "" where nothing tells."""
    return next((form for form, pattern in _LOGS if pattern.search(text)), "")


@lru_cache(maxsize=256)
def endpoint(value: str, port: str = "") -> str:
    """`address:port` or `[v6]:port` of how a tool writes it; "" for anything else, a port of none among it."""
    value = value.rstrip(":,;.)>'\"")
    if port:
        value = f"[{value.strip('[]')}]:{port}" if ":" in value.strip("[]") else f"{value.strip('[]')}:{port}"
    found = _ENDPOINT.fullmatch(value) or _ENDPOINT.fullmatch(f"{value}]")
    if found is None:
        return ""
    number = found["port6"] or found["port"] or found["port4"] or found["port0"]
    host = found["host"] or found["four"] or f"[{found['six'] or found['bare']}]"
    return f"{host}:{_PORTS.get(number, number)}"


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return found


def _of(kind: int, parts: dict[str, str | None], at: datetime | None) -> Mark:
    way = parts.get("way")
    outgoing = way.lower().startswith(_OUT) if way else None
    transport = (parts.get("transport") or "").upper()
    if parts.get("source_host"):
        source = endpoint(parts["source_host"] or "", parts["source_port"] or "")
        target = endpoint(parts["target_host"] or "", parts["target_port"] or "")
    else:
        source, target = endpoint(parts.get("source") or ""), endpoint(parts.get("target") or "")
    peer = endpoint(parts.get("peer") or "", parts.get("port") or "")
    return Mark(
        form=_KINDS[kind][0],
        kind=kind,
        at=at,
        source=source or ("" if outgoing else peer),
        target=target or (peer if outgoing else ""),
        outgoing=outgoing,
        transport=_TRANSPORTS.get(transport, transport),
    )


def _guessed(lines: Sequence[str]) -> tuple[str, str, bool | None, str]:
    """Source, target, outgoing and transport, out of lines of no known tool: words for the way, two addresses with an
    arrow between, or one after `from` or `to`."""
    for line in reversed(lines):
        small = line.lower()
        arrow, way = _last(_ARROW, line), _last(_WAY, small)
        outgoing = None if way is None else way["out"] is not None
        source = target = ""
        if arrow is not None:
            source = endpoint(line[: arrow.start()].split(" ")[-1])
            target = endpoint(line[arrow.end() :].split(" ", 1)[0])
        if not (source and target):
            peers = (endpoint(one["peer"]) for one in _TO_OR_FROM.finditer(small))
            peer = next(filter(None, peers), "") if way is not None else ""
            source, target = ("", peer) if outgoing else (peer, "")
        if source or target or outgoing is not None:
            carried = _BETWEEN.search(small)
            return source, target, outgoing, carried[0].upper() if carried else ""
    return "", "", None, ""
