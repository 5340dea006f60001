"""`mkdocs serve` answers the search box itself, and follows what is written."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from reporter.site.init import new_project

PATIENCE = 180  # seconds

Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    new_project(folder)
    return folder


@pytest.fixture(scope="module")
def ask(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    temporary = tmp_path_factory.mktemp("tmp")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (temporary / "log").open("wb+")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env=os.environ | {"TMPDIR": str(temporary), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        stdout=log,
        stderr=subprocess.STDOUT,
        # Where the tests themselves run in the background, a shell has had SIGINT ignored: a child would inherit it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no thread holds a lock here
    )

    def ask(place: str = "api/search", **query: object) -> tuple[int, dict[str, Any]]:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", f"/{place}?{urlencode(query)}")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, json.loads(body) if answer.headers["Content-Type"] == "application/json" else {}

    try:
        wait_for(lambda: ask(q="call")[0] == 200, what="an answer")
        yield ask
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(PATIENCE)
        log.seek(0)
        told = log.read().decode()
        log.close()
    assert "Search: indexed" in told
    assert [path.name for path in temporary.iterdir()] == ["log"]


def wait_for(found: Callable[[], object], *, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if found():
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{what} did not come")


def test_what_was_just_written_is_found(ask: Ask, project: Path):
    status, told = ask(q="xylophones")
    assert (status, told["hits"]) == (200, [])
    article = next((project / "docs").glob("*.md"))
    article.write_text(article.read_text("utf-8") + "\n\n## Xylophones\n\nThey ring in <b>C</b> & D.\n", "utf-8")
    wait_for(lambda: ask(q="xylophones")[1]["hits"], what="the new section")
    hit = ask(q="xylophones", limit=1)[1]["hits"][0]
    assert hit["title"] == "Xylophones"
    assert "<mark" not in hit["title"]
    assert "&amp; D" in hit["passage"]


def test_a_bad_request_gets_a_sentence(ask: Ask):
    assert ask(q="call", limit="many") == (400, {"error": "limit must be a number from 1 to 50."})


def test_the_site_is_served_as_ever(ask: Ask):
    assert ask("")[0] == 200
    assert ask("api/nothing")[0] == 404
