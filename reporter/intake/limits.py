"""What a child process that reads hostile bytes may use up."""

import contextlib
import resource


def hold_limits(*, memory: int, cpu: int) -> None:
    """From here on: so many bytes of address space, so many seconds of processor, no file written, no core dumped."""
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS does not limit address space
        resource.setrlimit(kind, (value, value))
