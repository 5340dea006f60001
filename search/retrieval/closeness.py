"""Whether words that stand side by side in the question do so in a section, in either order."""

import numpy as np
from numpy.typing import NDArray

from search.retrieval.standings import Standings
from search.retrieval.wanted import Wanted

GAP = 40  # characters at most between the two, and no other asked word


def closeness(sections: NDArray[np.intp], wanted: Wanted, standings: Standings) -> NDArray[np.float64]:
    """By section the share of the question's neighbours that are close in its text or both in its names, 0 to 1."""
    count = len(wanted.asked)
    if count < 2 or not len(sections):  # noqa: PLR2004
        return np.zeros(len(sections))
    owners, (order, starts, ends), _ = standings.asked_in(sections)
    wide = count + 1  # one column that stays empty, so that the last word of one section is no neighbour in the next
    words = owners * wide + order
    in_text = ends > 0
    met = np.zeros(len(sections) * wide, np.bool_)  # by section and the first of two neighbours
    met[words[~in_text]] = True
    met[:-1] &= met[1:]
    before, after = words[:-1], words[1:]
    close = (np.abs(after - before) == 1) & (starts[1:] - ends[:-1] <= GAP) & in_text[1:]
    met[np.minimum(before, after)[close]] = True
    return np.asarray(met.reshape(-1, wide).sum(axis=1) / (count - 1))
