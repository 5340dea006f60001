"""`/api/search` beside an empty Flask route of the same server, asked in turn over connections that are kept open.

The site has about 3,000 sections. Each round has a server of its own, warmed up by other texts, and asks it:

- cold: titles of real problems, whole and cut off where somebody may have typed so far, each for the first time;
- again: the same once more, when the answers are at hand;
- visitors: what comes in while many type (`search_http_visitors`), so some for the first time and some not.
"""

import random
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

from bench.beside_empty import EMPTY
from bench.interleaved import SEED
from bench.judged import questions
from bench.pages import written
from bench.place import Server, environment, folder, serving
from bench.result import Result, median_of
from bench.search_http_visitors import Ask, search, visitors
from bench.search_speed import typed
from bench.sites import ours
from reporter.site.release import current_release
from search.index.facts import read_facts

PAGES = 400
ROUNDS, WARM_UP = 5, 300
VISITORS = 100  # a round: as many as a busy site has in ten minutes
GOAL = 1.5


@dataclass
class Times:
    """Milliseconds, each of ours beside one of the empty route."""

    ours: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)


def run() -> list[Result]:
    settings = ours(written(PAGES))
    release = current_release(settings.data)
    sections = read_facts(release.index).sections
    articles = list(release.titles.values())
    env = environment(data=settings.data, mkdocs=settings.mkdocs, policy=settings.policy, trusted_proxies=1)
    rounds: dict[str, list[Times]] = {}
    with folder("http") as home:
        for number in range(ROUNDS):
            for name, times in a_round(home, env, articles, number).items():
                rounds.setdefault(name, []).append(times)
    return [result for name, times in rounds.items() for result in told(f"http, {sections:,} sections, {name}", times)]


def a_round(home: Path, env: dict[str, str], articles: Sequence[str], number: int) -> dict[str, Times]:
    chance = random.Random(SEED + number)
    titles, _ = questions()
    kinds = {
        "question": [Ask(search(text), "10.0.0.1") for text in dict.fromkeys(titles)],
        "typing": [Ask(search(text, way="typing"), "10.0.0.1") for text in dict.fromkeys(typed(titles))],
    }
    other = [Ask(search(title), "10.0.0.2") for title in chance.sample(articles, WARM_UP)]
    with serving("bench.beside_empty", cwd=home, env=env, ask="/healthz") as server:
        compared(server, other, chance)
        found = {
            f"{kind}, {again}": compared(server, asks, chance)
            for again in ("cold", "again")
            for kind, asks in kinds.items()
        }
    with serving("bench.beside_empty", cwd=home, env=env, ask="/healthz") as server:
        compared(server, other, chance)
        come = list(visitors([*articles, *titles], VISITORS, seed=SEED + number))
        found["as visitors type"] = compared(server, come, chance, shuffled=False)
    return found


def compared(server: Server, asks: Sequence[Ask], chance: random.Random, *, shuffled: bool = True) -> Times:
    times = Times()
    empty = Ask(f"{EMPTY}/", "10.0.0.3")
    with (
        closing(HTTPConnection("127.0.0.1", server.port)) as one,
        closing(HTTPConnection("127.0.0.1", server.port)) as two,
    ):
        for ask in chance.sample(asks, len(asks)) if shuffled else asks:
            turns = [(one, ask, times.ours), (two, empty, times.empty)]
            for connection, asked_for, taken in chance.sample(turns, len(turns)):
                taken.append(asked(connection, asked_for))
    return times


def asked(connection: HTTPConnection, ask: Ask) -> float:
    """Milliseconds until the whole answer is there."""
    began = time.perf_counter()
    connection.request("GET", ask.path, headers={"Accept-Encoding": "gzip", "X-Forwarded-For": ask.address})
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{ask.path}: {answer.status}")
    return took


def told(name: str, rounds: Sequence[Times]) -> list[Result]:
    goal = None if name.endswith("again") else GOAL
    return [
        median_of(
            f"{name}: p95 to an empty route's",
            [p95(one.ours) / p95(one.empty) for one in rounds],
            "ratio",
            at_most=goal,
        ),
        median_of(
            f"{name}: p50 to an empty route's", [median(one.ours) / median(one.empty) for one in rounds], "ratio"
        ),
        median_of(f"{name}: p95", [p95(one.ours) for one in rounds], "ms"),
        median_of(f"{name}: p50", [median(one.ours) for one in rounds], "ms"),
        median_of(f"{name}: p95 of an empty route", [p95(one.empty) for one in rounds], "ms"),
    ]


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]
