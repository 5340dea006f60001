"""Postings of several origins as those of one index, in its sections' numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.index.engine import NO_SECTION, Lifted
from search.index.rows import begins_of

Moved = NDArray[np.int32]
"""The new number of each section, or NO_SECTION."""


def merge(parts: Sequence[tuple[Lifted, Moved]]) -> Lifted:
    """The postings of the sections that stay; no term is left that none of them holds."""
    terms = np.unique(np.concatenate([part.terms for part, _ in parts]))
    found = [_moved(part, moved, terms) for part, moved in parts]
    numbers, sections, frequencies = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(numbers * (int(sections.max(initial=0)) + 1) + sections, kind="stable")
    holding = np.bincount(numbers, minlength=len(terms))
    held = holding > 0
    return Lifted(
        terms=_fitting(terms[held]),
        starts=begins_of(holding[held]),
        sections=sections[order],
        frequencies=frequencies[order],
    )


def _moved(
    part: Lifted, moved: Moved, terms: NDArray[np.bytes_]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """By posting: the term's number in `terms`, the section's new number, the frequency."""
    numbers = np.repeat(np.searchsorted(terms, part.terms), np.diff(part.starts))
    sections = moved[part.sections]
    stay = sections != NO_SECTION
    return numbers[stay], sections[stay], part.frequencies[stay]


def _fitting(terms: NDArray[np.bytes_]) -> NDArray[np.bytes_]:
    """As wide as the longest one, and no wider."""
    longest = int(np.char.str_len(terms).max(initial=1))
    return terms.astype(f"S{longest}")
