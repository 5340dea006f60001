"""Whether a section has, for each word of the question, one that means about the same.

A question's vector is the mean of its words, in which one word that matters is lost among the others. So the words of
the best sections are compared with it one by one, as late interaction does (Khattab and Zaharia, ColBERT, 2020), here
by static vectors.
"""

from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Floats, Numbers, mapped
from search.index.columns import SAID, SAID_BEGINS
from search.index.rows import take_rows
from search.index.word_vectors import WordVectors

MOST_WORDS = 24  # of a question, those that tell most


class WordByWord:
    """Of an open index; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.vectors = WordVectors(folder)
        self._begins, self._said = mapped(folder / SAID_BEGINS), mapped(folder / SAID)

    def shares(self, asked: Mapping[str, float], sections: NDArray[np.intp]) -> NDArray[np.float64]:
        """By section how much of the question its words mean too, 0 to 1.

        `asked`: the words of the question with what each counts.
        """
        telling = [one for one in nlargest(MOST_WORDS, asked.items(), key=itemgetter(1)) if one[1]]
        if not telling or not len(sections):
            return np.zeros(len(sections))
        places, likeness = self._compared([word for word, _ in telling])
        begins, at = take_rows(self._begins, sections)
        found = places[self._said[at]]
        kept = found.nonzero()[0]
        values = likeness[:, found[kept]]
        firsts = kept.searchsorted(begins)
        holding = (firsts[1:] > firsts[:-1]).nonzero()[0]
        best = np.zeros((len(telling), len(sections)))
        if len(holding):
            best[:, holding] = np.maximum.reduceat(values, firsts[holding], axis=1)
        weights = np.square([weight for _, weight in telling])
        return np.asarray(weights / weights.sum() @ best)

    def _compared(self, words: list[str]) -> tuple[Numbers, Floats]:
        """By number of the vocabulary its column in the other, which has a row for each of the words: how like it is.
        Column 0 is that of the many that are like none."""
        kin = [self.vectors.kin(word) for word in words]
        numbers = np.concatenate([one.numbers for one in kin])
        places = np.zeros(len(self.vectors), np.int32)
        places[numbers] = np.arange(1, len(numbers) + 1)  # of one that is like several words, the last
        likeness = np.zeros((len(words), len(numbers) + 1), np.float32)
        for row, one in zip(likeness, kin, strict=True):
            row[places[one.numbers]] = one.likeness
        return places, likeness
