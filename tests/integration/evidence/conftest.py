import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.programs import TSHARK, needed

Ask = Callable[..., set[str]]
SEVERAL = "\x1f"  # between the values of one frame


@pytest.fixture
def tshark(tmp_path: Path) -> Ask:
    """Asks tshark for the Call-IDs of a capture: `tshark(data)`."""

    def ask(data: bytes, options: Sequence[str] = ()) -> set[str]:
        file = tmp_path / "asked"
        file.write_bytes(data)
        fields = ["-T", "fields", "-e", "sip.Call-ID", "-E", f"aggregator={SEVERAL}"]
        command = [needed(TSHARK), "-r", str(file), "-Y", "sip", *fields, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        return {call_id for line in done.stdout.splitlines() for call_id in line.split(SEVERAL) if call_id}

    return ask
