"""The terms of a question, looked up in an index once for all that asks about them."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Floats, Numbers, Postings
from search.index.schema import K1
from search.retrieval.question import Terms

REMEMBERED = 4096  # terms that are kept at hand with where they stand: a megabyte or two


class Held(NamedTuple):
    """A term that sections hold. `rareness`: what it tells."""

    number: int
    rareness: float
    sections: Numbers
    weights: Floats


class HeldTerms:
    """What an index holds of a term. Threads may share it."""

    def __init__(self, postings: Postings, *, sections: int) -> None:
        self._postings, self._sections = postings, sections
        self.size = len(postings.terms)
        self.rarest = rareness(sections, 0)
        self.of = lru_cache(REMEMBERED)(self._of)

    def holding(self, term: str) -> int:
        """How many sections hold the term."""
        held = self.of(term)
        return len(held.sections) if held else 0

    def _of(self, term: str) -> Held | None:
        number = self._postings.number(term)
        if number is None:
            return None
        sections, weights = self._postings.at(number)
        return Held(number, rareness(self._sections, len(sections)), sections, weights)


class Wanted:
    """`asked`: by asked word the terms that would satisfy it.

    `held`: those that sections hold, each with its worth: what it tells, times what it weighs in the question. `at`: by
    the number of a term 1 + the place of the first asked word that it satisfies, else 0. `best`: what a section comes
    near to that says nothing but the asked words, each in the best of its terms.
    """

    def __init__(self, asked: Sequence[Terms], terms: HeldTerms) -> None:
        self.asked = asked
        self.held: list[tuple[float, Held]] = []
        self.at: NDArray[np.int16] = np.zeros(terms.size, dtype=np.int16)
        best = 0.0
        for place, satisfying in enumerate(asked, start=1):
            most = 0.0
            for term, weight in satisfying:
                held = terms.of(term)
                worth = weight * (held.rareness if held else terms.rarest)
                most = max(most, worth)
                if held:
                    self.held.append((worth, held))
                    if not self.at[held.number]:
                        self.at[held.number] = place
            best += most
        self.best = (K1 + 1) * best


def rareness(sections: int, holding: int) -> float:
    """What a term tells that so many of so many sections hold."""
    return math.log(max(sections, 1) / (holding + 1)) + 1
