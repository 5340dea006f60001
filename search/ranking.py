"""Scored sections to the hits: what a section's words say together, and what its page's other sections add.

Each share was chosen on two knowledge bases and tried on a third: docs/dev/decisions/0026.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.arrays import Numbers

Scores = NDArray[np.float64]


class Found(NamedTuple):
    """The numbers of sections and their scores, best first; of equals the one with the lower number."""

    sections: NDArray[np.intp]
    scores: Scores


Closeness = Callable[[NDArray[np.intp]], Scores]
"""By section the share of the question's neighbouring words that stand close together in it, 0 to 1."""

DEPTH = 300  # of the best sections are looked at
CLOSELY = 20  # of them with their words' places
CLOSE_SHARE = 0.15
NEXT_SHARES = (0.3, 0.09)  # of a page's second and third best section, which say that the page is about it
BOOST_POWER = 0.2  # a writer's boost of 3 decides between likely pages (1.25), it must not win every question

_SHARES = np.array([0.0, *NEXT_SHARES, 0.0])


def best_first(sections: NDArray[np.intp], scores: Scores) -> Found:
    order = np.lexsort((sections, -scores))
    return Found(sections[order], scores[order])


def rank(looks: Iterator[Found], pages: Numbers, *, closeness: Closeness, most: int, of_a_page: int) -> Found:
    """The best `most` sections, at most `of_a_page` of one page; looks deeper only as long as that gives too few.

    `looks`: as `Scorer.looks` gives them, at least one.
    """
    kept = Found(np.empty(0, np.intp), np.empty(0))
    for found in looks:
        scores = found.scores.copy()
        scores[:CLOSELY] += CLOSE_SHARE * closeness(found.sections[:CLOSELY])
        kept = _with_pages(best_first(found.sections, scores), pages, most, of_a_page)
        if len(kept.sections) == most:
            break
    return kept


def _with_pages(found: Found, pages: Numbers, most: int, of_a_page: int) -> Found:
    """Each section with what the others of its page add, which is the same for all of them."""
    on = pages[found.sections]
    by_page = np.argsort(on, kind="stable")
    together = on[by_page]
    begins = np.flatnonzero(np.concatenate(([True], together[1:] != together[:-1]))[: len(together)])
    counts = np.diff(np.append(begins, len(together)))
    place = np.arange(len(together)) - np.repeat(begins, counts)  # of a section among those of its page
    adds = _SHARES[np.minimum(place, len(_SHARES) - 1)] * found.scores[by_page]
    total, places = found.scores.copy(), np.empty(len(together), np.intp)
    total[by_page] += np.repeat(np.add.reduceat(adds, begins), counts) if len(begins) else 0.0
    places[by_page] = place
    order = np.lexsort((found.sections, -total))
    kept = order[places[order] < of_a_page][:most]
    return Found(found.sections[kept], total[kept])
