import resource
import signal

import pytest

from tests.integration.storage.building import open_here


@pytest.fixture
def storage(tmp_path):
    opened = open_here(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def no_room():
    """No file of this process may grow beyond 64 kB, as on a disk that is full (setrlimit(2): EFBIG)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))

    def free():
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    yield fill, free
    free()
    signal.signal(signal.SIGXFSZ, handler)
