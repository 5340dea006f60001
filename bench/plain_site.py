"""A site and nothing else: WhiteNoise under waitress, as our own server has it, over a folder with compressed copies.

`python -m bench.plain_site FOLDER DESCRIPTOR`
"""

import sys
from collections.abc import Callable, Iterable
from socket import socket
from typing import Any

import waitress
from whitenoise import WhiteNoise

from bench.floor import THREADS


def nothing(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return []


def main() -> None:
    site = WhiteNoise(nothing, root=sys.argv[1], index_file=True, max_age=60)
    listener = socket(fileno=int(sys.argv[2]))
    waitress.create_server(site, sockets=[listener], threads=THREADS, ident=None).run()


if __name__ == "__main__":
    main()
