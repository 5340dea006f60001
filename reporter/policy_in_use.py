"""The policy that a running process works under: the last good content of its file, whatever becomes of the file."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from reporter.errors import LiferingError, Misconfigured
from reporter.policy.model import Policy
from reporter.policy.source import PolicySource
from reporter.policy_file import PolicyWatch

LOOK_AGAIN = 1.0  # seconds between looks at the file
NOT_JUDGED = "The policy could not be judged, and that is a mistake of ours: see the log."
log = logging.getLogger("lifering.policy")


@dataclass(frozen=True)
class Refusal:
    """What the file holds `since` then (noticed; aware UTC) is no policy: every mistake, a sentence each."""

    since: datetime
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class InUse:
    """`since`: when it took its place here, aware UTC. `refused`: why the file's content did not take it over."""

    policy: Policy
    since: datetime
    refused: Refusal | None = None


class Kept(NamedTuple):
    """A policy as it is stored: its packed source, and when it took its place last, aware UTC."""

    text: str
    loaded_at: datetime


class Store(Protocol):
    """Where policies are kept, so that tickets can name the one they were promised under. Raises Unavailable."""

    def keep(self, text: str, policy_hash: str, now: datetime) -> None: ...
    def last(self) -> Kept | None: ...


class CurrentPolicy:
    """Called, it gives what is in use, and looks at the file about once a second. Safe for many threads: one of them
    looks, reads and judges, and nobody waits for it. A new policy is stored, then it takes its place.

    `read` gives the file's content and `judge` the policy of it, both raise Misconfigured; `now` gives aware UTC."""

    def __init__(
        self,
        file: Path,
        *,
        read: Callable[[Path], PolicySource],
        judge: Callable[[PolicySource], Policy],
        now: Callable[[], datetime],
        pause: float = LOOK_AGAIN,
    ) -> None:
        """Reads the file. `wrong` then tells every mistake in it; it is None for a good one."""
        self._file, self._judge, self._now, self._pause = file, judge, now, pause
        self._watch = PolicyWatch(file, read)
        self._lock = threading.Lock()
        self.wrong: Misconfigured | None = None
        try:
            self._source = self._watch.read()
            self._policy = judge(self._source)
        except Misconfigured as error:
            self.wrong = error

    def begin(self, store: Store) -> None:
        """Work under what was read; when that is wrong, under the last good policy of the store. Raises Misconfigured
        when there is none, and Unavailable."""
        self._store = store
        self._in_use = self._last_good(self.wrong) if self.wrong else self._taken(self._source, self._policy)
        self._looked = time.monotonic()

    def __call__(self) -> InUse:
        if time.monotonic() - self._looked >= self._pause and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looked = time.monotonic()
                self._lock.release()
        return self._in_use

    def _last_good(self, wrong: Misconfigured) -> InUse:
        kept = self._store.last()
        try:
            policy = self._judge(PolicySource.unpack(kept.text)) if kept else None
        except Misconfigured:  # it was good by the rules of another version
            policy = None
        if kept is None or policy is None:
            raise wrong
        return self._refused(InUse(policy, kept.loaded_at), str(wrong))

    def _look(self) -> None:
        if not self._watch.changed():
            return
        try:
            self._in_use = self._next()
        except Misconfigured as error:
            if self._watch.holds():
                self._in_use = self._refused(self._in_use, str(error))
        except LiferingError as error:
            self._watch.again()
            log.warning("policy not taken yet: %s", error)
        except Exception:  # a server outlives a mistake in what judges the file
            log.exception("policy not judged")
            self._in_use = self._refused(self._in_use, NOT_JUDGED)

    def _next(self) -> InUse:
        source = self._watch.read()
        if source.hash == self._in_use.policy.hash:
            return self._mended()
        policy = self._judge(source)
        return self._taken(source, policy) if self._watch.holds() else self._in_use

    def _taken(self, source: PolicySource, policy: Policy) -> InUse:
        now = self._now()
        self._store.keep(source.pack(), policy.hash, now)
        log.info("policy in use %s", policy.hash[:12])
        return InUse(policy, now)

    def _mended(self) -> InUse:
        if self._in_use.refused:
            log.info("policy mended: it is the one in use, %s", self._in_use.policy.hash[:12])
        return replace(self._in_use, refused=None)

    def _refused(self, good: InUse, told: str) -> InUse:
        """Mistakes that follow on others do not change since when the file is refused. Nobody outside needs to know
        the folder it lies in."""
        mistakes = tuple(told.replace(str(self._file), self._file.name).split("\n"))
        log.error("policy refused, %s stays: %s (mistakes: %d)", good.policy.hash[:12], mistakes[0], len(mistakes))
        since = good.refused.since if good.refused else self._now()
        return replace(good, refused=Refusal(since, mistakes))
