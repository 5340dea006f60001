"""`/api/search` beside an empty Flask route of the same server, asked in turn over connections that are kept open.

The site has about 3,000 sections. Questions are the titles of real problems, whole and typed letter by letter.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection
from statistics import quantiles
from urllib.parse import urlencode

from bench.beside_empty import EMPTY
from bench.interleaved import SEED
from bench.judged import questions
from bench.pages import written
from bench.place import Server, environment, folder, serving
from bench.result import Result, median_of
from bench.search_speed import typed
from bench.sites import ours
from reporter.site.release import current_release
from search.facts import read_facts

PAGES = 400
ROUNDS, WARM_UP = 5, 50
GOAL = 1.5


def run() -> list[Result]:
    settings = ours(written(PAGES))
    sections = read_facts(current_release(settings.data).index).sections
    titles, _ = questions()
    some = random.Random(SEED).sample(typed(titles), len(titles))
    kinds = {"question": [search(title) for title in titles], "typing": [search(text, way="typing") for text in some]}
    env = environment(data=settings.data, mkdocs=settings.mkdocs, policy=settings.policy)
    results: list[Result] = []
    with folder("http") as home, serving("bench.beside_empty", cwd=home, env=env, ask="/healthz") as server:
        for kind, paths in kinds.items():
            results += compared(f"http, {sections:,} sections, {kind}", server, paths)
    return results


def search(text: str, **more: str) -> str:
    return "/api/search?" + urlencode({"q": text, **more})


def compared(name: str, server: Server, paths: Sequence[str]) -> Iterator[Result]:
    chance = random.Random(SEED)
    with (
        closing(HTTPConnection("127.0.0.1", server.port)) as one,
        closing(HTTPConnection("127.0.0.1", server.port)) as two,
    ):
        for path in paths[:WARM_UP]:
            asked(one, path), asked(two, f"{EMPTY}/")
        rounds = [a_round(one, two, chance.sample(paths, len(paths)), chance) for _ in range(ROUNDS)]
    ours, empty = [p95(times) for times, _ in rounds], [p95(times) for _, times in rounds]
    ratios = [mine / other for mine, other in zip(ours, empty, strict=True)]
    yield median_of(f"{name}: p95 to an empty route's", ratios, "ratio", at_most=GOAL)
    yield median_of(f"{name}: p95", ours, "ms")
    yield median_of(f"{name}: p95 of an empty route", empty, "ms")


def a_round(
    one: HTTPConnection, two: HTTPConnection, paths: Sequence[str], chance: random.Random
) -> tuple[list[float], list[float]]:
    ours, empty = [], []
    for path in paths:
        turns = [(one, path, ours), (two, f"{EMPTY}/", empty)]
        for connection, asked_for, times in chance.sample(turns, len(turns)):
            times.append(asked(connection, asked_for))
    return ours, empty


def asked(connection: HTTPConnection, path: str) -> float:
    """Milliseconds until the whole answer is there."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return took


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]
