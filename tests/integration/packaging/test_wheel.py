"""The wheel, in an empty environment elsewhere, is the same Lifering."""

import http.client
import os
import re
import signal
import site
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
STARTS_WITHIN = 180.0  # seconds, with the first build
SUFFIXES = {".html", ".txt", ".css", ".js", ".svg", ".woff2", ".mako", ".yml", ".md"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--quiet", "--wheel-dir", folder], cwd=ROOT, check=True)
    (made,) = folder.glob("lifering-*.whl")
    return made


@pytest.fixture(scope="session")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel. Its dependencies are lent from this one by a path file, which brings the
    packages and not the editable install of this clone: that hangs on a path file of its own, and these do not nest."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    subprocess.run(command, check=True)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return folder


def environment(**more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIFERING_", "PYTHON"))}
    return kept | more


def run(elsewhere: Path, *command: str, folder: Path) -> str:
    """What a command of that environment prints."""
    program, *rest = command
    done = subprocess.run(
        [elsewhere / "bin" / program, *rest], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_everything_that_is_no_python_is_inside_too(wheel: Path):
    listed = subprocess.run(
        ["git", "ls-files", "reporter", "search"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    needed = {name for name in listed.stdout.split() if Path(name).suffix in SUFFIXES and (ROOT / name).is_file()}
    inside = set(ZipFile(wheel).namelist())

    assert needed - inside == set()
    for kind in ("web/templates/", "web/static/", "site/theme/", "site/starter/", "delivery/templates/", "fonts/"):
        assert any(kind in name for name in needed), kind
    assert "reporter/storage/migrations/versions/v0001_first.py" in inside


def test_nothing_of_the_clone_around_the_packages_is_inside(wheel: Path):
    top = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}

    assert {name for name in top if not name.endswith(".dist-info")} == {"reporter", "search"}


def test_the_licence_and_the_command_are_inside(wheel: Path):
    archive = ZipFile(wheel)
    facts = next(name for name in archive.namelist() if name.endswith("/entry_points.txt"))

    assert "lifering = reporter.cli:main" in archive.read(facts).decode()
    assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())


def test_what_runs_elsewhere_is_the_wheel_and_not_this_clone(elsewhere: Path, tmp_path: Path):
    asked = "import reporter, search; print(reporter.__file__, search.__file__)"

    files = run(elsewhere, "python", "-c", asked, folder=tmp_path).split()

    assert len(files) == 2
    assert all(file.startswith(str(elsewhere)) for file in files)


def test_an_empty_folder_becomes_a_knowledge_base_that_is_built_and_served(elsewhere: Path, tmp_path: Path):
    assert "is a new knowledge base" in run(elsewhere, "lifering", "init", folder=tmp_path)
    assert re.match(r"Built \d+ pages", run(elsewhere, "lifering", "build", folder=tmp_path))

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(
            [elsewhere / "bin" / "lifering", "serve"],
            cwd=tmp_path,
            env=environment(LIFERING_PORT=str(port)),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            assert answer(port, "/readyz", until=200), log.read_text()
            assert "Report a problem" in answer(port, "/", until=200)
            journey = answer(port, "/report/problem", until=200)
        finally:
            server.send_signal(signal.SIGTERM)
            code = server.wait(120)

    assert "What is wrong" in journey
    assert "/static/lifering/journey.css" in journey
    assert code == 0, log.read_text()
    assert (tmp_path / "var" / "lifering.db").is_file()


def answer(port: int, path: str, *, until: int) -> str:
    """The body once the status is `until`; "" when it never is."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read().decode()
            if response.status == until:
                return body
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    return ""
