"""Searches are counted a moment later, together: nobody who searches or sends a report waits for it."""

import logging
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from reporter.errors import LiferingError
from reporter.insights.ports import Insights, SearchRecord
from reporter.insights.scrub import scrub

PAUSE = 2.0  # seconds between writes
MOST_WAITING = 10_000  # records; a crash or a disk that fails loses at most these
_log = logging.getLogger(__name__)


class BufferedInsights:
    """The port in front of a store. `record` takes queries as typed, never fails and never waits; `flush` scrubs what
    has gathered and writes it."""

    def __init__(self, store: Insights) -> None:
        self._store = store
        self._waiting: deque[SearchRecord] = deque(maxlen=MOST_WAITING)
        self._stop = threading.Event()
        self._writer = threading.Thread(target=self._write_on, name="insights", daemon=True)

    def start(self) -> None:
        self._writer.start()

    def record(self, records: Sequence[SearchRecord]) -> None:
        self._waiting.extend(records)

    def gaps(self, limit: int) -> tuple[tuple[str, int], ...]:
        return self._store.gaps(limit)

    def flush(self) -> None:
        """Raises Unavailable; what was to be written is then tried again."""
        gathered = [self._waiting.popleft() for _ in range(len(self._waiting))]
        scrubbed = [replace(record, query=scrub(record.query)) for record in gathered]
        try:
            if gathered:
                self._store.record([record for record in scrubbed if record.query])
        except LiferingError:
            self._waiting.extendleft(reversed(gathered))
            raise

    def close(self) -> None:
        """Write what is left."""
        self._stop.set()
        if self._writer.is_alive():
            self._writer.join()
        self._try()

    def _write_on(self) -> None:
        while not self._stop.wait(PAUSE):
            self._try()

    def _try(self) -> None:
        try:
            self.flush()
        except LiferingError as error:
            _log.warning("searches not counted: %s", error)
