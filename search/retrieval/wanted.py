"""The terms of a question, looked up in an index once for all that asks about them."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Floats, Numbers, Postings
from search.index.schema import K1
from search.retrieval.question import Terms


class Held(NamedTuple):
    """A term that sections hold. `worth`: what it tells, times what it weighs in the question."""

    worth: float
    sections: Numbers
    weights: Floats


class Wanted:
    """`asked`: by asked word the terms that would satisfy it.

    `places`: of the held terms, that of the first asked word that they satisfy. `at`: by term number 1 + that place,
    else 0. `best`: what a section comes near to that says nothing but the asked words, each in the
    best of its terms.
    """

    def __init__(self, asked: Sequence[Terms], postings: Postings, *, sections: int) -> None:
        self.asked = asked
        wanted = [(term, weight, place) for place, terms in enumerate(asked) for term, weight in terms]
        self.held: list[Held] = []
        self.places: dict[str, int] = {}
        bests = [0.0] * len(asked)
        self.at: NDArray[np.int16] = np.zeros(len(postings.terms), dtype=np.int16)
        numbers = postings.numbers([term for term, _, _ in wanted])
        for (term, weight, place), number in zip(wanted, numbers, strict=True):
            held = None if number is None else postings.at(number)
            worth = weight * rareness(sections, len(held[0]) if held else 0)
            bests[place] = max(bests[place], worth)
            if number is not None and held:
                self.held.append(Held(worth, *held))
                if term not in self.places:
                    self.places[term], self.at[number] = place, place + 1
        self.best = (K1 + 1) * sum(bests)


def rareness(sections: int, holding: int) -> float:
    """What a term tells that so many of so many sections hold."""
    return math.log(max(sections, 1) / (holding + 1)) + 1
