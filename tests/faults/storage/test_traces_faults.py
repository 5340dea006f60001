"""Traces when the disk is full or the program dies: nothing half kept, and no original that nobody asked to keep."""

import os
import random
import signal
import time
from datetime import UTC, datetime

import pytest

from reporter.errors import Unavailable
from reporter.storage.originals import forget_originals
from reporter.storage.tables import evidence, evidence_bytes
from tests.fakes import NOW
from tests.faults.storage.test_disk import files_in
from tests.faults.storage.test_killed import ROUNDS, a_child
from tests.integration.storage.building import NO_CAPS, begin, give_trace, messages_of, open_here, rows, send, ticket_of
from tests.traces import a_reading

LARGE = 100_000


@pytest.mark.parametrize("large", ["sealed", "redacted", "capture"])
def test_a_trace_that_finds_no_room_is_refused_and_leaves_nothing(storage, tmp_path, no_room, large):
    fill, free = no_room
    draft_id, changes = begin(storage), {large: os.urandom(LARGE)}
    fill()
    with pytest.raises(Unavailable, match="full"):
        give_trace(storage, draft_id, **changes)
    free()
    assert storage.files.of_draft(draft_id) == ()
    assert not files_in(tmp_path / "data/evidence")
    assert give_trace(storage, draft_id, **changes)


def test_a_choice_that_finds_no_room_leaves_the_one_before(storage, tmp_path, no_room):
    fill, free = no_room
    draft_id = begin(storage)
    file, before = give_trace(storage, draft_id), files_in(tmp_path / "data/evidence")
    fill()
    with pytest.raises(Unavailable, match="full"):
        storage.files.settle_trace(
            draft_id, file.id, reading=a_reading(form="other"), redacted=b"small", capture=os.urandom(LARGE)
        )
    free()
    assert storage.files.of_draft(draft_id) == (file,)
    assert sorted(files_in(tmp_path / "data/evidence")) == sorted(before)


def test_an_original_that_is_gone_is_said(storage, tmp_path):
    file = give_trace(storage, begin(storage))
    for path in files_in(tmp_path / "data/evidence"):
        path.unlink()
    with pytest.raises(Unavailable, match="missing"):
        storage.files.read_original(file, now=NOW)


def test_a_report_is_taken_though_its_original_cannot_be_deleted_at_once(storage, tmp_path, monkeypatch):
    draft_id = begin(storage)
    file = give_trace(storage, draft_id)

    def fail(_):
        raise Unavailable("The server's disk fails.")

    with monkeypatch.context() as broken:
        broken.setattr(storage.files._contents, "remove", fail)
        ticket = send(storage, draft_id, files=(file,))
    assert ticket.files[0].original == ""
    assert storage.files.read(file.original)
    assert swept(storage, tmp_path) == 1
    with pytest.raises(Unavailable, match="missing"):
        storage.files.read(file.original)


def swept(storage, folder):
    """How many bytes that no row names were deleted, all of them being old."""
    written = datetime.now(UTC)
    for path in files_in(folder / "data/evidence"):
        os.utime(path, (written.timestamp() - 3700, written.timestamp() - 3700))
    return storage.sweep(now=written)


def test_killed_between_the_row_and_the_bytes_an_original_is_swept(storage, tmp_path):
    draft_id = begin(storage)
    file = give_trace(storage, draft_id)
    storage.files.keep_original(draft_id, file.id, 1)
    send(storage, draft_id, files=(file,))
    with storage.database.writing() as connection:  # as far as purge_originals comes
        assert forget_originals(connection, now=NOW.replace(year=2027)) == [file.original]
    assert swept(storage, tmp_path) == 1


def send_for_ever(folder, write):
    storage = open_here(folder / "data", **NO_CAPS)
    while True:
        draft_id = begin(storage)
        file = give_trace(storage, draft_id, os.urandom(2000), redacted=os.urandom(500), capture=os.urandom(500))
        storage.files.settle_trace(
            draft_id, file.id, reading=a_reading(form="settled"), redacted=os.urandom(500), capture=os.urandom(500)
        )
        ticket = ticket_of(draft_id, files=(file,))
        write(f"begun {draft_id}")
        storage.tickets.submit(ticket, messages_of(ticket), network="net")
        write(f"sent {draft_id}")


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_whole_traces_and_no_original_of_a_ticket(tmp_path):
    dice, sent = random.Random(), set()
    for _ in range(ROUNDS):
        with a_child(lambda write: send_for_ever(tmp_path, write)) as (child, said):
            lines = [said.readline() for _ in range(dice.randrange(2, 8))]
            time.sleep(dice.uniform(0, 0.03))
            os.kill(child, signal.SIGSTOP)
            os.kill(child, signal.SIGKILL)
            sent |= {line.split()[1] for line in lines + said.readlines() if line.startswith("sent")}
    storage = open_here(tmp_path / "data")
    assert len(sent) > ROUNDS / 2
    for draft_id in sent:
        (file,) = storage.tickets.of_draft(draft_id).files
        assert (file.original, file.reading.form) == ("", "settled")
    copies = rows(storage, evidence_bytes)
    for row in rows(storage, evidence):
        roles = {copy.role for copy in copies if copy.evidence_id == row.id}
        assert roles == {"redacted", "capture"} | ({"original"} if row.ticket_id is None else set())
    named = {copy.sha256 for copy in copies}
    assert all(storage.files.read(sha256) for sha256 in named)
    swept(storage, tmp_path)
    assert len(files_in(tmp_path / "data/evidence")) == len(named)
    storage.close()
