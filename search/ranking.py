"""Scored sections to the hits: what a section's words say together, and what its page's other sections add.

Each share was chosen on two knowledge bases and tried on a third: docs/dev/decisions/0026.
"""

from collections.abc import Callable, Iterator, Sequence

from search.arrays import Numbers

Found = list[tuple[int, float]]  # the number of a section and its score, best first
Closeness = Callable[[Sequence[int]], Sequence[float]]
"""By section the share of the question's neighbouring words that stand close together in it, 0 to 1."""

DEPTH = 300  # of the best sections are looked at
CLOSELY = 30  # of them with their words' places
CLOSE_SHARE = 0.3
NEXT_SHARES = (0.3, 0.09)  # of a page's second and third best section, which say that the page is about it
BOOST_POWER = 0.2  # a writer's boost of 3 decides between likely pages (1.25), it must not win every question


def rank(looks: Iterator[Found], pages: Numbers, *, closeness: Closeness, most: int, of_a_page: int) -> Found:
    """The best `most` sections, at most `of_a_page` of one page; looks deeper only as long as that gives too few.

    `looks`: as `Scorer.looks` gives them.
    """
    kept: Found = []
    for found in looks:
        kept = _spread(_with_pages(_with_closeness(found, closeness), pages), pages, most, of_a_page)
        if len(kept) == most:
            break
    return kept


def _with_closeness(found: Found, closeness: Closeness) -> Found:
    shares = closeness([number for number, _ in found[:CLOSELY]])
    closely = [(number, score + CLOSE_SHARE * share) for (number, score), share in zip(found, shares, strict=False)]
    return sorted([*closely, *found[CLOSELY:]], key=_best_first)


def _with_pages(found: Found, pages: Numbers) -> Found:
    """Each section with what the others of its page add, which is the same for all of them."""
    added: dict[int, float] = {}
    seen: dict[int, int] = {}
    on = pages[[number for number, _ in found]].tolist()
    for page, (_, score) in zip(on, found, strict=True):
        place = seen[page] = seen.get(page, -1) + 1
        if 0 < place <= len(NEXT_SHARES):
            added[page] = added.get(page, 0.0) + NEXT_SHARES[place - 1] * score
    return sorted(
        ((number, score + added.get(page, 0.0)) for page, (number, score) in zip(on, found, strict=True)),
        key=_best_first,
    )


def _spread(found: Found, pages: Numbers, most: int, of_a_page: int) -> Found:
    seen: dict[int, int] = {}
    kept: Found = []
    for number, score in found:
        page = int(pages[number])
        seen[page] = seen.get(page, 0) + 1
        if seen[page] <= of_a_page:
            kept.append((number, score))
            if len(kept) == most:
                break
    return kept


def _best_first(scored: tuple[int, float]) -> tuple[float, int]:
    number, score = scored
    return -score, number
