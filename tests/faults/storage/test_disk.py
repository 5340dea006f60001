"""The disk is full, fails or was tampered with: a sentence, nothing half stored, and work goes on when it is mended."""

import os
import shutil

import pytest

from reporter.errors import Unavailable
from reporter.storage.tables import drafts, evidence, outbox, tickets
from tests.fakes import NOW
from tests.integration.storage.building import begin, give, open_here, rows, send


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_picture_that_finds_no_room_is_refused_and_leaves_nothing(storage, tmp_path, no_room):
    fill, free = no_room
    draft_id = begin(storage)
    fill()
    with pytest.raises(Unavailable, match="full"):
        give(storage, draft_id, os.urandom(100_000))
    free()
    assert storage.files.of_draft(draft_id) == ()
    assert not files_in(tmp_path / "data/evidence")
    assert give(storage, draft_id, os.urandom(100_000))


def test_a_report_that_finds_no_room_is_not_acknowledged_and_keeps_its_draft(storage, no_room):
    fill, free = no_room
    draft, key = storage.drafts.start(network="net", now=NOW, expires=NOW.replace(year=2027))
    storage.drafts.keep(draft.id, "problem", {"t": ("x",)}, revision=0, now=NOW, expires=draft.expires)
    fill()
    with pytest.raises(Unavailable, match="disk"):
        send(storage, draft.id)
    assert storage.drafts.open(key, now=NOW).steps["problem"].raw == {"t": ("x",)}
    assert not rows(storage, tickets)
    free()
    ticket = send(storage, draft.id)
    assert storage.tickets.by_id(ticket.id) == ticket
    assert len(rows(storage, outbox)) == 2


def test_a_full_database_says_so_and_recovers(storage):
    with storage.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def begin_many():
        for number in range(500):
            begin(storage, network=str(number))

    with pytest.raises(Unavailable, match="full"):
        begin_many()
    begun = len(rows(storage, drafts))
    with storage.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    begin(storage, network="more room")
    assert len(rows(storage, drafts)) == begun + 1


def test_a_missing_picture_is_said(storage, tmp_path):
    give(storage, begin(storage))
    ((_, sha256),) = storage.files.waiting(1)
    for path in files_in(tmp_path / "data/evidence"):
        path.unlink()
    with pytest.raises(Unavailable, match=f"{sha256} is missing"):
        storage.files.read(sha256)


def test_a_changed_picture_is_noticed_and_mended_by_giving_it_again(storage, tmp_path):
    give(storage, begin(storage), b"true")
    ((_, sha256),) = storage.files.waiting(1)
    (path,) = files_in(tmp_path / "data/evidence")
    path.write_bytes(b"fake")
    with pytest.raises(Unavailable, match="changed"):
        storage.files.read(sha256)
    give(storage, begin(storage), b"true")
    assert storage.files.read(sha256) == b"true"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" * 64])
def test_nothing_but_a_hash_is_read(storage, name):
    with pytest.raises(Unavailable, match="SHA-256"):
        storage.files.read(name)


def test_an_evidence_folder_that_is_gone_is_said_and_nothing_is_stored(storage, tmp_path):
    draft_id = begin(storage)
    shutil.rmtree(tmp_path / "data/evidence")
    (tmp_path / "data/evidence").write_text("in the way")
    with pytest.raises(Unavailable):
        give(storage, draft_id)
    assert not rows(storage, evidence)


def test_a_data_folder_that_cannot_be_is_said(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(Unavailable, match="data"):
        open_here(tmp_path / "data")


def test_a_damaged_database_is_said(tmp_path):
    (tmp_path / "lifering.db").write_bytes(b"not a database " * 1000)
    with pytest.raises(Unavailable, match="damaged"):
        open_here(tmp_path)
