"""What each word of the vocabulary means by itself, and so which words mean about the same: "erase" and "delete".

- `word_vectors.npy`: a row of length 1 for each word, in the vocabulary's order, each number a signed byte in steps of
  1 / STEPS: rough, and judged queries see no difference (docs/dev/decisions/0036)
- `word_signs.npy`: the signs of the rows, by which a word's kin is found among many
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.arrays import Floats, mapped, write_arrays
from search.index.pieces import pieces
from search.index.vectors import has_vectors, most_alike, of_length_one, signs_of

KIN = 64  # words at most that are like one
UNLIKE = 0.3  # two words with a smaller product have nothing in common
_COMPARED = 4 * KIN  # words whose signs are most alike
_DIMENSIONS = 64  # the first ones of a word's vector
_STEPS = 255.0  # hardly any number of a row reaches 0.5
_REMEMBERED = 4096  # words whose kin is kept at hand: 3 MB at most
_VECTORS, _SIGNS = "word_vectors.npy", "word_signs.npy"


class Kin(NamedTuple):
    """Words by their numbers in the vocabulary, the word itself among them if it is there, and how like it each is:
    above 0, and 1 for the same."""

    numbers: NDArray[np.intp]
    likeness: Floats


def write_word_vectors(
    words: Sequence[str], folder: Path, *, previous: Path | None = None, known: Sequence[str] = ()
) -> None:
    """`words`: those of the vocabulary, in its order. `known`: those whose rows, in that order, the index in the folder
    `previous` has, if it was built with vectors: they are taken over."""
    rows, signs = np.empty((len(words), _DIMENSIONS), np.int8), np.empty(len(words), np.uint64)
    origins = np.full(len(words), -1)
    if previous and has_vectors(previous):
        places = {word: place for place, word in enumerate(known)}
        origins = np.array([places.get(word, -1) for word in words], dtype=np.int64)
        kept = origins >= 0
        rows[kept], signs[kept] = mapped(previous / _VECTORS)[origins[kept]], mapped(previous / _SIGNS)[origins[kept]]
    new = np.flatnonzero(origins < 0)
    made = of_length_one(pieces().words([words[number] for number in new.tolist()])[:, :_DIMENSIONS])
    rows[new], signs[new] = np.clip(np.round(made * _STEPS), -127, 127), signs_of(made)
    write_arrays(folder, {_VECTORS: rows, _SIGNS: signs})


class WordVectors:
    """Of an open index; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._vectors, self._signs = mapped(folder / _VECTORS), mapped(folder / _SIGNS)
        self.kin = lru_cache(_REMEMBERED)(self._kin)

    def __len__(self) -> int:
        return len(self._vectors)

    def _kin(self, word: str) -> Kin:
        asked = of_length_one(pieces().word(word)[np.newaxis, :_DIMENSIONS])[0]
        near = most_alike(self._signs, asked, _COMPARED)
        products = self._vectors[near].astype(np.float32) @ asked / _STEPS
        best = np.argsort(-products, kind="stable")[:KIN]
        best = best[products[best] > UNLIKE]
        return Kin(near[best], np.minimum((products[best] - UNLIKE) / (1 - UNLIKE), 1, dtype=np.float32))
