"""The process that reads hostile files: a reading or a sentence, within its limits; nothing of it reaches others."""

import subprocess
import sys

import pytest

from reporter.errors import Refused, Unavailable
from reporter.evidence.reading import MOST_CALLS, MOST_CHOSEN
from reporter.evidence.recognised import Wish
from reporter.intake import read as reading
from reporter.intake.read import LARGEST, read
from tests.captures import captured, ip, message, udp
from tests.integration.web.test_traces import ONE, SECRET, log

WISH = Wish(bytes(32), ("names", "addresses"))


def test_a_log_comes_back_as_calls_and_as_a_copy_without_secrets():
    given = read(log().encode(), WISH)
    assert [(call.call_id, call.final) for call in given.reading.calls] == [(ONE, 488)]
    assert given.reading.redacted["credentials"] > 0
    assert SECRET not in given.redacted.decode()
    assert given.capture == b""


def test_what_the_requester_wants_hidden_or_left_out_is():
    both = log("first@a.example", "second@a.example").encode()
    given = read(both, Wish(bytes(32), ("numbers",), chosen=("second@a.example",)))
    assert [call.call_id for call in given.reading.calls if call.chosen] == ["second@a.example"]
    assert "first@a.example" not in given.redacted.decode()
    assert "+442079460123" not in given.redacted.decode()


MANY = [f"{number}@a.example" for number in range(12)]


@pytest.mark.parametrize(
    "data", [log(*MANY).encode(), captured([ip(udp(message(one))) for one in MANY])], ids=["log", "pcap"]
)
def test_of_many_calls_nothing_leaves_before_one_is_chosen(data: bytes):
    given = read(data, WISH)
    assert len(given.reading.calls) == len(MANY)
    assert given.reading.to_choose
    assert (given.redacted, given.capture) == (b"", b"")


KEPT_ALIVE = [ip(udp(message(f"alive-{number}@a.example", "OPTIONS"))) for number in range(MOST_CHOSEN)]
CALLED = [ip(udp(message("called@a.example")))]


def test_a_few_of_any_kind_are_all_chosen_and_of_more_the_calls():
    few = read(captured(KEPT_ALIVE[1:] + CALLED), WISH).reading
    more = read(captured(KEPT_ALIVE + CALLED), WISH).reading
    assert len(few.call_ids) == MOST_CHOSEN
    assert more.call_ids == ("called@a.example",)


def test_a_list_of_calls_tells_what_its_codes_mean():
    rows = "Start Time;SIP Call-ID;SIP Code\n2026-11-21 10:00:01;abc-123@a.example;503\n"
    (sign,) = read(rows.encode(), WISH).reading.signs
    assert "503" in sign.text.format(**sign.values)


def test_of_very_many_calls_those_that_failed_are_listed():
    good = [f"good-{number}@a.example" for number in range(MOST_CALLS + 5)]
    taken = log(*good).replace("SIP/2.0 488 Not Acceptable Here", "SIP/2.0 200 OK")
    reading = read((taken + log("bad@a.example")).encode(), WISH).reading
    assert len(reading.calls) == MOST_CALLS
    assert reading.calls[-1].call_id == "bad@a.example"
    assert reading.notes[-1].values == {"count": str(MOST_CALLS + 6), "most": str(MOST_CALLS)}


def test_for_the_requesters_own_eyes_nothing_is_taken_out():
    assert SECRET in read(log().encode(), Wish(bytes(32), redact=False)).redacted.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in it"),
        (b"PK\x03\x04" + bytes(99), "do not open archives"),
        (bytes(5_000), "nothing in it|cannot read this kind"),
        (b"x" * (LARGEST + 1), "more than 20 MB"),
    ],
)
def test_what_is_no_evidence_is_a_sentence(data, said):
    with pytest.raises(Refused, match=said):
        read(data, WISH)


HOSTILE = [
    "INVITE sip:a@b SIP/2.0\r\n" * 40_000,
    "Call-ID: " + "a" * 900_000,
    "<" * 1_000_000,
    "&lt;" * 250_000,
    "\\r\\n" * 250_000,
    "call-id=" * 120_000,
    "a,b;c\t" * 160_000,
    '{"log":{"entries":[' * 40_000,
    "[" * 1_000_000,
    "> " * 500_000,
    " " * 999_999 + "x",
    "eyJ." * 250_000,
    "1" * 1_000_000,
    "@" * 1_000_000,
    "\x1b[" * 500_000,
    "=?utf-8?q?" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:12]) for text in HOSTILE])
def test_a_megabyte_of_anything_is_read_or_refused_within_the_limits(text: str):
    """Ten seconds of processor time are the limit: whoever meets it is refused, and this fails."""
    assert read(text.encode(), WISH).reading is not None


def test_a_file_that_takes_too_long_is_a_sentence():
    many = log(*(f"{number}@a.example" for number in range(20_000))).encode()
    with pytest.raises(Refused, match=r"limits|too long"):
        read(many, Wish(bytes(32), whole=True), seconds=1)


def test_whoever_finds_no_free_process_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(reading, "WAIT_SECONDS", 0.01)
    for _ in range(reading.AT_ONCE):
        reading._turns.acquire()
    try:
        with pytest.raises(Unavailable, match="Try again"):
            read(b"INVITE", WISH)
    finally:
        for _ in range(reading.AT_ONCE):
            reading._turns.release()
    assert read(log().encode(), WISH).reading.calls


def test_the_process_knows_nothing_of_the_web_or_the_database():
    program = "import reporter.intake.read_child, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=True, env={}, text=True)
    loaded = set(done.stdout.split())
    assert "reporter.evidence.recognised" in loaded
    assert not {"flask", "sqlalchemy", "pydantic", "mkdocs", "whoosh", "numpy", "PIL", "reporter.web"} & loaded
