"""Drafts that only wait for the last press, with cookie and token of whoever wrote them: ours and the floor's."""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from uuid import uuid4

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from PIL import Image

from bench.floor import SCHEMA, connect, make_floor
from reporter.app import House, make_web, open_house
from reporter.config import Settings
from reporter.journey.answers import Raw
from reporter.policy.model import Policy

Shot = dict[str, str]
TOGETHER = 20  # reports of one network, below what one network may send in an hour
WEEK = timedelta(days=7)


def our_shots(settings: Settings, count: int) -> list[Shot]:
    """`count` drafts written through the storage, each with its picture."""
    house = open_house(settings)
    try:
        app = make_web(house)
        return [shot(app, a_draft(house, number), number) for number in range(count)]
    finally:
        house.close()


def floor_shots(database: Path, policy: Policy, count: int) -> list[Shot]:
    connection = connect(database)
    connection.executescript(SCHEMA)
    connection.execute("BEGIN")
    keys = [a_floor_draft(connection, policy, number) for number in range(count)]
    connection.execute("COMMIT")
    connection.close()
    app = make_floor(database)
    return [shot(app, key, number) for number, key in enumerate(keys)]


def shot(app: Flask, key: str, number: int) -> Shot:
    """What the browser of this draft's writer would send. Each network sends TOGETHER of them."""
    with app.test_request_context():
        session["draft"] = key
        session.permanent = True
        token = generate_csrf()
        response = app.make_response("")
        app.session_interface.save_session(app, session, response)
    block = number // TOGETHER
    network = f"10.{block >> 8}.{block & 255}.7"
    return {"cookie": response.headers["Set-Cookie"].partition(";")[0], "token": token, "network": network}


def answers(policy: Policy, number: int) -> dict[str, Raw]:
    """A complete report, as typed; every one with an address of its own."""
    return {
        "problem": {
            "problem_type": ("calls",),
            "title": ("Callers cannot hear us on incoming calls",),
            "seen": ("They hear silence; we hear them well. It began after the new router was put in place.",),
            "did": ("Answered a call on a desk phone",),
            "expected": ("Both sides hear each other",),
            "since_date": (f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}",),
            "since_time": ("08:15",),
            "zone": ("Europe/London",),
        },
        "articles": {"choice": ("continue",), "read": ("audio/one-way-audio/",), "searched": ("one way audio",)},
        "severity": {"ticked": (policy.severities[0].examples[0].key,)},
        "evidence": {"call_ids": ("a84b4c76e66710@192.0.2.10\n7c02a9e4-11aa@pbx.example.net",)},
        "contact": {
            "name": ("Ada Example",),
            "email": (f"ada{number}@customer.example",),
            "phone": ("+44 20 7946 0999",),
            "customer": ("Example Ltd",),
            "zone": ("Europe/Berlin",),
        },
    }


def a_draft(house: House, number: int) -> str:
    """The key of a new draft."""
    now = datetime.now(UTC)
    drafts, files, network = house.storage.drafts, house.storage.files, f"network {number // TOGETHER}"
    draft, key = drafts.start(network=network, now=now, expires=now + WEEK)
    for step, raw in answers(house.policy, number).items():
        drafts.keep(draft.id, step, raw, revision=0, now=now, expires=now + WEEK)
    files.accept(
        draft.id,
        _picture(),
        name="screen.png",
        media_type="image/png",
        width=8,
        height=8,
        network=network,
        now=now,
    )
    return key


def a_floor_draft(connection: sqlite3.Connection, policy: Policy, number: int) -> str:
    key, draft = token_urlsafe(18), uuid4().hex
    digest, expires = hashlib.sha256(key.encode()).hexdigest(), (datetime.now(UTC) + WEEK).isoformat()
    connection.execute("INSERT INTO drafts VALUES (?, ?, ?)", (draft, digest, expires))
    steps = [(draft, step, json.dumps(raw)) for step, raw in answers(policy, number).items()]
    connection.executemany("INSERT INTO draft_steps VALUES (?, ?, ?, 1)", steps)
    picture = _picture()
    row = (uuid4().hex, draft, hashlib.sha256(picture).hexdigest(), "screen.png", "image/png", len(picture))
    connection.execute("INSERT INTO evidence VALUES (?, ?, NULL, ?, ?, ?, ?)", row)
    return key


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()
