"""Whether words that stand side by side in the question stand close together in a section, in either order."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.arrays import Numbers, Postings
from search.places import Places
from search.question import Terms

GAP = 40  # characters at most between the two
LOOK_ON = 4  # asked words from one to the other at most


def closeness(sections: Sequence[int], asked: Sequence[Terms], places: Places, postings: Postings) -> list[float]:
    """By section the share of the question's neighbours that are close in its text or both in its names, 0 to 1."""
    if len(asked) < 2 or not sections:  # noqa: PLR2004
        return [0.0] * len(sections)
    at = _asked_at(asked, postings)
    owners, order, starts, ends = _standing(sections, at, places)
    codes, named = owners * len(asked) + order, ends == 0
    met = [_neighbours(np.unique(codes[named]), len(asked))]
    owners, order, codes, starts, ends = (values[~named] for values in (owners, order, codes, starts, ends))
    for on in range(1, LOOK_ON + 1):
        apart = np.abs(order[on:] - order[:-on])
        close = (apart == 1) & (owners[:-on] == owners[on:]) & (starts[on:] - ends[:-on] <= GAP)
        met.append(np.minimum(codes[:-on], codes[on:])[close])
    pairs = np.unique(np.concatenate(met))
    counts = np.bincount(pairs // len(asked), minlength=len(sections))
    return list((counts / (len(asked) - 1)).tolist())


def _neighbours(codes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Those followed by the next one, unless it is the first of `count` of another section."""
    return np.asarray(codes[:-1][(np.diff(codes) == 1) & (codes[1:] % count != 0)])


def _asked_at(asked: Sequence[Terms], postings: Postings) -> NDArray[np.int64]:
    """By term number, and one more for words without, the place of the asked word in the question, or -1."""
    at = np.full(len(postings.terms) + 1, -1, dtype=np.int64)
    words = [(term, place) for place, terms in enumerate(asked) for term, _ in terms]
    for number, (_, place) in zip(postings.numbers([term for term, _ in words]), words, strict=True):
        if number is not None and at[number] < 0:
            at[number] = place
    return at


def _standing(
    sections: Sequence[int], at: NDArray[np.int64], places: Places
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Of all asked words in the sections, in order: which section (by its place in `sections`), which asked word,
    and where it starts and ends."""
    slices = [places.words_of(section) for section in sections]
    terms: Numbers = np.concatenate([terms for terms, _, _ in slices])
    order = at[terms]
    kept = order >= 0
    owners = np.repeat(np.arange(len(sections)), [len(terms) for terms, _, _ in slices])
    starts = np.concatenate([starts for _, starts, _ in slices])[kept].astype(np.int64)
    ends = np.concatenate([ends for _, _, ends in slices])[kept].astype(np.int64)
    return owners[kept], order[kept], starts, ends
