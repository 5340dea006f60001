"""Our web with an empty Flask route beside it, in one waitress: `python -m bench.beside_empty DESCRIPTOR`."""

import sys
from socket import socket

import waitress
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bench.floor import THREADS
from reporter.app import make_web, open_house
from reporter.config import read_settings

EMPTY = "/empty"


def nothing() -> Flask:
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    return app


def main() -> None:
    both = DispatcherMiddleware(make_web(open_house(read_settings())), {EMPTY: nothing()})
    waitress.create_server(both, sockets=[socket(fileno=int(sys.argv[1]))], threads=THREADS, ident=None).run()


if __name__ == "__main__":
    main()
