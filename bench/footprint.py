"""What an open index costs a server: one process that does nothing else. `python -m bench.footprint INDEX`

Questions come as a JSON list on stdin. Out comes JSON: milliseconds of opening, and megabytes of memory before it,
after it, and after the questions: `private` is what this process has for itself, `mapped` are pages of the index's own
files, which all processes that have it open share.
"""

import json
import sys
import time
from pathlib import Path

from search.retrieval.query import Searcher


def main() -> None:
    index, questions = Path(sys.argv[1]).resolve(), json.load(sys.stdin)
    empty = memory(index)
    began = time.perf_counter()
    searcher = Searcher.open(index)
    opening = (time.perf_counter() - began) * 1000
    opened = memory(index)
    for question in questions:
        searcher.search(question)
    json.dump({"opening": opening, "empty": empty, "opened": opened, "asked": memory(index)}, sys.stdout)


def memory(index: Path) -> dict[str, float]:
    """By /proc: what is resident now. Pages of the index's files count as mapped, also while nobody shares them."""
    found = {"private": 0.0, "mapped": 0.0}
    of_index = False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        name, _, rest = line.partition(":")
        if "-" in name and " " in name:
            of_index = str(index) in line
        elif of_index and name == "Rss":
            found["mapped"] += megabytes(rest)
        elif not of_index and name in {"Private_Clean", "Private_Dirty"}:
            found["private"] += megabytes(rest)
    return found


def megabytes(told: str) -> float:
    return int(told.split(maxsplit=1)[0]) * 1024 / 1e6


if __name__ == "__main__":
    main()
