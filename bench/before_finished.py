"""Does the article that resolves a problem come before its title is typed to the end? Of the judged questions.

A title is typed letter by letter into the search box. Counted is when the article first stands among the first five
pages, as a share of the title's letters; ours alone, as it is served.
"""

import math

from bench.engines.ours import Ours
from bench.judged import Judged
from search.evaluation.judge import Row, figures_of, first_pages

FIRST_LETTERS = 3
MARKS = {"half": 0.5, "three quarters": 0.75, "all": 1.0}


def shares_found(ours: Ours, judged: Judged) -> dict[str, float]:
    """By mark: of how many titles the article has come when so much is typed."""
    found = [_typed_when_found(ours, row) for row in judged.rows]
    return {name: sum(share <= mark for share in found) / len(found) for name, mark in MARKS.items()}


def _typed_when_found(ours: Ours, row: Row) -> float:
    """Infinite when it never comes."""
    title = row.query
    for end in range(min(FIRST_LETTERS, len(title)), len(title) + 1):
        if figures_of(first_pages(ours.typed_paths(title[:end])), row.relevant)["success@5"]:
            return end / len(title)
    return math.inf
