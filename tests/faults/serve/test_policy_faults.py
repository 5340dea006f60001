"""The policy file under a running reporter becomes garbage, goes away and comes back; a child dies meanwhile, and the
site cannot be built."""

import json
import os
import shutil
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from reporter.site.init import new_project
from tests.faults.serve.http_client import HttpClient
from tests.faults.serve.test_serve_faults import child, visitor_of
from tests.integration.web.report import to_ticket
from tests.integration.web.visitor import Visitor
from tests.running import ROOT, Running, answer, run, until

pytestmark = pytest.mark.slow
GARBAGE = (
    b"",
    b"organisation: {}\n",
    b"\x00\xff" * 4000,
    b"a: &a [*a, *a]\n",
    b"[" * 100_000,
    b"organisation: !!python/object:os.x\n",
)


@dataclass
class Project:
    """A small site of its own beside its policy."""

    folder: Path

    @property
    def policy(self) -> Path:
        return self.folder / "policy.yml"

    def puts(self, data: bytes) -> None:
        """As an editor does that renames."""
        beside = self.folder / "policy.new"
        beside.write_bytes(data)
        beside.replace(self.policy)

    def renames(self, name: str) -> None:
        """And its first level."""
        text = (ROOT / "policy.yml").read_text("utf-8")
        assert "name: Calls are down" in text
        self.puts(text.replace("Harbour Voice", name).replace("name: Calls are down", f"name: {name} is down").encode())


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    new_project(folder)
    shutil.copy(ROOT / "policy.yml", folder)
    return Project(folder)


@pytest.fixture
def running(place, project):
    names = {"LIFERING_MKDOCS": project.folder / "mkdocs.yml", "LIFERING_POLICY": project.policy}
    return place.start(**{name: str(path) for name, path in names.items()})


def told(running: Running) -> dict[str, object]:
    """What readiness says of the policy; it must stay ready."""
    with urlopen(f"{running.url}/readyz", timeout=60) as response:
        parts = json.load(response)["parts"]
    return parts["policy"]


def shows(running: Running, path: str, words: str) -> bool:
    found = HttpClient(running.url).get(path)
    return found.status_code == 200 and words in found.text


def test_garbage_in_the_policy_file_fails_no_request_and_the_next_good_one_is_in_journey_and_pages(running, project):
    over = threading.Event()

    def ask(path: str) -> set[int]:
        codes = set()
        while not over.is_set():
            codes.add(answer(running.url + path))
        return codes

    with ThreadPoolExecutor(3) as threads:
        asking = [threads.submit(ask, path) for path in ("/report/", "/report/problem", "/")]
        try:
            for data in GARBAGE:
                before = told(running)
                project.puts(data)
                until(lambda: told(running) != before, what="a refusal")  # noqa: B023 - asked at once
                assert "refused_since" in told(running)
            project.policy.unlink()
            until(lambda: "cannot be read" in str(told(running)["says"]), what="the file to be missed")
            visitor = to_ticket(visitor_of(running))
            assert "Harbour Voice" in visitor.page.findtext(".//title", "")
            project.renames("Quay Voice")
            until(lambda: shows(running, "/report/problem", "Quay Voice"), what="the journey")
            until(lambda: shows(running, "/support/severities/", "Quay Voice is down"), what="the pages")
            assert "refused_since" not in told(running)
        finally:
            over.set()
        assert [task.result(120) for task in asking] == [{200}] * len(asking)
    assert "Traceback" not in running.said()
    assert running.stop() == 0


def test_a_child_that_dies_while_the_policy_is_wrong_comes_back_under_the_last_good_one(running, project, place):
    project.puts(b"organisation: {}\n")
    until(lambda: "refused_since" in told(running), what="a refusal")
    for role in ("web", "worker"):
        killed = child(running, role)
        os.kill(killed, signal.SIGKILL)
        until(lambda: child(running, role) not in {0, killed}, what="another child")  # noqa: B023 - asked at once
    until(lambda: answer(f"{running.url}/readyz") == 200, what="both children")
    assert "refused_since" in told(running)
    assert to_ticket(visitor_of(running)).status == 200
    assert running.stop() == 0

    refused = run("serve", env=place.env)
    assert refused.returncode == 1
    assert "organisation.name: is missing" in refused.stderr


def test_a_site_that_cannot_follow_the_policy_stays_and_is_told(running, project, place):
    index = project.folder / "docs/index.md"
    before = index.read_text("utf-8")
    index.write_text('---\ntitle: "never closed\n---\n# Start\n', "utf-8")
    project.renames("Quay Voice")
    until(lambda: shows(running, "/report/problem", "Quay Voice"), what="the journey")
    until(lambda: "show the policy as it was before" in running.said(), what="the failed build")
    assert "index.md:2" in running.said()
    assert answer(f"{running.url}/") == 200
    assert "another policy" in run("doctor", env=place.env).stdout

    index.write_text(before, "utf-8")
    assert run("build", env=place.env).returncode == 0
    until(lambda: "another policy" not in run("doctor", env=place.env).stdout)
    assert Visitor(HttpClient(running.url)).opens("/").status == 200  # type: ignore[arg-type]
