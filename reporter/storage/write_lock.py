"""One writer at a time, first come first served.

SQLite lets waiting writers sleep and try again, which is where its slow tail comes from: with two processes of four
threads the slowest of a hundred submits took 35 to 230 ms, with these queues 13 to 24 ms. The threads of a process
queue here; the first of them waits for the lock file that all processes share, where the kernel keeps the queue, and
keeps it for a few turns of the others, because giving it back and taking it again costs every one of them."""

import fcntl
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread

from reporter.errors import Unavailable

TURNS_IN_A_ROW = 8  # of one process while others may wait


class WriteLock:
    """`patience`: the longest anybody waits, in seconds. Not re-entrant."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._patience = patience
        self._threads = _Queue()
        self._ours = False  # this process has the lock file; changed only by whoever has the turn
        self._turns = 0  # since it has it
        self._processes = _FileLock(path)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises Unavailable when the turn does not come in time."""
        deadline = time.monotonic() + self._patience
        if not self._threads.enter(self._patience):
            raise self._too_long()
        try:
            if not self._ours and not self._processes.take(max(0.0, deadline - time.monotonic())):
                raise self._too_long()
            self._ours, self._turns = True, self._turns + 1
            yield
        finally:
            if self._turns >= TURNS_IN_A_ROW:
                self._let_others()
            self._threads.leave(self._let_others)

    def close(self) -> None:
        self._processes.close()

    def _let_others(self) -> None:
        """Give the lock file back to the other processes."""
        if self._ours:
            self._processes.give_back()
        self._ours, self._turns = False, 0

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

    def leave(self, when_idle: Callable[[], None]) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                when_idle()
                self._busy = False

    def _give_up(self, turn: Lock) -> bool:
        """False when the turn came in the last moment."""
        with self._mutex:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True


class _FileLock:
    """flock with a time limit, which the kernel does not offer: when the lock is not free, a thread of its own waits
    for it, and gives it back when nobody wants it any more. One thread at a time may take it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._mutex = Lock()
        self._granted = Lock()
        self._granted.acquire()
        self._asked = False  # a thread waits in the kernel's queue
        self._wanted = False  # somebody waits for that thread

    def take(self, patience: float) -> bool:
        with self._mutex:
            if not self._asked:
                try:
                    fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    self._asked = True
                    Thread(target=self._wait, args=(os.dup(self._file),), daemon=True).start()
                else:
                    return True
            self._wanted = True
        granted = self._granted.acquire(timeout=patience)
        with self._mutex:
            self._wanted = False
            return granted or self._granted.acquire(blocking=False)

    def give_back(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._file)

    def _wait(self, same_file: int) -> None:
        try:
            fcntl.flock(same_file, fcntl.LOCK_EX)
            with self._mutex:
                self._asked = False
                if self._wanted:
                    self._granted.release()
                else:
                    fcntl.flock(same_file, fcntl.LOCK_UN)
        finally:
            os.close(same_file)
