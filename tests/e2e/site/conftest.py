"""A small server on loopback: a built release as plain files, and beside it the search API, which can go away."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from reporter.policy.load import load_policy
from reporter.site.build import build_release
from reporter.site.release import Release, current_release
from reporter.web.hits import answer_data
from search.retrieval.hits import Answer
from search.retrieval.query import Searcher
from search.retrieval.question import Way
from tests.e2e.conftest import PATIENCE

ROOT = Path(__file__).parents[3]


class Served(ThreadingHTTPServer):
    """`api` is "up", or how it fails: "missing" (404), "html" (200, no JSON), "other" (other JSON), "silent"."""

    daemon_threads = True
    api = "up"

    def __init__(self, release: Release, find: Callable[[str, Way], Answer]) -> None:
        super().__init__(("127.0.0.1", 0), partial(Files, directory=str(release.site)))
        self.release = release
        self.find = find
        self.asked: list[str] = []  # paths, in the order they came
        self.outcomes: list[dict[str, str]] = []
        self.closing = Event()
        scripts = " ".join(f"'{value}'" for value in release.manifest.script_hashes)
        self.policy = f"default-src 'self'; script-src 'self' {scripts}; img-src 'self' data:"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Files(SimpleHTTPRequestHandler):
    server: Served

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        path = urlsplit(self.path).path
        if path == "/api/search":
            self._search()
        elif path == "/sitemap.xml":
            self._answer("application/xml", self.server.release.sitemap(self.server.url))
        elif path == "/journey/":
            shell = self.server.release.shell
            step = '<h1>Your problem</h1><p><label for="t">In one line</label> <input id="t" name="t"></p>'
            self._answer("text/html", f"{shell.top}<title>Step</title>{shell.middle}{step}{shell.bottom}")
        else:
            super().do_GET()

    def _search(self) -> None:
        if self.server.api == "up":
            asked = parse_qs(urlsplit(self.path).query)
            query = asked["q"][0]
            self._answer("application/json", json.dumps(answer_data(query, self.server.find(query, asked["way"][0]))))
        elif self.server.api == "html":
            self._answer("text/html", "<!doctype html><title>Not here</title>")
        elif self.server.api == "other":
            self._answer("application/json", '{"error": "Not here"}')
        elif self.server.api == "silent":
            self.server.closing.wait(20)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.outcomes.append(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def _answer(self, media_type: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(text.encode())

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.server.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed between the tests' dots."""


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Our own knowledge base, built once."""
    data = tmp_path_factory.mktemp("data")
    policy = load_policy((ROOT / "policy.yml").read_text(encoding="utf-8"))
    build_release(mkdocs_file=ROOT / "mkdocs.yml", data=data, policy=policy)
    return current_release(data)


@pytest.fixture
def server(release: Release) -> Iterator[Served]:
    searcher = Searcher.open(release.index)
    searcher.answer("warm", limit=1, way="question")  # the first takes longest: the box's worker waits four seconds
    served = Served(release, lambda query, way: searcher.answer(query, limit=15, way=way))
    thread = Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield served
    served.closing.set()
    served.shutdown()
    served.server_close()
    thread.join()
    searcher.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def troubles(page: Page, server: Served) -> list[str]:
    """What a browser complains of, and what it asks of other hosts: to be empty at the end of a test."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((server.url, "data:")) else found.append(asked.url))
    return found
