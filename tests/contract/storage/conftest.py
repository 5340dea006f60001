import pytest

from tests.fakes import NOW
from tests.integration.storage.building import an_incident, open_here


@pytest.fixture
def storage(tmp_path):
    opened = open_here(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def incident(storage):
    published = an_incident()
    storage.incidents.replace("local", [published], now=NOW)
    return published
