"""Does the page that resolved a real problem come first? Ours beside other engines, on the same judged questions.

Three knowledge bases, each with its own questions, asked as a title alone and as title and body. A page stands where
its best section stands. A figure is the mean of the three sets, its range the lowest and the highest of them. Gains are
over the engine that is best at that very figure; their lower bounds are of 90 % intervals, all questions drawn anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import mean

from rich.console import Console
from rich.table import Table

from bench.before_finished import shares_found
from bench.bootstrap import lower_bound
from bench.engines import Engine
from bench.engines.ours import Ours
from bench.judged import Judged, sets
from bench.misspell import misspelt
from bench.peers import FUSED, OURS, engines
from bench.place import folder
from bench.result import Result, not_measured
from search.evaluation.judge import Figures, Row, figures_of, first_pages

KINDS = ("title", "title and body")
FIGURES = ("success@1", "success@5", "mrr@10", "ndcg@10")
GAINS = {
    ("title", "success@1"): 8,
    ("title", "success@5"): 8,
    ("title and body", "success@1"): 8,
    ("title and body", "success@5"): 5,
}  # points
ERRORS = (1, 2)
SEEDS = 5  # ways to misspell each question
KEPT = 95  # % of success@5


@dataclass
class Asked:
    """What came of one kind of question: engine -> set -> figures of each question, in the order of the rows."""

    kind: str
    figures: dict[str, dict[str, list[Figures]]] = field(default_factory=dict)

    def add(self, engine: str, judged: str, figures: list[Figures]) -> None:
        self.figures.setdefault(engine, {})[judged] = figures

    def by_set(self, engine: str, figure: str) -> list[float]:
        return [mean(row[figure] for row in rows) for rows in self.figures[engine].values()]

    def best_peer(self, figure: str) -> str:
        return max(
            (name for name in self.figures if name not in OURS), key=lambda name: mean(self.by_set(name, figure))
        )

    def differences(self, engine: str, peer: str, figure: str) -> list[list[float]]:
        """By set, of every question."""
        pairs = zip(self.figures[engine].values(), self.figures[peer].values(), strict=True)
        return [[one[figure] - other[figure] for one, other in zip(*pair, strict=True)] for pair in pairs]


def run() -> list[Result]:
    judged = list(sets())
    if len(judged) < 2:
        print("  Not measured: the judged questions and their articles are not on this machine.")
        return [
            not_measured(f"relevance, {kind}: {figure} above the best peer", "points", f">= {goal}")
            for (kind, figure), goal in GAINS.items()
        ]
    asked = {kind: Asked(kind) for kind in KINDS}
    kept: dict[tuple[str, int], list[float]] = {}
    typed: dict[str, list[float]] = {}
    for one in judged:
        print(f"  {one.name}: {len(one.rows)} questions, {len(one.sections):,} sections", flush=True)
        ask_all(one, asked, kept, typed)
    results = []
    for kind in asked.values():
        show(kind, [one.name for one in judged])
        results += [*figures(kind), *gains(kind)]
    return [*results, *robust(asked, kept), *before_finished(typed)]


def ask_all(
    judged: Judged,
    asked: Mapping[str, Asked],
    kept: dict[tuple[str, int], list[float]],
    typed: dict[str, list[float]],
) -> None:
    with folder("relevance") as home:
        for engine in engines():
            engine.build(judged.sections, home)
            engine.ready()
            try:
                for kind in KINDS:
                    asked[kind].add(engine.name, judged.name, [of_row(engine, row, kind) for row in judged.rows])
                    if engine.name == FUSED:
                        for errors in ERRORS:
                            kept.setdefault((kind, errors), []).append(success_misspelt(engine, judged, kind, errors))
                if isinstance(engine, Ours) and engine.name == FUSED:
                    for mark, share in shares_found(engine, judged).items():
                        typed.setdefault(mark, []).append(share)
            finally:
                engine.close()


def of_row(engine: Engine, row: Row, kind: str) -> Figures:
    return judged_by(engine, row.question(title_only=kind == "title"), row)


def judged_by(engine: Engine, question: str, row: Row) -> Figures:
    return figures_of(first_pages(engine.paths(question)), row.relevant)


def success_misspelt(engine: Engine, judged: Judged, kind: str, errors: int) -> float:
    """success@5 of the set, every question misspelt in SEEDS ways."""
    return mean(
        judged_by(engine, misspelt(row.question(title_only=kind == "title"), errors=errors, seed=seed), row)[
            "success@5"
        ]
        for row in judged.rows
        for seed in range(SEEDS)
    )


def show(asked: Asked, names: list[str]) -> None:
    table = Table(asked.kind, "set", *FIGURES)
    for engine in asked.figures:
        columns = [asked.by_set(engine, figure) for figure in FIGURES]
        for where, values in (("mean", map(mean, columns)), *zip(names, zip(*columns, strict=True), strict=True)):
            table.add_row(engine if where == "mean" else "", where, *(f"{value:.3f}" for value in values))
    Console().print(table)


def figures(asked: Asked) -> Iterator[Result]:
    for engine, found in asked.figures.items():
        for figure in FIGURES:
            values = asked.by_set(engine, figure)
            name = f"relevance, {asked.kind}: {figure}, {engine}"
            yield Result(name, mean(values), "share", low=min(values), high=max(values), detail=True)
            for judged, value in zip(found, values, strict=True):
                yield Result(f"{name}, {judged}", value, "share", detail=True)


def gains(asked: Asked) -> Iterator[Result]:
    for figure in FIGURES[:2]:
        peer, goal = asked.best_peer(figure), GAINS[asked.kind, figure]
        for engine in OURS:
            differences = asked.differences(engine, peer, figure)
            goals = (goal, 0, 0) if engine == FUSED else (None, None, None)
            name = f"relevance, {asked.kind}: {figure}, {engine} above {peer}"
            by_set = [100 * mean(values) for values in differences]
            bound = 100 * lower_bound([value for values in differences for value in values])
            for result in (
                compared(name, mean(by_set), "points", goals[0], by_set),
                compared(f"{name}, lower bound", bound, "points", goals[1]),
                compared(f"{name}, worst set", min(map(sum, differences)), "questions", goals[2]),
            ):
                yield replace(result, detail=engine != FUSED)


def compared(name: str, value: float, unit: str, least: float | None, values: list[float] | None = None) -> Result:
    low, high = (min(values), max(values)) if values else (None, None)
    met = None if least is None else value >= least
    return Result(name, value, unit, None if least is None else f">= {least:g}", met, low, high)


def robust(asked: Mapping[str, Asked], kept: Mapping[tuple[str, int], list[float]]) -> Iterator[Result]:
    for (kind, errors), values in kept.items():
        clean = asked[kind].by_set(FUSED, "success@5")
        shares = [100 * one / other for one, other in zip(values, clean, strict=True)]
        name = f"relevance, {kind}: success@5 kept with {errors} typing {'error' if errors == 1 else 'errors'}"
        yield compared(name, 100 * mean(values) / mean(clean), "%", KEPT, shares)


def before_finished(typed: Mapping[str, list[float]]) -> Iterator[Result]:
    for mark, shares in typed.items():
        yield compared(
            f"relevance, typing: among the first five with {mark} of the title typed",
            mean(shares),
            "share",
            None,
            shares,
        )
