"""The final press of a report that is ready, by four people at once: our web process beside bench/floor.py.

Both are one waitress process on loopback; our worker does not run, for the floor has none either. Rounds alternate, so
that whatever else the machine does falls on both. Every press is a draft of its own, prepared before and not timed;
a ticket must stand in the database for each of them.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.drafts import Shot, floor_shots, our_shots
from bench.floor import THREADS
from bench.place import KEPT, ROOT, Server, environment, folder, serving
from bench.result import Result, median_of
from reporter.cli.build import build_site
from reporter.config import Settings, read_policy

CLIENTS = 4
ROUNDS = 21
SHOTS = 100  # in each round of each side; short rounds, so that a busy moment of the machine falls on both
WARM_UP = 120
GOAL = 0.7


@dataclass
class Side:
    name: str
    server: Server
    shots: list[Shot]
    rates: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    client: list[float] = field(default_factory=list)


def run() -> list[Result]:
    with folder("submit") as data, folder("floor") as floor, people() as crowd:
        settings = settings_of(data)
        all_shots = WARM_UP + ROUNDS * SHOTS
        print(f"  preparing 2 x {all_shots} drafts", flush=True)
        ours, theirs = our_shots(settings, all_shots), floor_shots(floor / "floor.db", read_policy(settings), all_shots)
        env = environment(data=data, policy=settings.policy, mkdocs=settings.mkdocs, threads=THREADS, trusted_proxies=1)
        with (
            serving("reporter.cli.children", "web", cwd=data, env=env, ask="/healthz") as web,
            serving("bench.floor", str(floor / "floor.db"), cwd=floor) as fixed,
        ):
            sides = (Side("ours", web, ours), Side("floor", fixed, theirs))
            measure(crowd, sides)
        check(data / "lifering.db", all_shots)
        check(floor / "floor.db", all_shots)
    return results(*sides)


def settings_of(data: Path) -> Settings:
    """Over the project's own site, built once and kept."""
    sources = {"mkdocs": ROOT / "mkdocs.yml", "policy": ROOT / "policy.yml", "_env_file": None}
    build_site(Settings(data=KEPT / "own", **sources), if_changed=True)  # type: ignore[arg-type]
    (data / "builds").symlink_to(KEPT / "own" / "builds")
    return Settings(data=data, trusted_proxies=1, disk_free_bytes=0, **sources)  # type: ignore[arg-type]


@contextmanager
def people() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.clients"]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as crowd:
        try:
            yield crowd
        finally:
            crowd.terminate()


def measure(crowd: "subprocess.Popen[str]", sides: tuple[Side, Side]) -> None:
    for side in sides:
        press(crowd, side, WARM_UP)
    for number in range(ROUNDS):
        for side in sides if number % 2 else reversed(sides):
            note(crowd, side)
        if number % 5 == 0:
            print(
                f"  round {number + 1}/{ROUNDS}: " + ", ".join(f"{side.name} {side.rates[-1]:.0f}/s" for side in sides)
            )


def note(crowd: "subprocess.Popen[str]", side: Side) -> None:
    before = side.server.cpu_seconds()
    found = press(crowd, side, SHOTS)
    after = side.server.cpu_seconds()
    side.rates.append(SHOTS / found["seconds"])
    side.milliseconds += found["milliseconds"]
    side.client.append(found["cpu_seconds"] / found["seconds"])
    if before is not None and after is not None:
        side.cpu.append((after - before) * 1000 / SHOTS)


def press(crowd: "subprocess.Popen[str]", side: Side, count: int) -> Any:
    """One round with the next `count` drafts. Any answer that is not the ticket's address ends the benchmark."""
    shots, side.shots = side.shots[:count], side.shots[count:]
    assert crowd.stdin
    assert crowd.stdout
    crowd.stdin.write(json.dumps({"port": side.server.port, "clients": CLIENTS, "shots": shots}) + "\n")
    crowd.stdin.flush()
    found = json.loads(crowd.stdout.readline())
    if found["wrong"] or len(found["milliseconds"]) != count:
        raise RuntimeError(f"{side.name}: {len(found['wrong'])} of {count} were not taken: {found['wrong'][:3]}")
    return found


def check(database: Path, expected: int) -> None:
    """Every press is a ticket with two messages, and no draft is left."""
    with closing(sqlite3.connect(database)) as connection:
        counts = "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM outbox), (SELECT count(*) FROM drafts)"
        kept = connection.execute(counts).fetchone()
    if kept != (expected, 2 * expected, 0):
        raise RuntimeError(f"{database.name}: {kept} tickets, messages and drafts instead of {expected}")


def results(ours: Side, floor: Side) -> list[Result]:
    ratios = [mine / theirs for mine, theirs in zip(ours.rates, floor.rates, strict=True)]
    return [
        median_of("submit: our rate to the floor's", ratios, "ratio", at_least=GOAL),
        *(result for side in (ours, floor) for result in facts(side)),
    ]


def facts(side: Side) -> Iterator[Result]:
    name = f"submit, {CLIENTS} clients, {side.name}"
    yield median_of(f"{name}: rate", side.rates, "1/s")
    yield median_of(f"{name}: p95", [quantiles(side.milliseconds, n=20)[-1]], "ms")
    if side.cpu:
        yield median_of(f"{name}: processor time a report", side.cpu, "ms")
    yield median_of(f"{name}: clients' share of a core", side.client, "ratio")
