"""A process that dies at any moment: what it acknowledged is there and whole, of the rest there is all or nothing."""

import os
import random
import signal
import sqlite3
import time
from contextlib import contextmanager

import pytest

from reporter.storage.database import Database
from reporter.storage.schema import REVISIONS, _upgrade, bring_up_to_date, revision
from reporter.storage.tables import evidence_bytes, outbox
from tests.fakes import NOW
from tests.integration.storage.building import NO_CAPS, begin, give, messages_of, open_here, rows, ticket_of

ROUNDS = 20


@contextmanager
def a_child(work):
    """Runs `work(write)` in a child process and gives the file of what it wrote. The child never returns."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            work(lambda line: os.write(write_end, f"{line}\n".encode()))
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        yield child, said
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def send_for_ever(folder, write):
    storage = open_here(folder, **NO_CAPS)
    while True:
        draft_id = begin(storage)
        file = give(storage, draft_id, os.urandom(2000))
        ticket = ticket_of(draft_id, files=(file,))
        write(f"begun {draft_id}")
        storage.tickets.submit(ticket, messages_of(ticket), network="net")
        write(f"sent {draft_id}")


def is_whole(storage, ticket):
    (file,) = ticket.files
    waiting = dict(storage.files.waiting(10**6))
    told = [row for row in rows(storage, outbox) if row.ticket_id == ticket.id]
    return len(ticket.events) == 1 and len(told) == 2 and len(storage.files.read(waiting[file.id])) == file.size


@pytest.mark.slow
def test_a_kill_at_any_moment_of_a_submit_leaves_whole_tickets(tmp_path):
    dice = random.Random()
    begun, sent = set(), set()
    for _ in range(ROUNDS):
        with a_child(lambda write: send_for_ever(tmp_path, write)) as (child, said):
            lines = [said.readline() for _ in range(dice.randrange(4, 10))]
            time.sleep(dice.uniform(0, 0.03))
            os.kill(child, signal.SIGSTOP)
            os.kill(child, signal.SIGKILL)
            lines = [line.split() for line in lines + said.readlines()]
        begun |= {draft_id for word, draft_id in lines if word == "begun"}
        sent |= {draft_id for word, draft_id in lines if word == "sent"}
    storage = open_here(tmp_path)
    for draft_id in sent:
        assert is_whole(storage, storage.tickets.of_draft(draft_id))
    for draft_id in begun - sent:
        ticket = storage.tickets.of_draft(draft_id)
        assert is_whole(storage, ticket) if ticket else len(storage.files.of_draft(draft_id)) == 1
    for row in rows(storage, evidence_bytes):
        assert storage.files.read(row.sha256)
    storage.close()
    assert len(sent) > ROUNDS
    with sqlite3.connect(tmp_path / "lifering.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.slow
def test_a_kill_at_any_moment_of_a_migration_leaves_the_old_schema_or_the_new(tmp_path):
    dice = random.Random()
    for number in range(ROUNDS // 2):
        folder = tmp_path / str(number)

        def migrate(write, folder=folder):
            write("ready")
            open_here(folder)

        with a_child(migrate) as (child, said):
            said.readline()
            time.sleep(dice.uniform(0, 0.12))
            os.kill(child, signal.SIGKILL)
        storage = open_here(folder)
        storage.ready()
        begin(storage)
        storage.close()


def test_a_migration_that_stops_half_way_leaves_nothing(tmp_path):
    database = Database(tmp_path, url=None, patience=1)

    def stop_half_way():
        with database.writing() as connection:
            _upgrade(connection)
            raise KeyError

    with pytest.raises(KeyError):
        stop_half_way()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    bring_up_to_date(database)
    with database.reading() as connection:
        assert revision(connection) == REVISIONS[-1]
    database.close()


def test_bytes_left_by_a_killed_upload_are_swept(tmp_path):
    storage = open_here(tmp_path)
    sha256 = storage.files._contents.put(b"nobody names this")
    assert storage.sweep(now=NOW.replace(year=2100)) == 1
    assert not storage.files._contents.has(sha256)
    storage.close()
