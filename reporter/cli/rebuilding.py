"""The site follows the policy: built anew beside the children of `lifering serve` when the file was changed."""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from reporter.errors import Misconfigured

if TYPE_CHECKING:
    from reporter.config import Settings
    from reporter.policy_file import PolicyWatch

LOOK_AGAIN = 1.0  # seconds between looks at the file
BUILD = [sys.executable, "-m", "reporter.cli", "build", "--if-changed"]
GIVES_UP = 10.0  # seconds a build gets to leave


@dataclass
class Rebuilding:
    """One build at a time, in a process of its own: the parent goes on watching its children. A bad policy starts none,
    and the children say so; a build that fails leaves the last good site in use."""

    settings: "Settings"
    watch: "PolicyWatch"
    process: "subprocess.Popen[bytes] | None" = None
    looked: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Cheap: to be called again and again."""
        if time.monotonic() - self.looked < LOOK_AGAIN:
            return
        self.looked = time.monotonic()
        if self.process is None:
            if self.watch.changed() and self._is_good():
                self.process = subprocess.Popen(BUILD)  # noqa: S603 - our own interpreter and module
        elif (code := self.process.poll()) is not None:
            self.process = None
            if code:
                click.secho(
                    "The site's pages show the policy as it was before: mend what is named above, then run "
                    "`lifering build`.",
                    fg="red",
                    err=True,
                )

    def stop(self) -> None:
        """Leaves the release in use as it is."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(GIVES_UP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _is_good(self) -> bool:
        from reporter.config import promise_of

        try:
            promise_of(self.watch.read(), self.settings)
        except Misconfigured:
            return False
        return self.watch.holds()


def rebuilding(settings: "Settings") -> Rebuilding:
    """What is in the file now is built already. Raises Misconfigured with every mistake in it."""
    from reporter.config import policy_source, promise_of
    from reporter.policy_file import PolicyWatch

    watch = PolicyWatch(settings.policy, policy_source)
    promise_of(watch.read(), settings)
    return Rebuilding(settings, watch)
