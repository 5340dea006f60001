"""The two children of `lifering serve`: `python -m reporter.cli.children web|worker DESCRIPTOR`.

DESCRIPTOR is the line to the parent, over which it lends the web its listening socket; when the line ends, so does the
child. A test or a benchmark may start the web on a listening socket of its own instead.
"""

import logging
import os
import signal
import socket
import sys
import threading
import time

import waitress
from waitress.server import BaseWSGIServer

from reporter.app import House, make_web, make_worker, open_house
from reporter.config import read_settings
from reporter.errors import LiferingError

CONNECTIONS = 1000
LOOK = 0.2  # seconds between looks at whether to leave
FINISH = 15.0  # seconds for what has arrived before; the parent waits a little longer
IDLE = 120  # seconds until a silent connection is closed
HEADERS_BYTES = 320 * 1024  # a question of 100 kB, each of its bytes written as three, and what else is sent


def run_web(descriptor: int) -> None:
    """Serve on an inherited listening socket until SIGTERM, then answer what has arrived."""
    listener = _borrowed(descriptor)
    house = _open()
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
    leaving = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: leaving.set())
    try:
        _answer(server, leaving)
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
    """The parent does not start with a wrong policy; a child that dies must come back all the same."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return open_house(read_settings(), or_last_good=True)


def _answer(server: BaseWSGIServer, leaving: threading.Event) -> None:
    """The server's loop. Its own `run` would drop the requests that still wait for a thread when it ends."""
    while not leaving.is_set():
        server.asyncore.loop(LOOK, use_poll=True, map=server._map, count=1)  # noqa: SLF001 - what its `run` does
    server.accepting = False
    end = time.monotonic() + FINISH
    while _busy(server) and time.monotonic() < end:
        server.asyncore.loop(LOOK, use_poll=True, map=server._map, count=1)  # noqa: SLF001


def _busy(server: BaseWSGIServer) -> bool:
    channels = list(server.active_channels.values())
    return any(channel.requests or channel.total_outbufs_len for channel in channels)


def _borrowed(descriptor: int) -> socket.socket:
    """The listening socket, once the parent has one. Ends the process when the parent ends without."""
    line = socket.socket(fileno=descriptor)
    if line.family != socket.AF_UNIX:
        return line
    _, descriptors, _, _ = socket.recv_fds(line, 16, 1)
    if not descriptors:
        raise SystemExit
    _end_with(line)
    return socket.socket(fileno=descriptors[0])


def _end_with(line: socket.socket) -> None:
    """A child whose parent was killed must not go on alone and hold the port."""

    def watch() -> None:
        line.recv(1)  # nothing is sent any more: this returns when the parent is gone
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group: the parent decides
    try:
        if sys.argv[1] == "web":
            run_web(int(sys.argv[2]))
        else:
            _end_with(socket.socket(fileno=int(sys.argv[2])))
            run_worker()
    except LiferingError as error:
        sys.exit(f"{sys.argv[1]}: {error}")


if __name__ == "__main__":
    main()
