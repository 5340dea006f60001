"""Rows of different lengths, one after another in one array: row n is values[begins[n]:begins[n + 1]]."""

import numpy as np
from numpy.typing import NDArray

Begins = NDArray[np.int64]
"""Where each row begins, and at last where the last one ends."""


def begins_of(lengths: NDArray[np.int64]) -> Begins:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))


def take_rows(begins: Begins, rows: NDArray[np.int64]) -> tuple[Begins, NDArray[np.int64]]:
    """Where the wanted rows begin when they stand one after another, and where each of their values stands now."""
    lengths = begins[rows + 1] - begins[rows]
    moved = begins_of(lengths)
    return moved, np.arange(moved[-1]) + np.repeat(begins[rows] - moved[:-1], lengths)


def join_rows(begins: Begins, others: Begins) -> Begins:
    return np.concatenate((begins, begins[-1] + others[1:]))
