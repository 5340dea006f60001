"""Signs of captures and logs that real programs wrote (their sources stand in SOURCES.md beside them)."""

from pathlib import Path

import pytest

from reporter.evidence.calls import call_of, exchanges
from reporter.evidence.capture import is_capture, read_capture
from reporter.evidence.pasted import read_pasted
from reporter.evidence.signs import signs_of

FOLDER = Path(__file__).parents[2] / "evidence"


def codes(name: str) -> list[str]:
    data = (FOLDER / name).read_bytes()
    seen = read_capture(data).seen if is_capture(data) else read_pasted(data.decode()).seen
    assert seen
    return [sign.code for sign in signs_of(seen, [call_of(exchange) for exchange in exchanges(seen).values()])]


@pytest.mark.parametrize(
    "name",
    [
        "captures/sipp-udp-tcp-lo.pcapng",
        "captures/sip-long-request-response-paths.pcap",
        "captures/sip-options-method.pcap",
        "captures/sip-body-frames.pcap",
        "traces/asterisk-pjsip.txt",
        "traces/freeswitch.txt",
        "traces/kamailio-sipdump.txt",
        "traces/sngrep.txt",
        "traces/wireshark-stream.txt",
    ],
)
def test_where_all_went_well_there_is_no_sign(name):
    assert codes(name) == []


@pytest.mark.parametrize(
    "name", ["asterisk-chan-sip.txt", "homer.txt", "kamailio-journald.txt", "mail.eml", "yate.txt"]
)
def test_a_busy_line_is_told_whatever_wrote_the_log(name):
    assert codes(f"traces/{name}") == ["answer-486"]


def test_a_capture_of_several_troubles_tells_each():
    told = codes("captures/wireshark.pcap")

    assert {"only-trying", "private-address", "cause-21", "answer-403-said", "answer-480"} <= set(told)
