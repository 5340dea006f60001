"""Whether words that stand side by side in the question stand close together in a section, in either order."""

import numpy as np
from numpy.typing import NDArray

from search.places import Places
from search.wanted import Wanted

GAP = 40  # characters at most between the two
LOOK_ON = 3  # asked words from one to the other at most


def closeness(sections: NDArray[np.intp], wanted: Wanted, places: Places) -> NDArray[np.float64]:
    """By section the share of the question's neighbours that are close in its text or both in its names, 0 to 1."""
    count = len(wanted.asked)
    if count < 2 or not len(sections):  # noqa: PLR2004
        return np.zeros(len(sections))
    owners, order, starts, ends = places.asked_in(sections, wanted)
    named = np.zeros((len(sections), count), np.bool_)  # by section and asked word
    met = named.copy()  # by section and the first of two neighbours
    in_names = ends == 0
    named[owners[in_names], order[in_names]] = True
    met[:, :-1] = named[:, :-1] & named[:, 1:]
    owners, order, starts, ends = (values[~in_names] for values in (owners, order, starts, ends))
    for on in range(1, LOOK_ON + 1):
        one, other = order[:-on], order[on:]
        close = (np.abs(other - one) == 1) & (owners[:-on] == owners[on:]) & (starts[on:] - ends[:-on] <= GAP)
        met[owners[on:][close], np.minimum(one, other)[close]] = True
    return np.asarray(met.sum(axis=1) / (count - 1))
