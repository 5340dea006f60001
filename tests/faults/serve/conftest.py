"""A real SMTP server, and what every real start needs."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.delivery.conftest import free_port, mailbox, server
from tests.running import LIFERING, ROOMY, ROOT, Running, environment, start

__all__ = ["mailbox", "server"]


@dataclass
class Place:
    """A data folder and a port for one reporter after the other."""

    folder: Path
    env: dict[str, str]
    running: Running | None = None

    @property
    def data(self) -> Path:
        return Path(self.env["LIFERING_DATA"])

    def start(self, **settings: str) -> Running:
        """`lifering serve`, ready to take reports."""
        self.env.update(settings)
        port = int(self.env["LIFERING_PORT"])
        self.running = start([LIFERING, "serve"], cwd=ROOT, env=self.env, port=port, log=self.folder / "log")
        return self.running


@pytest.fixture
def place(tmp_path, server):
    settings = {
        "LIFERING_DATA": str(tmp_path / "var"),
        "LIFERING_PORT": str(free_port()),
        "LIFERING_MAIL": f"smtp://127.0.0.1:{server.port}",
    }
    here = Place(tmp_path, environment(**ROOMY, **settings))
    yield here
    if here.running:
        here.running.end()
