"""A second `make serve` with nothing changed: from its start to the first answer of /healthz, beside the time one
Python takes to import the same modules, those that the parent and its web child hold by then.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping

from bench.place import KEPT, PATIENCE, ROOT, environment, first_answer, folder
from bench.result import Result, median_of, not_measured

TIMES = 7
GOAL = 1.5
NAME = "start: second `make serve` to the same imports"
LOADED = """
import json, sys
import reporter.cli.serve, reporter.cli.build, reporter.site.freshness, reporter.cli.children
from reporter.app import make_web, open_house
from reporter.config import read_settings
from reporter.cli import main
make_web(open_house(read_settings()))
print(json.dumps([name for name in sys.modules if not name.startswith("__")]))
"""
IMPORT = """
import importlib, json, sys
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except ImportError:
        pass  # a module that another one made by hand, such as six.moves
"""


def run() -> list[Result]:
    if not shutil.which("make"):
        print("  Not measured: there is no make on this machine.")
        return [not_measured(NAME, "ratio", f"<= {GOAL:g}")]
    with folder("start") as data:
        (KEPT / "own").mkdir(parents=True, exist_ok=True)
        (data / "builds").symlink_to(KEPT / "own" / "builds")
        env = environment(data=data, port=free_port())
        serve(env)  # builds what is not built, makes the database, compiles the byte code
        modules = loaded(env)
        starts, imports = [], []
        for number in range(TIMES):
            starts.append(serve(env))
            imports.append(importing(modules, env))
            print(f"  {number + 1}/{TIMES}: make serve {starts[-1]:.2f} s, imports {imports[-1]:.2f} s")
    ratios = [start / imported for start, imported in zip(starts, imports, strict=True)]
    return [
        median_of(NAME, ratios, "ratio", at_most=GOAL),
        median_of("start: second `make serve`", starts, "s"),
        median_of(f"start: importing the same {len(modules)} modules", imports, "s"),
    ]


def serve(env: Mapping[str, str]) -> float:
    """Seconds from `make serve` to the first answer; then everything that was started is told to stop."""
    port = int(env["LIFERING_PORT"])
    command = ["make", "--silent", "serve", f"PORT={port}", f"DATA={env['LIFERING_DATA']}"]
    began = time.perf_counter()
    made = subprocess.Popen(
        command, cwd=ROOT, env=env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, made)
        return time.perf_counter() - began
    finally:
        os.killpg(made.pid, signal.SIGTERM)
        made.wait(PATIENCE)


def wait_for(port: int, made: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 3 * PATIENCE
    while made.poll() is None and time.monotonic() < until:
        try:
            first_answer(port, "/healthz")
        except ConnectionError:
            time.sleep(0.005)
        else:
            return
    raise RuntimeError(f"`make serve` gave no answer on port {port}")


def loaded(env: Mapping[str, str]) -> list[str]:
    """Every module there is when /healthz answers, in the order of loading."""
    found = subprocess.run([sys.executable, "-c", LOADED], env=env, cwd=ROOT, capture_output=True, check=True)
    modules: list[str] = json.loads(found.stdout)
    return modules


def importing(modules: list[str], env: Mapping[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORT], env=env, cwd=ROOT, input=json.dumps(modules).encode(), check=True)
    return time.perf_counter() - began


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
