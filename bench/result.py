"""What a benchmark hands back, the table of all of them, and the file that keeps them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

OUT = Path(__file__).parent / "out" / "results.json"


@dataclass(frozen=True)
class Result:
    """A median with what it was taken of, lowest and highest. `value` is None when nothing could be measured, `goal`
    is such as ">= 0.7", `met` None without goal or value. A `detail` is written down and not shown in the table."""

    name: str
    value: float | None
    unit: str
    goal: str | None = None
    met: bool | None = None
    low: float | None = None
    high: float | None = None
    detail: bool = False


def median_of(
    name: str, values: Sequence[float], unit: str, *, at_least: float | None = None, at_most: float | None = None
) -> Result:
    value, goal, met = median(values), None, None
    if at_least is not None:
        goal, met = f">= {at_least:g}", value >= at_least
    if at_most is not None:
        goal, met = f"<= {at_most:g}", value <= at_most
    low, high = (min(values), max(values)) if len(values) > 1 else (None, None)
    return Result(name, value, unit, goal, met, low, high)


def not_measured(name: str, unit: str, goal: str | None = None) -> Result:
    return Result(name, None, unit, goal)


def show(results: Iterable[Result], console: Console) -> None:
    table = Table("What", "Median", "Range", "Unit", "Goal", "Met")
    for column in table.columns[1:3]:
        column.justify = "right"
    verdicts = {True: "[green]yes", False: "[red]no", None: ""}
    for result in (one for one in results if not one.detail):
        value = "not measured" if result.value is None else _short(result.value)
        spread = "" if result.low is None or result.high is None else f"{_short(result.low)} - {_short(result.high)}"
        table.add_row(result.name, value, spread, result.unit, result.goal or "", verdicts[result.met])
    console.print(table)


def write(results: Iterable[Result]) -> None:
    """A list of name, value, unit, goal and met; lowest and highest are entries of their own."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([entry for one in results for entry in _entries(one)], indent=1) + "\n", "utf-8")


def _entries(one: Result) -> Iterator[dict[str, object]]:
    yield {"name": one.name, "value": _rounded(one.value), "unit": one.unit, "goal": one.goal, "met": one.met}
    for which, value in (("lowest", one.low), ("highest", one.high)):
        if value is not None:
            name = f"{one.name}, {which}"
            yield {"name": name, "value": _rounded(value), "unit": one.unit, "goal": None, "met": None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
