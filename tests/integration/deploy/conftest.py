"""The real web process, as `lifering serve` starts it, asked over TCP with the headers a reverse proxy sets."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from reporter.policy.load import load_policy
from reporter.site.build import build_release
from reporter.site.init import new_project

ROOT = Path(__file__).parents[3]
STARTS_WITHIN = 120.0  # seconds
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
KEPT = {"revision": "0", "title": "Nothing rings"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Web:
    """A running web process. `headers` go with every request, as a proxy in front would set them."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = self.headers | {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        try:
            connection.request(method, path, body=body or None, headers=sent)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def begins_a_draft(self, path: str = "/report/problem", **headers: str) -> tuple[int, str]:
        """Status of the first thing kept, and the visitor's cookie afterwards."""
        page = self.get(path, **headers)
        token = TOKEN.search(page.text)
        assert token, page.text[:500]
        sent = {"Cookie": cookie(page), "Content-Type": "application/x-www-form-urlencoded", **headers}
        answer = self.ask("POST", f"{path}/keep", body=urlencode({"csrf_token": token[1], **KEPT}), headers=sent)
        return answer.status, cookie(answer)


def cookie(answer: Answer) -> str:
    return answer.headers.get("Set-Cookie", "").partition(";")[0]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deploy") / "project"
    new_project(folder)
    return folder


@pytest.fixture
def start(project: Path, tmp_path: Path) -> Iterator[Callable[..., Web]]:
    """Starts the web with these settings; `built`: with a site made for their base URL."""
    with ExitStack() as running:

        def _start(*, built: bool = False, **settings: str) -> Web:
            if built:
                _build(project, tmp_path, settings["base_url"])
            return running.enter_context(running_web(project, tmp_path, settings))

        yield _start


@pytest.fixture(scope="session")
def shared(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """One process for all tests that only ask."""
    settings = {
        "base_url": "https://help.example.com",
        "trusted_proxies": "1",
        "allowed_hosts": "support.example.com",
    }
    with running_web(project, tmp_path_factory.mktemp("shared"), settings) as web:
        yield web


@contextmanager
def running_web(project: Path, data: Path, settings: Mapping[str, str]) -> Iterator[Web]:
    chosen = {"data": str(data), "policy": str(project / "policy.yml"), "disk_free_bytes": "0", **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIFERING_")}
    environment |= {f"LIFERING_{name.upper()}": value for name, value in chosen.items()}
    listener = socket.create_server(("127.0.0.1", 0))
    web = Web(listener.getsockname()[1])
    command = [sys.executable, "-m", "reporter.cli.children", "web", str(listener.fileno())]
    process = subprocess.Popen(command, pass_fds=[listener.fileno()], env=environment, cwd=ROOT)
    listener.close()
    try:
        _wait_until_alive(web, process)
        yield web
    finally:
        process.terminate()
        process.wait(120)


def _build(project: Path, data: Path, base_url: str) -> None:
    policy = load_policy((project / "policy.yml").read_text("utf-8"))
    build_release(mkdocs_file=project / "mkdocs.yml", data=data, policy=policy, base_url=base_url)


def _wait_until_alive(web: Web, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if web.get("/healthz", Host="127.0.0.1").status:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the web process did not answer (exit code {process.poll()})")
