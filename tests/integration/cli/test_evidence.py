"""`lifering evidence`: the same reading as in the journey, in the terminal."""

import json
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run
from tests.integration.web.test_traces import ONE, SECRET, log

pytestmark = pytest.mark.slow
CAPTURE = Path(__file__).parents[2] / "evidence/captures/wireshark.pcap"


def test_a_person_gets_call_ids_that_can_be_copied_and_what_they_show(run: Run):
    done = run("evidence", "-", typed=log().encode())
    assert done.code == 0
    assert f"\n{ONE}\n" in done.out
    assert "488 Not Acceptable Here" in done.out
    assert "Secrets found: credentials" in done.out


def test_a_program_gets_every_call_id_with_its_kind(run: Run):
    found = json.loads(run("evidence", str(CAPTURE), "--json").out)
    assert [call["kind"] for call in found["calls"]] == ["registration", "call", "call", "registration", "call", "call"]
    assert [call["final"] for call in found["calls"]] == [200, 408, 403, 200, 403, 480]
    assert found["calls"][1]["methods"] == ["INVITE", "CANCEL", "ACK"]
    assert found["calls"][0]["first"] == "2005-07-04T09:32:52.844249+00:00"
    assert found["unsure"] == []
    assert found["redacted"]["nonces"] > 0


def test_all_of_many_calls_are_listed(run: Run):
    many = [f"call-{number:03}@10.0.0.5" for number in range(60)]
    found = json.loads(run("evidence", "-", "--json", typed=log(*many).encode()).out)
    assert [call["call_id"] for call in found["calls"]] == many


def test_what_never_came_is_null(run: Run):
    asked = log().partition("<--- Received")[0]
    (call,) = json.loads(run("evidence", "-", "--json", typed=asked.encode()).out)["calls"]
    assert call["final"] is None


def test_copies_without_secrets_are_written(run: Run, tmp_path: Path):
    text, capture = tmp_path / "out.txt", tmp_path / "out.pcap"
    done = run("evidence", "-", "--hide", "numbers", "--redacted", str(text), typed=log().encode())
    assert done.code == 0
    assert ONE in text.read_text()
    assert SECRET not in text.read_text()
    assert "+442079460123" not in text.read_text()
    assert run("evidence", str(CAPTURE), "--capture", str(capture)).code == 0
    again = json.loads(run("evidence", str(capture), "--json").out)
    assert [call["final"] for call in again["calls"]] == [200, 408, 403, 200, 403, 480]


@pytest.mark.parametrize(
    ("typed", "said"),
    [(b"PK\x03\x04 archive", "do not open archives"), (b"", "nothing in it"), (b"%PDF-1.7", "do not open documents")],
)
def test_what_is_no_evidence_is_a_sentence(run: Run, typed: bytes, said: str):
    done = run("evidence", "-", typed=typed)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_a_file_that_is_not_there_or_may_not_be_written(run: Run, tmp_path: Path):
    assert "cannot be read" in run("evidence", str(tmp_path / "none.log")).err
    done = run("evidence", "-", "--capture", str(tmp_path / "a.pcap"), typed=log().encode())
    assert done.code == 1
    assert "nothing of this kind" in done.err


def test_hostile_text_does_nothing_to_the_terminal(run: Run):
    hostile = log().replace("Not Acceptable Here", "Not\x1b[2J\x07\u202e Here")
    assert not {"\x1b", "\x07", "\u202e"} & set(run("evidence", "-", typed=hostile.encode()).out)
