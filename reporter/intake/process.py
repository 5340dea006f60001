"""A process of its own for hostile bytes: it can end itself and nobody else."""

import subprocess
import sys
from dataclasses import dataclass

from reporter.errors import Refused, Unavailable


@dataclass(frozen=True)
class Words:
    """What the requester is told: that it took too long, that the process failed, or that there is none."""

    slow: str
    failed: str
    none: str


def answer_of(module: str, request: bytes, *, timeout: float, words: Words) -> bytes:
    """What our `module`, run in isolation and without an environment, answers to `request`; never b"". `timeout` in
    seconds on the clock. Raises Refused when it takes longer or fails, Unavailable when no process could be started."""
    try:
        done = subprocess.run(  # noqa: S603 - a module of ours; the hostile bytes are its input only
            [sys.executable, "-I", "-m", module],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(words.slow) from error
    except OSError as error:
        raise Unavailable(f"{words.none}: {error.strerror}.") from error
    if done.returncode != 0 or not done.stdout:
        raise Refused(words.failed)
    return done.stdout
