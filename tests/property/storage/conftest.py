import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.integration.storage.building import NO_CAPS, open_here


@pytest.fixture(scope="session")
def new_storage(tmp_path_factory):
    """Gives an empty storage for each example, copied, because migrating each time would take most of the time."""
    template = tmp_path_factory.mktemp("template")
    open_here(template).close()

    @contextmanager
    def make():
        with TemporaryDirectory() as folder:
            shutil.copy(template / "lifering.db", folder)
            storage = open_here(Path(folder), **NO_CAPS)
            try:
                yield storage
            finally:
                storage.close()

    return make
