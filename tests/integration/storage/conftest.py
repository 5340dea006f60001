import pytest

from tests.integration.storage.building import open_here


@pytest.fixture
def storage(tmp_path):
    opened = open_here(tmp_path / "data")
    yield opened
    opened.close()
