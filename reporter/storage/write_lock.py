"""One writer at a time, first come first served.

SQLite lets waiting writers sleep and try again at random, which is where its slow tail comes from. Here the threads
of a process queue, and the first of them asks for the lock file that all processes share."""

import fcntl
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from reporter.errors import Unavailable

BETWEEN_TRIES = 0.0005  # seconds: shorter than one durable commit, so that a free lock is found at once


class WriteLock:
    """`patience`: the longest anybody waits, in seconds. Not re-entrant."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._patience = patience
        self._queue = _Queue()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises Unavailable when the turn does not come in time."""
        deadline = time.monotonic() + self._patience
        if not self._queue.enter(self._patience):
            raise self._too_long()
        try:
            self._take(deadline)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._queue.leave()

    def close(self) -> None:
        os.close(self._file)

    def _take(self, deadline: float) -> None:
        while True:
            try:
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise self._too_long() from None
                time.sleep(BETWEEN_TRIES)

    def _too_long(self) -> Unavailable:
        return Unavailable(
            f"The database is busy: no turn to write came in {self._patience:g} s. Try again in a moment."
        )


class _Queue:
    """The threads of this process in the order they came."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._waiting: deque[Lock] = deque()
        self._busy = False

    def enter(self, patience: float) -> bool:
        with self._mutex:
            if not self._busy:
                self._busy = True
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        return turn.acquire(timeout=patience) or not self._give_up(turn)

    def leave(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._busy = False

    def _give_up(self, turn: Lock) -> bool:
        """False when the turn came in the last moment."""
        with self._mutex:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True
