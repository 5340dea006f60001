"""Words to vectors: near another's when they mean the same, though no letter is shared.

A word's vector is the sum over its pieces in WordLlama's table: static vectors, made so that their first dimensions
can be used alone. Two files of that package are read; its own code, which could download, is not imported.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

Vectors = NDArray[np.float32]

DIMENSIONS = 128  # of 256: half the time and the memory, and judged queries see no difference
FEW = 2_000  # pieces whose rows are read one by one: those of a changed page
REMEMBERED = 8_192  # words of questions whose vectors are kept at hand: 4 MB

_PACKAGE = "wordllama"
_TABLE, _PIECES = Path("weights/l2_supercat_256.safetensors"), Path("tokenizers/l2_supercat_tokenizer_config.json")


class Pieces:
    """The table and the cutter of words. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError when the two files are not in the folder."""
        from tokenizers import Tokenizer  # noqa: PLC0415  # 40 ms that nobody waits for before the first question

        for file in (_TABLE, _PIECES):
            (folder / file).stat()
        self._cutter = Tokenizer.from_file(str(folder / _PIECES))
        with safe_open(folder / _TABLE, "np") as file:
            self._table = file.get_slice("embedding.weight")  # stays mapped
        self.word = lru_cache(maxsize=REMEMBERED)(self._word)

    def _word(self, word: str) -> Vectors:
        """Of one word in small letters, not brought to length 1; reads a row of the table for each piece."""
        rows = [self._table[piece : piece + 1] for piece in self._cutter.encode(word, add_special_tokens=False).ids]
        return np.asarray(np.concatenate(rows)[:, :DIMENSIONS].sum(axis=0, dtype=np.float32))

    def words(self, words: Sequence[str]) -> Vectors:
        """Of many words, a row each; reads the whole table unless they have few pieces."""
        if not words:
            return np.empty((0, DIMENSIONS), np.float32)
        cut = [found.ids for found in self._cutter.encode_batch(list(words), add_special_tokens=False)]
        begins = np.cumsum([0, *map(len, cut[:-1])])
        return np.asarray(np.add.reduceat(self._rows(np.concatenate(cut)), begins, axis=0))

    def _rows(self, wanted: NDArray[np.int64]) -> Vectors:
        if len(wanted) < FEW:
            few = np.concatenate([self._table[piece : piece + 1] for piece in wanted.tolist()])
            return np.asarray(few[:, :DIMENSIONS].astype(np.float32))
        return np.asarray(self._table[:][:, :DIMENSIONS].astype(np.float32)[wanted])


@cache
def pieces() -> Pieces:
    """Those of the installed package, read once: 0.1 s. Raises OSError when it is not there."""
    found = find_spec(_PACKAGE)
    places = list(found.submodule_search_locations or ()) if found else []
    return Pieces(Path(places[0] if places else _PACKAGE))
