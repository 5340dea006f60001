"""Several engines asked the same questions in turn, so that whatever else the machine does falls on all of them."""

import gc
import random
import time
from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from bench.engines import Engine, Way

SEED = 20261122
WARM_UP = 1  # questions
ROUNDS = 3
LEAST = 5  # questions that the slowest engine is asked too
Times = Mapping[int, float]
"""Milliseconds by the number of the question, the median of its rounds. A slow engine was not asked all."""


class Stopwatch:
    """One engine's times, within its seconds."""

    def __init__(self, engine: Engine, seconds: float) -> None:
        self._engine = engine
        self._left = seconds
        self._taken: dict[int, list[float]] = {}

    def ask(self, number: int, question: str, way: Way) -> None:
        if self._left <= 0 and len(self._taken) >= LEAST:
            return
        began = time.perf_counter()
        self._taken.setdefault(number, []).append(self._engine.ask(question, way).milliseconds)
        self._left -= time.perf_counter() - began

    def times(self) -> Times:
        return {number: median(taken) for number, taken in self._taken.items()}


def asked(engines: Sequence[Engine], questions: Sequence[str], way: Way, *, seconds: float) -> dict[str, Times]:
    """Every question to every engine that knows the way, in ROUNDS, all in random order, while its `seconds` last."""
    chance = random.Random(SEED)
    engines = [engine for engine in engines if way in engine.ways]
    for engine in engines:
        for question in questions[:WARM_UP]:
            engine.ask(question, way)
    watches = [Stopwatch(engine, seconds) for engine in engines]
    gc.collect()
    gc.freeze()  # what the engines hold is not looked through again while one of them is timed
    for _ in range(ROUNDS):
        for number in chance.sample(range(len(questions)), len(questions)):
            for watch in chance.sample(watches, len(watches)):
                watch.ask(number, questions[number], way)
    gc.unfreeze()
    return {engine.name: watch.times() for engine, watch in zip(engines, watches, strict=True)}


def p95(times: Times) -> float:
    return quantiles(times.values(), n=20, method="inclusive")[-1]


def times_slower(slow: Times, fast: Times) -> float:
    """One p95 by the other, over the questions that both were asked."""
    both = slow.keys() & fast.keys()
    return p95({number: slow[number] for number in both}) / p95({number: fast[number] for number in both})
