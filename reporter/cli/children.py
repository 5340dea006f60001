"""The two children of `lifering serve`: `python -m reporter.cli.children web|worker [descriptor]`."""

import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType

import waitress

from reporter.app import House, make_web, make_worker, open_house
from reporter.config import read_settings
from reporter.errors import LiferingError

LOOK_FOR_PARENT = 1.0  # seconds
CONNECTIONS = 1000
IDLE = 120  # seconds until a silent connection is closed
HEADERS_BYTES = 64 * 1024


def run_web(descriptor: int) -> None:
    """Serve on an inherited listening socket until SIGTERM, then finish the requests that were begun."""
    house = _open()
    listener = socket.socket(fileno=descriptor)
    server = waitress.create_server(
        make_web(house),
        sockets=[listener],
        threads=house.settings.threads,
        url_prefix=house.settings.url_prefix,
        ident=None,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        max_request_header_size=HEADERS_BYTES,
        max_request_body_size=house.settings.upload_draft_bytes + 2_000_000,
        clear_untrusted_proxy_headers=False,  # ProxyFix reads them, as many hops as the settings trust
    )
    house.insights.start()
    signal.signal(signal.SIGTERM, _leave)
    try:
        server.run()  # returns on SystemExit, after the running requests
    finally:
        server.close()
        house.close()


def run_worker() -> None:
    """Run the worker until SIGTERM or Ctrl+C, then finish what is in hand."""
    house = _open()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        make_worker(house).run(stop)
    finally:
        house.close()


def _open() -> House:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return open_house(read_settings())


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _end_with(parent: int) -> None:
    """A child whose parent was killed must not go on alone and hold the port."""
    stop = threading.Event()
    while os.getppid() == parent:
        stop.wait(LOOK_FOR_PARENT)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group: the parent decides
    try:
        if sys.argv[1] == "web":
            run_web(int(sys.argv[2]))
        else:
            run_worker()
    except LiferingError as error:
        sys.exit(f"{sys.argv[1]}: {error}")


if __name__ == "__main__":
    main()
