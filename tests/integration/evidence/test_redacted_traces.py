"""What is written of redacted messages is read by tshark and by our own readers as the messages it was made of."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reporter.evidence.capture import read_capture
from reporter.evidence.pasted import read_pasted
from reporter.evidence.redaction import Redactor, capture_bytes, trace_text
from reporter.evidence.redaction.captures import LONGEST_MESSAGE
from reporter.evidence.sip import Seen, read_message
from tests.programs import TSHARK, needed

ROOT = Path(__file__).parents[2] / "evidence"
CAPTURES = sorted(path for path in (ROOT / "captures").iterdir() if "pcap" in path.suffix)
AT = datetime(2026, 11, 22, 7, 47, 34, 443659, tzinfo=UTC)
CHECKS = ["_ws.malformed", "ip.checksum.status", "udp.checksum.status"]
FIELDS = [*CHECKS, "frame.time_epoch", "ip.src", "ipv6.src", "sip.Call-ID"]


def redactor() -> Redactor:
    return Redactor(b"k" * 32, ("numbers", "names", "addresses"))


def message(*, call_id: str = "one@10.0.0.1", body: str = "", method: str = "OPTIONS") -> str:
    return (
        f"{method} sip:1001@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.168.1.5:5060;branch=z9hG4bK1\r\n"
        f"From: <sip:1001@example.com>;tag=1\r\nTo: <sip:1001@example.com>\r\nCall-ID: {call_id}\r\n"
        f"CSeq: 1 {method}\r\n"
        f"Content-Type: application/x-own\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"
    )


def seen(text: str, **known) -> Seen:
    found = read_message(text)
    assert found is not None
    return Seen(found, **{"at": AT, "source": "192.168.1.5:5060", "target": "203.0.113.9:5060", **known})


def dissected(data: bytes, folder: Path) -> list[list[str]]:
    """What tshark says of each packet, by FIELDS."""
    file = folder / "written.pcap"
    file.write_bytes(data)
    checks = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"]
    command = [
        needed(TSHARK),
        "-r",
        str(file),
        *checks,
        "-T",
        "fields",
        *(part for name in FIELDS for part in ("-e", name)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [line.split("\t") for line in done.stdout.splitlines()]


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.name)
def test_a_capture_written_anew_holds_the_same_messages_and_nothing_else(path: Path, tmp_path: Path):
    before = read_capture(path.read_bytes()).seen

    rows = dissected(capture_bytes(before, redactor()), tmp_path)

    assert [row[-1] for row in rows] == [one.message.call_id for one in before]
    assert all(row[1] in {"", "1"} and row[2] == "1" for row in rows)


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.name)
def test_a_trace_written_as_text_is_read_back(path: Path):
    before, by = read_capture(path.read_bytes()).seen, redactor()

    after = read_pasted(trace_text(before, by)).seen

    def told(all_seen):
        return [
            (one.message.call_id, one.message.method, one.message.status, one.source, one.target) for one in all_seen
        ]

    hidden = [Seen(one.message, None, by.endpoint(one.source), by.endpoint(one.target)) for one in before]
    assert told(after) == told(hidden)
    assert [one.at.replace(tzinfo=UTC) for one in after if one.at] == [one.at for one in before]


def test_packets_are_well_formed_over_ipv4_ipv6_and_both(tmp_path: Path):
    everyone = [
        seen(message(call_id="four")),
        seen(message(call_id="six"), source="[2001:db8:1::5]:5060", target="[2001:db8:1::6]:5062"),
        seen(message(call_id="both"), target="[2001:db8:1::6]:5060"),
        seen(message(call_id="odd", body="x"), source="pbx.example.com:5060", target="pbx.example.com"),
        seen(message(call_id="socket"), source="192.168.1.5:443", target="192.168.1.6:80", transport="WSS"),
        seen(message(call_id="nowhere"), source="", target=""),
    ]

    rows = dissected(capture_bytes(everyone, redactor()), tmp_path)

    assert [row[-1] for row in rows] == ["four", "six", "both", "odd", "socket", "nowhere"]
    assert [row[0] for row in rows] == [""] * 6
    assert {row[2] for row in rows} == {"1"}
    assert [bool(row[5]) for row in rows] == [False, True, True, False, False, False]
    assert rows[0][4].startswith("10.")


def test_moments_have_microseconds_and_unknown_ones_follow_the_one_before(tmp_path: Path):
    times = [AT, None, AT.replace(tzinfo=None), datetime(1, 1, 1, 7, 47, 34), None]  # noqa: DTZ001 (as Seen has it)

    rows = dissected(capture_bytes([seen(message(), at=at) for at in times], redactor()), tmp_path)

    written = [datetime.fromtimestamp(0, UTC) + timedelta(seconds=float(row[3])) for row in rows]
    micro = timedelta(microseconds=1)
    assert [abs(one - AT) <= micro for one in written[:3]] == [True, True, True]
    assert [row[3][-9:-3] for row in rows[:2]] == ["443659", "443660"]
    assert written[3].replace(microsecond=0) == datetime(1970, 1, 1, 7, 47, 34, tzinfo=UTC)


def test_a_message_longer_than_a_datagram_loses_the_end_of_its_body(tmp_path: Path):
    long = seen(message(call_id="long", body="word\r\n" * 20_000, method="PUBLISH"))

    data = capture_bytes([long, seen(message(call_id="next"))], redactor())
    rows = dissected(data, tmp_path)

    assert [(row[0], row[-1]) for row in rows] == [("", "long"), ("", "next")]
    assert LONGEST_MESSAGE - 100 < len(data) < LONGEST_MESSAGE + 1_000


def test_lines_end_as_they_do_on_the_wire_and_the_length_is_right():
    body = "v=0\no=- 1 1 IN IP4 192.168.1.5\ns=-\n"
    text = message(body=body).replace("\r\n", "\n").replace("x-own", "sdp")

    made = trace_text([seen(text)], redactor())

    head, sdp = made.split("\r\n\r\n", 1)
    assert "\n" not in made.replace("\r\n", "")
    assert f"Content-Length: {len(sdp.removesuffix(chr(13) + chr(10)).encode())}" in head


def test_what_is_not_known_is_not_invented_in_a_trace():
    plain = trace_text([seen(message(), at=None, source="", target="")], redactor())
    clock = trace_text([seen(message(), at=datetime(1, 1, 1, 7, 47, 34), transport="TCP")], redactor())  # noqa: DTZ001

    assert plain.startswith("? -> ?\r\nOPTIONS ")
    assert clock.startswith("07:47:34.000000 10.")
    assert clock.splitlines()[0].endswith(":5060 TCP")
