"""`lifering serve`: a parent that runs web and worker, restarts what dies, and drains both when it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from reporter.errors import LiferingError, Misconfigured

if TYPE_CHECKING:
    from reporter.cli.rebuilding import Rebuilding
    from reporter.config import Settings

HEAD_START = 1.0  # seconds in which the web has the machine to itself
DRAIN = 20.0  # seconds a child gets to finish what it has begun
LONGEST_REST = 30.0  # seconds before a child that keeps dying is started again
STEADY = 60.0  # seconds a child must live to count as steady
LOOK = 0.2  # seconds between looks at the children


@click.command()
@click.option("--policy", type=click.Path(dir_okay=False, path_type=Path), help="The support promise to serve.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(policy: Path | None, host: str | None, port: int | None) -> None:
    """Run everything: the knowledge base, the reporter and the delivery of tickets.

    Builds the site first if it changed, and again when the policy does. Stops on Ctrl+C or SIGTERM after finishing what
    was begun.
    """
    for name, value in (("POLICY", policy), ("HOST", host), ("PORT", port)):
        if value is not None:
            os.environ[f"LIFERING_{name}"] = str(value)
    web = Child("web")
    parent = Parent(web, Child("worker"))
    parent.start()  # the web imports what it needs while we read the settings
    try:
        _run(parent, web)
    finally:
        parent.stop()


def _run(parent: "Parent", web: "Child") -> None:
    from reporter.cli.rebuilding import rebuilding
    from reporter.config import read_settings

    settings = read_settings()
    parent.pages = rebuilding(settings)
    with _listen(settings) as listener:  # kept open here: while the web restarts, the kernel keeps visitors waiting
        web.lend(listener)
        _build_if_changed(settings)
        click.echo(f"Lifering answers on {settings.public_url} (Ctrl+C stops it).")
        parent.watch()


@click.command()
def worker() -> None:
    """Deliver messages, check pictures and read incidents, without the web."""
    from reporter.cli.children import run_worker

    run_worker()


def _listen(settings: "Settings") -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise Misconfigured(
            f"LIFERING_PORT: cannot listen on {settings.host}:{settings.port} ({error.strerror}). Choose another port."
        ) from error
    listener.listen(1024)
    return listener


def _build_if_changed(settings: "Settings") -> None:
    """A broken article must not take the last good site down; without any site, the page says so until it is mended."""
    from reporter.cli.build import build_site

    try:
        manifest = build_site(settings, if_changed=True)
        if manifest:
            click.echo(f"Built {manifest.pages} pages and {manifest.sections} sections.")
    except LiferingError as error:
        click.secho(f"The site could not be built. {error}", fg="red", err=True)


@dataclass
class Child:
    """One process. `rest` grows while it keeps dying young. The web is lent the listening socket over `line`."""

    role: str
    process: "subprocess.Popen[bytes] | None" = None
    line: socket.socket | None = None
    listener: socket.socket | None = None
    born: float = 0.0
    again_at: float = 0.0
    rest: float = 1.0

    def start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "reporter.cli.children", self.role, str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - our own module
        self.line, self.born = ours, time.monotonic()
        if self.listener:
            self.lend(self.listener)

    def lend(self, listener: socket.socket) -> None:
        """Hand the listening socket on; also to whoever takes the place of this process."""
        self.listener = listener
        if self.line:
            socket.send_fds(self.line, [b"listener"], [listener.fileno()])

    def look(self) -> None:
        """Start it again if it died, after a rest."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif self.process.poll() is not None:
            self.rest = 1.0 if now - self.born > STEADY else min(self.rest * 2, LONGEST_REST)
            click.secho(f"The {self.role} stopped ({self.process.returncode}); again in {self.rest:.0f} s.", err=True)
            self.process, self.again_at = None, now + self.rest


@dataclass
class Parent:
    """The web is started at once, because visitors wait for it; the worker a little later."""

    web: Child
    worker: Child
    pages: "Rebuilding | None" = None

    def start(self) -> None:
        signal.signal(signal.SIGTERM, self._leave)
        signal.signal(signal.SIGINT, self._leave)
        self.web.start()
        self.worker.again_at = time.monotonic() + HEAD_START

    def watch(self) -> None:
        while True:
            self.web.look()
            self.worker.look()
            if self.pages:
                self.pages.look()
            time.sleep(LOOK)

    def stop(self) -> None:
        if self.pages:
            self.pages.stop()
        running = [child.process for child in (self.web, self.worker) if child.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + DRAIN
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        """Also out of a build that is under way. A second signal must not cut the draining short."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise SystemExit(0)
