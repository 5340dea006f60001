"""Whether words that stand side by side in the question stand close together in a section, in either order."""

import numpy as np
from numpy.typing import NDArray

from search.retrieval.standings import Standings
from search.retrieval.wanted import Wanted

GAP = 40  # characters at most between the two
LOOK_ON = 3  # asked words from one to the other at most

_AHEAD = np.arange(1, LOOK_ON + 1)[:, np.newaxis]


def closeness(sections: NDArray[np.intp], wanted: Wanted, standings: Standings) -> NDArray[np.float64]:
    """By section the share of the question's neighbours that are close in its text or both in its names, 0 to 1."""
    count = len(wanted.asked)
    if count < 2 or not len(sections):  # noqa: PLR2004
        return np.zeros(len(sections))
    owners, (order, starts, ends), _ = standings.asked_in(sections)
    wide = count + 1  # one column that stays empty, so that the last word of one section is no neighbour in the next
    words = owners * wide + order
    named = np.zeros(len(sections) * wide, np.bool_)  # by section and asked word
    in_text = ends > 0
    named[words[~in_text]] = True
    met = named  # by section and the first of two neighbours
    met[:-1] &= named[1:]
    words, starts, ends = words[in_text], starts[in_text], ends[in_text]
    if len(words):
        following = _AHEAD + np.arange(len(words))
        others = words.take(following, mode="clip")
        close = (np.abs(others - words) == 1) & (starts.take(following, mode="clip") - ends <= GAP)
        met[np.minimum(others, words)[close]] = True
    return np.asarray(met.reshape(-1, wide).sum(axis=1) / (count - 1))
