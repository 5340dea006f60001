"""Somebody else holds the database, or has changed it."""

import sqlite3
from contextlib import closing

import pytest

from reporter.errors import Misconfigured, Unavailable
from tests.integration.storage.building import begin, open_here, send


def test_a_locked_database_is_said_in_bounded_time_and_reading_goes_on(tmp_path):
    storage = open_here(tmp_path, patience=0.1)
    ticket, draft_id = send(storage), begin(storage)
    with closing(sqlite3.connect(tmp_path / "lifering.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="locked by another program"):
            send(storage, draft_id)
        assert storage.tickets.by_id(ticket.id) == ticket
    assert send(storage, draft_id).id != ticket.id
    storage.close()


def test_a_newer_schema_is_refused_with_a_sentence_and_left_alone(tmp_path):
    storage = open_here(tmp_path)
    send(storage)
    with storage.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    storage.close()
    before = (tmp_path / "lifering.db").read_bytes()
    with pytest.raises(Misconfigured, match="newer version of Lifering"):
        open_here(tmp_path)
    assert (tmp_path / "lifering.db").read_bytes() == before


def test_more_threads_than_connections_wait_for_one(tmp_path, monkeypatch):
    monkeypatch.setattr("reporter.storage.database.CONNECTIONS", 1)
    storage = open_here(tmp_path, patience=0.1)
    with storage.database.reading(), pytest.raises(Unavailable, match="in use"):
        begin(storage)
    begin(storage)
    storage.close()
