import fcntl
import time
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from reporter.errors import Unavailable
from reporter.storage.write_lock import WriteLock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


@contextmanager
def another_process(path):
    """Another open file of the lock, which is all that another process is to it."""
    with path.open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        yield


@contextmanager
def a_lock(path, patience=60.0):
    lock = WriteLock(path, patience=patience)
    yield lock
    lock.close()


def is_free(path):
    with path.open("a") as other:
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def until(condition):
    while not condition():
        time.sleep(0.001)


def test_threads_get_their_turn_in_the_order_they_came(path):
    served = []

    def serve(lock, number):
        with lock.held():
            served.append(number)

    with a_lock(path) as lock:
        threads = [Thread(target=serve, args=(lock, number)) for number in range(8)]
        with lock.held():
            for number, thread in enumerate(threads):
                thread.start()
                until(lambda number=number: len(lock._threads._waiting) == number + 1)
        for thread in threads:
            thread.join()
    assert served == list(range(8))


def test_one_holds_it_at_a_time(path):
    inside, most = [], []

    def enter(lock):
        for _ in range(200):
            with lock.held():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    with a_lock(path) as one, a_lock(path) as two:
        threads = [Thread(target=enter, args=(lock,)) for lock in (one, one, two, two)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(most) == 800
    assert set(most) == {1}


def test_waiting_for_a_thread_ends_with_a_sentence_and_does_not_spoil_the_queue(path):
    with a_lock(path, patience=0.05) as lock:
        with lock.held(), pytest.raises(Unavailable, match="busy"), lock.held():
            pass
        with lock.held():
            assert not is_free(path)
        assert is_free(path)


def test_waiting_for_a_process_ends_with_a_sentence_each_time(path):
    with a_lock(path, patience=0.05) as lock:
        with another_process(path):
            for _ in range(3):
                with pytest.raises(Unavailable, match="busy"), lock.held():
                    pass
        until(lambda: not lock._processes._asked)  # the lock came and was given back
        with lock.held():
            assert not is_free(path)
        assert is_free(path)


def test_a_lock_that_comes_when_nobody_wants_it_any_more_is_given_back(path):
    with a_lock(path, patience=0.05) as lock:
        with another_process(path), pytest.raises(Unavailable), lock.held():
            pass
        until(lambda: not lock._processes._asked)
        assert is_free(path)


def test_a_process_that_waits_gets_the_lock_when_the_other_is_done(path):
    entered = Event()

    def enter(lock):
        with lock.held():
            entered.set()

    with a_lock(path) as lock:
        thread = Thread(target=enter, args=(lock,))
        with another_process(path):
            thread.start()
            until(lambda: lock._processes._asked)
            assert not entered.is_set()
        thread.join()
    assert entered.is_set()


def test_an_error_inside_gives_the_lock_back(path):
    with a_lock(path) as lock:
        with pytest.raises(KeyError), lock.held():
            raise KeyError
        with lock.held():
            pass
