"""The floor: what a small, honest Flask application needs to take a report that is ready to be sent.

This file is fixed. Nobody tunes it, neither up nor down: it is what later rates are compared with.

The same as ours: Flask's signed session cookie that names the draft, Flask-WTF's CSRF check, the draft's rows read and
parsed, every step looked for, one transaction on SQLite (WAL, synchronous=FULL, BEGIN IMMEDIATE) that writes the first
event, the projection and two outbox messages of about the same size, gives the evidence row to the ticket and deletes
the draft; then a 303 to the ticket's private address. Served by waitress with as many threads.

Left out, so that all of it counts against us: checking every answer again, the promise, caps, the repeated press, the
search record, security headers, the static site in front, a database layer, and a fair queue of writers across
processes (a lock queues the threads of this one, because SQLite's own waiting would make the floor slower).
"""

import hashlib
import json
import secrets
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from socket import socket
from threading import Lock, local
from typing import Any
from uuid import uuid4

import waitress
from flask import Flask, abort, redirect, session
from flask_wtf import CSRFProtect
from werkzeug import Response

THREADS = 8
SECRET = "a fixed secret, for the floor is open to nobody"
STEPS = {"problem", "articles", "severity", "evidence", "contact"}
SCHEMA = """
CREATE TABLE drafts (id TEXT PRIMARY KEY, key_hash TEXT NOT NULL UNIQUE, expires TEXT NOT NULL);
CREATE TABLE draft_steps (draft_id TEXT REFERENCES drafts ON DELETE CASCADE, step TEXT, raw TEXT, revision INTEGER,
  PRIMARY KEY (draft_id, step));
CREATE TABLE tickets (id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, draft_id TEXT NOT NULL UNIQUE,
  submitted TEXT NOT NULL, status TEXT NOT NULL, projection TEXT NOT NULL);
CREATE TABLE events (ticket_id TEXT REFERENCES tickets ON DELETE CASCADE, number INTEGER, kind TEXT, at TEXT, data TEXT,
  PRIMARY KEY (ticket_id, number));
CREATE TABLE evidence (id TEXT PRIMARY KEY, draft_id TEXT REFERENCES drafts ON DELETE CASCADE,
  ticket_id TEXT REFERENCES tickets ON DELETE CASCADE, sha256 TEXT, name TEXT, media_type TEXT, size INTEGER);
CREATE INDEX evidence_of_draft ON evidence (draft_id);
CREATE TABLE outbox (id TEXT PRIMARY KEY, ticket_id TEXT REFERENCES tickets ON DELETE CASCADE, kind TEXT,
  message_id TEXT, recipient TEXT, data TEXT, state TEXT, due_at TEXT, attempts INTEGER);
CREATE INDEX outbox_due ON outbox (state, due_at);
"""


def connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=5, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def make_floor(database: Path) -> Flask:
    app = Flask("floor")
    app.config.update(SECRET_KEY=SECRET, SESSION_COOKIE_SAMESITE="Lax")
    CSRFProtect(app)
    mine, turn = local(), Lock()

    @app.post("/report/review")
    def send() -> Response:
        if not hasattr(mine, "connection"):
            mine.connection = connect(database)
        draft, steps, files = read(mine.connection, session.get("draft", ""))
        if set(steps) != STEPS:
            abort(422)
        reference, key = secrets.token_hex(4), secrets.token_urlsafe(18)
        ticket = ticket_of(draft, steps, files, reference, key)
        with turn:
            write(mine.connection, draft, ticket, steps["contact"]["email"][0])
        return redirect(f"/tickets/{reference}/{key}", 303)

    return app


def read(connection: sqlite3.Connection, key: str) -> tuple[str, dict[str, Any], list[Any]]:
    """The draft's id, its steps and the files that belong to it."""
    rows = connection.execute(
        "SELECT d.id, s.step, s.raw FROM drafts d JOIN draft_steps s ON s.draft_id = d.id"
        " WHERE d.key_hash = ? AND d.expires > ?",
        (hashlib.sha256(key.encode()).hexdigest(), datetime.now(UTC).isoformat()),
    ).fetchall()
    if not rows:
        abort(404)
    draft = rows[0][0]
    files = connection.execute("SELECT * FROM evidence WHERE draft_id = ?", (draft,)).fetchall()
    return draft, {step: json.loads(raw) for _, step, raw in rows}, files


def ticket_of(draft: str, steps: dict[str, Any], files: list[Any], reference: str, key: str) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "reference": reference,
        "key_hash": hashlib.sha256(key.encode()).hexdigest(),
        "status": "new",
        "submitted": datetime.now(UTC).isoformat(),
        "promise": {"first_answer_by": datetime.now(UTC).isoformat()},
        "email": steps["contact"]["email"][0],
        "report": {"draft_id": draft, "policy_hash": hashlib.sha256(b"policy").hexdigest(), **steps, "files": files},
    }


def write(connection: sqlite3.Connection, draft: str, ticket: dict[str, Any], email: str) -> None:
    ticket_id, at, data = ticket["id"], ticket["submitted"], json.dumps(ticket)
    messages = (("ticket_to_support", "support@harbourvoice.example"), ("ticket_to_requester", email))
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?)", (ticket_id, ticket["reference"], draft, at, "new", data)
        )
        connection.execute("INSERT INTO events VALUES (?, 1, 'submitted', ?, ?)", (ticket_id, at, data))
        connection.execute("UPDATE evidence SET draft_id = NULL, ticket_id = ? WHERE draft_id = ?", (ticket_id, draft))
        connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))
        connection.executemany(
            "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, '{}', 'due', ?, 0)",
            [(uuid4().hex, ticket_id, kind, f"<{ticket_id}.1@floor.example>", to, at) for kind, to in messages],
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def main() -> None:
    """`python -m bench.floor DATABASE DESCRIPTOR`"""
    server = waitress.create_server(
        make_floor(Path(sys.argv[1])), sockets=[socket(fileno=int(sys.argv[2]))], threads=THREADS, ident=None
    )
    server.run()


if __name__ == "__main__":
    main()
