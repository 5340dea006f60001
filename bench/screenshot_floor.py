"""The floor of a screenshot's acknowledgement: what a small, honest Flask application must do before it may say "kept".

The same as ours: the form is parsed, the bytes are hashed and lie on the disk, synced, when the answer goes out; served
by waitress with as many threads. Left out, so that all of it counts against us: session and CSRF token, the draft and
its caps, the look at the picture's structure, the row in the database with its own sync, the folder's sync, headers.
"""

import hashlib
import os
import sys
from pathlib import Path
from socket import socket
from typing import IO

import waitress
from flask import Flask, Response, jsonify, request
from werkzeug.formparser import FormDataParser

from bench.floor import THREADS


def keep(folder: Path, picture: bytes) -> str:
    """The SHA-256 of the bytes, which are on the disk."""
    sha256 = hashlib.sha256(picture).hexdigest()
    descriptor = os.open(folder / sha256, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(picture)
        file.flush()
        os.fsync(descriptor)
    return sha256


def bare(folder: Path, body: IO[bytes], length: int, boundary: str) -> str:
    """The same without a server: parse, hash, sync."""
    _, _, files = FormDataParser().parse(body, "multipart/form-data", length, {"boundary": boundary})
    return keep(folder, files["screenshots"].read())


def make_floor(folder: Path) -> Flask:
    app = Flask("screenshot_floor")

    @app.post("/report/evidence/files")
    def upload() -> Response:
        return jsonify(file={"id": keep(folder, request.files["screenshots"].read())})

    return app


def main() -> None:
    """`python -m bench.screenshot_floor FOLDER DESCRIPTOR`"""
    listening = socket(fileno=int(sys.argv[2]))
    waitress.create_server(make_floor(Path(sys.argv[1])), sockets=[listening], threads=THREADS, ident=None).run()


if __name__ == "__main__":
    main()
