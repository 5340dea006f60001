"""What a benchmark hands back, the table of all of them, and the file that keeps them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

OUT = Path(__file__).parent / "out" / "results.json"


@dataclass(frozen=True)
class Result:
    """`value` is None when nothing could be measured; `goal` such as ">= 0.7"; `met` is None without goal or value."""

    name: str
    value: float | None
    unit: str
    goal: str | None = None
    met: bool | None = None


def measured(name: str, value: float, unit: str) -> Result:
    return Result(name, round(value, 3), unit)


def at_least(goal: float, name: str, value: float, unit: str) -> Result:
    return Result(name, round(value, 3), unit, f">= {goal:g}", value >= goal)


def at_most(goal: float, name: str, value: float, unit: str) -> Result:
    return Result(name, round(value, 3), unit, f"<= {goal:g}", value <= goal)


def spread(name: str, values: Sequence[float], unit: str) -> tuple[Result, Result]:
    """The lowest and the highest of what a median was taken of."""
    return measured(f"{name}, lowest", min(values), unit), measured(f"{name}, highest", max(values), unit)


def show(results: Iterable[Result], console: Console) -> None:
    table = Table("What", "Value", "Unit", "Goal", "Met")
    table.columns[1].justify = "right"
    verdicts = {True: "[green]yes", False: "[red]no", None: ""}
    for result in results:
        value = "not measured" if result.value is None else f"{result.value:,g}"
        table.add_row(result.name, value, result.unit, result.goal or "", verdicts[result.met])
    console.print(table)


def write(results: Iterable[Result]) -> None:
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n", encoding="utf-8")
