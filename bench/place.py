"""Where the benchmarks work: folders, the machine they run on, and processes that serve while one is at work."""

import os
import platform
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "bench"
"""Built sites are kept here between runs; everything else is deleted. On the disk of the project, never in memory."""
PATIENCE = 60.0  # seconds for a server's first answer
DRAIN = 20.0


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def cpu_seconds(self) -> float | None:
        """Processor time used so far; None where /proc does not tell."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return None
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def machine() -> str:
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, load average {load}, Python {platform.python_version()}, {platform.platform()}"


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A new folder that is deleted afterwards."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{name}-", dir=KEPT, ignore_cleanup_errors=True) as path:
        yield Path(path)


def environment(**settings: object) -> dict[str, str]:
    """This process's environment with these settings of ours and none that were there before."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIFERING_")}
    ours = {f"LIFERING_{name.upper()}": str(value) for name, value in settings.items()}
    return {**kept, **ours, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


@contextmanager
def serving(*command: str, cwd: Path, env: Mapping[str, str] | None = None, ask: str = "/") -> Iterator[Server]:
    """`python -m command... DESCRIPTOR`, where the descriptor is a listening socket on loopback, from its first answer
    to `ask` until the block ends. What it says goes to cwd/PORT.log."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        port = listener.getsockname()[1]
        with (cwd / f"{port}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command, str(listener.fileno())],
                pass_fds=(listener.fileno(),),
                cwd=cwd,
                env=env or environment(),
                stdout=log,
                stderr=log,
            )
        server = Server(port, process)
    try:
        first_answer(server.port, ask)
        yield server
    finally:
        end(process)


def first_answer(port: int, path: str) -> int:
    """The status of the first answer; the kernel keeps the question waiting until somebody serves."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(DRAIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
