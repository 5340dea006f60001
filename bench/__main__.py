"""`python -m bench [submit|start|search_bytes ...]`: measure, print one table, write bench/out/results.json."""

import importlib
import sys
import time

from rich.console import Console

from bench.place import machine
from bench.result import Result, show, write

BENCHMARKS = (
    "submit",
    "evidence",
    "screenshots",
    "start",
    "policy",
    "search_bytes",
    "search_http",
    "search_build",
    "search_speed",
    "relevance",
)


def main() -> None:
    asked = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(asked) - set(BENCHMARKS):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}: choose of {', '.join(BENCHMARKS)}.")
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(f"Before: {machine()}", highlight=False)
    results: list[Result] = []
    for number, name in enumerate(asked, 1):
        began = time.monotonic()
        console.print(f"[bold]{number}/{len(asked)} {name}[/]")
        results += importlib.import_module(f"bench.{name}").run()
        console.print(f"  took {time.monotonic() - began:.0f} s", highlight=False)
    show(results, console)
    write(results)
    console.print(f"After: {machine()}", highlight=False)
    missed = [result.name for result in results if result.met is False]
    console.print(f"Goals missed: {'; '.join(missed) or 'none'}.", highlight=False)


if __name__ == "__main__":
    main()
