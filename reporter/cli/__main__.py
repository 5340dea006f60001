"""`python -m reporter.cli`: the `lifering` command of this very interpreter. SIGTERM ends it in order."""

import signal
import sys

from reporter.cli import main

signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by an exception, so that a build ends its own child
main()
