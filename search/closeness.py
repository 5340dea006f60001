"""Whether words that stand side by side in the question stand close together in a section, in either order."""

import numpy as np
from numpy.typing import NDArray

from search.places import Places
from search.wanted import Wanted

GAP = 40  # characters at most between the two
LOOK_ON = 4  # asked words from one to the other at most


def closeness(sections: NDArray[np.intp], wanted: Wanted, places: Places) -> NDArray[np.float64]:
    """By section the share of the question's neighbours that are close in its text or both in its names, 0 to 1."""
    count = len(wanted.asked)
    if count < 2 or not len(sections):  # noqa: PLR2004
        return np.zeros(len(sections))
    owners, order, starts, ends = places.asked_in(sections, wanted)
    codes, named = owners * count + order, ends == 0
    met = [_neighbours(np.unique(codes[named]), count)]
    owners, order, codes, starts, ends = (values[~named] for values in (owners, order, codes, starts, ends))
    for on in range(1, LOOK_ON + 1):
        apart = np.abs(order[on:] - order[:-on])
        close = (apart == 1) & (owners[:-on] == owners[on:]) & (starts[on:] - ends[:-on] <= GAP)
        met.append(np.minimum(codes[:-on], codes[on:])[close])
    pairs = np.unique(np.concatenate(met))
    return np.asarray(np.bincount(pairs // count, minlength=len(sections)) / (count - 1))


def _neighbours(codes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Those followed by the next one, unless it is the first of `count` of another section."""
    return np.asarray(codes[:-1][(np.diff(codes) == 1) & (codes[1:] % count != 0)])
