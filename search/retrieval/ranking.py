"""Scored sections to the hits: what a section's words say together, and what its page's other sections add.

Each share was chosen on five knowledge bases and tried on a sixth: docs/dev/decisions/0026 and 0036.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Numbers

Scores = NDArray[np.float64]


class Found(NamedTuple):
    """The numbers of sections and their scores, best first; of equals the one with the lower number."""

    sections: NDArray[np.intp]
    scores: Scores


Closely = Callable[[NDArray[np.intp]], Scores]
"""By section what it gains when its words are looked at one by one, at least 0."""

DEPTH = 300  # of the best sections are looked at
CLOSELY = 20  # of them word by word
CLOSE_SHARE = 0.15  # for the question's neighbours that stand close together in it
WORDS_SHARE = 0.2  # for words that mean the same as those of the question
NEXT_SHARES = (0.2, 0.09)  # of a page's second and third best section, which say that the page is about it
BOOST_POWER = 0.2  # a writer's boost of 3 decides between likely pages (1.25), it must not win every question

_SHARES = np.array([0.0, *NEXT_SHARES, 0.0])


def best_first(sections: NDArray[np.intp], scores: Scores) -> Found:
    order = np.lexsort((sections, -scores))
    return Found(sections[order], scores[order])


def best_of(sections: NDArray[np.intp], scores: Scores, most: int) -> Found:
    """The first `most` of `best_first`, without putting the others in order."""
    if len(scores) > most:
        enough = (scores >= np.partition(scores, -most)[-most]).nonzero()[0]
        sections, scores = sections[enough], scores[enough]
    best = best_first(sections, scores)
    return Found(best.sections[:most], best.scores[:most])


def rank(looks: Iterator[Found], pages: Numbers, *, closely: Closely, most: int, of_a_page: int) -> Found:
    """The best `most` sections, at most `of_a_page` of one page; looks deeper only as long as that gives too few.

    `looks`: as `Scorer.looks` gives them, at least one.
    """
    kept = Found(np.empty(0, np.intp), np.empty(0))
    for found in looks:
        kept = _with_pages(_looked_at_closely(found, closely), pages, most, of_a_page)
        if len(kept.sections) == most:
            break
    return kept


def _looked_at_closely(found: Found, closely: Closely) -> Found:
    """The first of them gain or stay as they are, so they stay before all others."""
    first = found.sections[:CLOSELY]
    closest = best_first(first, found.scores[:CLOSELY] + closely(first))
    together = (np.concatenate((closer, rest[CLOSELY:])) for closer, rest in zip(closest, found, strict=True))
    return Found(*together)


def _with_pages(found: Found, pages: Numbers, most: int, of_a_page: int) -> Found:
    """The best, each section with what the others of its page add, which is the same for all of them."""
    count = len(found.sections)
    if not count:
        return found
    on = pages[found.sections].astype(np.int64)
    by_page = np.sort(on * count + np.arange(count)) % count  # best first on each; faster than sorting by two keys
    sections, scores, on = found.sections[by_page], found.scores[by_page], on[by_page]
    first = np.concatenate(([True], on[1:] != on[:-1]))
    begins, page = first.nonzero()[0], first.cumsum() - 1
    place = np.arange(count) - begins[page]  # of a section among those of its page
    adds = _SHARES.take(place, mode="clip") * scores
    total = scores + np.add.reduceat(adds, begins)[page]
    kept = (place < of_a_page).nonzero()[0]
    return best_of(sections[kept], total[kept], most)
