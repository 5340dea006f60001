from pathlib import Path

import pytest

from reporter.policy.load import load_policy


@pytest.fixture(scope="session")
def policy():
    return load_policy((Path(__file__).parents[3] / "policy.yml").read_text())
