"""How long does an answer take? Ours beside other engines in one process, asked in turn, at three sizes.

Each gives the top 10 with title and passage. lunr is timed inside Node, around Material's own worker. Questions are the
titles of real problems, then these with their bodies, and titles typed letter by letter from the third one on. Ratios
are of p95 over the questions that both engines were asked: a slow engine is stopped when its time is used up. While one
types, bm25s and stock Whoosh are not asked: the one knows no prefixes, the other took seconds for one.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.corpus import Corpus, of_size
from bench.engines import Engine, Way
from bench.engines.stock_whoosh import StockWhoosh
from bench.interleaved import SEED, Times, asked, p95, times_slower
from bench.judged import questions
from bench.peers import FUSED, LEXICAL, engines
from bench.place import ROOT, environment, folder
from bench.result import Result, median_of

SIZES = (3_000, 30_000, 100_000)
LARGEST = SIZES[-1]
SECONDS = 3.0  # for each engine, size and kind of question
TYPED, FIRST_LETTERS = 200, 3
OPENED = 3  # times, in a process of its own each
QUESTIONS = 1_000
NO_SLOWER = {3_000: 1.0, 30_000: 1.5, LARGEST: 1.5}  # than tantivy
FASTER = {"SQLite FTS5": 20, "lunr (Node)": 60}  # at the largest size
FUSED_WITHIN, OPEN_WITHIN, PRIVATE = 5, 100, 80  # ms, ms, MB at the largest size

Measured = Mapping[str, Mapping[str, Times]]
"""By kind of question and engine."""


@dataclass(frozen=True)
class Kind:
    name: str
    way: Way
    questions: Sequence[str]


def run() -> list[Result]:
    return [result for size in SIZES for result in at_size(of_size(size))]


def kinds() -> list[Kind]:
    titles, problems = questions()
    return [
        Kind("title", "question", titles),
        Kind("title and body", "question", problems),
        Kind("typing", "typing", typed(titles)),
    ]


def typed(titles: Sequence[str]) -> list[str]:
    """Some of all that stands in the box while the titles are typed."""
    every = [title[:end] for title in titles for end in range(FIRST_LETTERS, len(title) + 1)]
    return random.Random(SEED).sample(every, min(TYPED, len(every)))


def at_size(corpus: Corpus) -> list[Result]:
    size = len(corpus.sections)
    print(f"  {corpus.told}: building", flush=True)
    with folder("speed") as home:
        found = [*engines(), StockWhoosh()]
        built(found, corpus, home)
        try:
            measured = {kind.name: asked(found, kind.questions, kind.way, seconds=SECONDS) for kind in kinds()}
        finally:
            for engine in found:
                engine.close()
        show(corpus, measured)
        name = f"speed, {corpus.told}"
        return [*facts(name, measured), *goals(name, size, measured), *footprint(name, size, home / "lifering")]


def built(found: Sequence[Engine], corpus: Corpus, home: Path) -> None:
    """Ours and lunr in processes of their own, so these begin."""
    apart = [engine for engine in found if engine.name in {LEXICAL, FUSED, "lunr (Node)"}]
    for engine in [*apart, *(engine for engine in found if engine not in apart)]:
        engine.build(corpus.sections, home)
    for engine in found:
        engine.ready()


def show(corpus: Corpus, measured: Measured) -> None:
    table = Table(f"{corpus.told}: p50 / p95 in ms", *measured)
    names = dict.fromkeys(name for engines in measured.values() for name in engines)
    for name in names:
        table.add_row(name, *(told(engines.get(name)) for engines in measured.values()))
    Console(width=120).print(table)


def told(times: Times | None) -> str:
    return f"{median(times.values()):.3g} / {p95(times):.3g} ({len(times)})" if times else "not asked"


def facts(name: str, measured: Measured) -> Iterator[Result]:
    for kind, found in measured.items():
        for engine, times in found.items():
            yield Result(f"{name}, {kind}: p50, {engine}", median(times.values()), "ms", detail=True)
            yield Result(f"{name}, {kind}: p95, {engine}", p95(times), "ms", detail=engine != LEXICAL)


def goals(name: str, size: int, measured: Measured) -> Iterator[Result]:
    for kind, found in measured.items():
        ours = found[LEXICAL]
        most = 1.0 if kind == "typing" else NO_SLOWER[size]
        ratio = times_slower(ours, found["tantivy"])
        yield median_of(f"{name}, {kind}: our p95 to tantivy's", [ratio], "ratio", at_most=most)
        for engine in found.keys() - {LEXICAL, FUSED, "tantivy"}:
            least = FASTER.get(engine) if size == LARGEST and kind != "typing" else None
            ratio = times_slower(found[engine], ours)
            yield median_of(f"{name}, {kind}: times faster than {engine}", [ratio], "ratio", at_least=least)
        if kind != "typing":
            most = FUSED_WITHIN if size == LARGEST else None
            yield median_of(f"{name}, {kind}: with vectors, p95", [p95(found[FUSED])], "ms", at_most=most)


def footprint(name: str, size: int, index: Path) -> Iterator[Result]:
    """Of a server that has the index open with its vectors, above one that has none open."""
    titles, problems = questions()
    many = json.dumps(list(islice((titles + problems) * QUESTIONS, QUESTIONS)))
    told = [opened(index, many if not number else "[]") for number in range(OPENED)]
    within, private = (OPEN_WITHIN, PRIVATE) if size == LARGEST else (None, None)
    yield median_of(f"{name}: opening", [one["opening"] for one in told], "ms", at_most=within)
    first = told[0]
    for when, most in (("opened", None), ("asked", private)):
        after = "after opening" if when == "opened" else f"after {QUESTIONS:,} questions"
        above = first[when]["private"] - first["empty"]["private"]
        yield median_of(f"{name}: private memory {after}", [above], "MB", at_most=most)
        yield median_of(f"{name}: mapped memory {after}", [first[when]["mapped"]], "MB")


def opened(index: Path, many: str) -> dict:
    command = [sys.executable, "-m", "bench.footprint", str(index)]
    ran = subprocess.run(command, cwd=ROOT, env=environment(), input=many.encode(), stdout=subprocess.PIPE, check=True)
    return json.loads(ran.stdout)
