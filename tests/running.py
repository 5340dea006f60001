"""A real `lifering serve` in a process group of its own, and commands beside it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
LIFERING = str(Path(sys.executable).parent / "lifering")
COME_UP = 120.0  # seconds, on a busy machine
ROOMY = {  # one network and a few addresses file everything
    "LIFERING_DRAFTS_AN_HOUR": "100000",
    "LIFERING_TICKETS_AN_HOUR": "100000",
    "LIFERING_MAILS_AN_HOUR": "100000",
    "LIFERING_DISK_FREE_BYTES": "0",
}


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without any setting of ours but the given ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIFERING_")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "default", **settings}


def until(look: Callable[[], T], *, seconds: float = 120.0, what: str = "") -> T:
    """The first true value of `look`."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"waited {seconds:g} s in vain for {what or look}"
        time.sleep(0.05)


def answer(url: str) -> int:
    """The status of a GET; 0 when nobody answers."""
    try:
        with urlopen(url, timeout=30) as response:
            return response.status
    except HTTPError as error:
        with error:
            return error.code
    except (URLError, ConnectionError, TimeoutError):
        return 0


@dataclass
class Running:
    """`process` leads the group; `log` holds what the group printed."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def kill(self) -> None:
        """SIGKILL to everything at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)

    def stop(self) -> int:
        """SIGTERM to the parent alone; its exit code."""
        self.process.terminate()
        return self.process.wait(120)

    def end(self) -> None:
        if self.process.poll() is None:
            self.kill()

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def is_up(self) -> bool:
        assert self.process.poll() is None, f"it ended with {self.process.returncode}:\n{self.said()}"
        return answer(f"{self.url}/readyz") == 200


def start(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], port: int, log: Path, seconds: float = COME_UP
) -> Running:
    """Start `command` and wait until it is ready to take and deliver reports."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    running = Running(process, f"http://127.0.0.1:{port}", log)
    try:
        until(running.is_up, seconds=seconds, what="/readyz")
    except BaseException:
        running.end()
        raise
    return running


def run(*arguments: str, cwd: Path = ROOT, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A `lifering` command to its end."""
    return subprocess.run(
        [LIFERING, *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=600, check=False
    )


def shown_ticket(reference: str, *, env: Mapping[str, str], cwd: Path = ROOT) -> dict[str, Any]:
    """`lifering ticket show --json`."""
    done = run("ticket", "show", reference, "--json", cwd=cwd, env=env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
