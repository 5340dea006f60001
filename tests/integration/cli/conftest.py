"""The `lifering` command as a process of its own, in a small project with a built site and one ticket."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reporter.app import make_web, open_house
from reporter.config import Settings
from reporter.site.init import new_project
from tests.integration.web.report import to_ticket
from tests.integration.web.visitor import Visitor

ROOT = Path(__file__).parents[3]
PROGRAM = Path(sys.executable).with_name("lifering")


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


def run_in(folder: Path, *words: str, typed: bytes = b"", **settings: str) -> Done:
    """`typed` comes by standard input."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIFERING_")}
    given = {f"LIFERING_{name.upper()}": value for name, value in settings.items()}
    done = subprocess.run(
        [PROGRAM, *words], cwd=folder, env=kept | given, input=typed, capture_output=True, timeout=120, check=False
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, built, with the example's policy (which has the answers the visitor gives)."""
    folder = tmp_path_factory.mktemp("cli") / "project"
    new_project(folder)
    (folder / "policy.yml").write_text((ROOT / "policy.yml").read_text("utf-8"), "utf-8")
    built = run_in(folder, "build")
    assert built.code == 0, built.err
    return folder


@pytest.fixture(scope="session")
def reference(project: Path) -> str:
    """Of the one ticket in the project's data folder."""
    settings = Settings(_env_file=None, data=project / "var", policy=project / "policy.yml", disk_free_bytes=0)  # type: ignore[call-arg]
    house = open_house(settings)
    try:
        to_ticket(Visitor(make_web(house).test_client()))
        return house.storage.tickets.newest(1)[0].reference
    finally:
        house.close()


@pytest.fixture
def run(project: Path) -> Run:
    """Runs `lifering WORDS` in the project; keywords are settings."""
    return lambda *words, **settings: run_in(project, *words, **settings)


@pytest.fixture
def run_elsewhere(tmp_path: Path) -> Run:
    """The same in an empty folder."""
    return lambda *words, **settings: run_in(tmp_path, *words, **settings)
