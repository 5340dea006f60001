"""An index from before: what an index of nearly the same sections takes over from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.errors import BadIndex
from search.index.arrays import Postings, mapped
from search.index.columns import Columns
from search.index.engine import NO_SECTION, Lifted, segments
from search.index.facts import is_of_this_program, read_facts
from search.index.merging import Moved

PRINTS, FREQUENCIES, DOCUMENTS = "fingerprints.npy", "frequencies.npy", "documents.npy"
MOST_SEGMENTS = 40  # each change adds one, and Whoosh's own matchers ask all of them
LEAST_TAKEN = 0.5  # of the new index; below, indexing all of it takes about as long
MOST_DEAD = 0.5  # of the engine's documents


@dataclass(frozen=True, slots=True)
class Earlier:
    folder: Path
    columns: Columns
    postings: Lifted
    documents: NDArray[np.int32]  # by the engine's document number: the section, or NO_SECTION
    same: NDArray[np.int64]  # by new section: the number of the equal one here, or NO_SECTION

    def moved(self) -> Moved:
        """By section here: its new number, or NO_SECTION."""
        moved = np.full(len(self.columns.lengths), NO_SECTION, np.int32)
        stay = np.flatnonzero(self.same != NO_SECTION)
        moved[self.same[stay]] = stay
        return moved

    def deleted(self) -> list[int]:
        """The engine's documents that no longer stand for a section, and did before."""
        gone = np.flatnonzero(self.moved() == NO_SECTION)
        return np.flatnonzero(np.isin(self.documents, gone)).tolist()


def open_earlier(folder: Path, prints: Sequence[bytes]) -> Earlier | None:
    """None when nothing can be taken over, or too little: there is no whole index of this version, or another one."""
    try:
        read_facts(folder, whole=True)
    except BadIndex:
        return None
    if not is_of_this_program(folder):
        return None
    in_engine = documents(folder)
    same = _same(mapped(folder / PRINTS), prints)
    taken = int((same != NO_SECTION).sum())
    all_documents = len(in_engine) + len(prints) - taken
    if taken < LEAST_TAKEN * len(prints) or len(prints) < (1 - MOST_DEAD) * all_documents:
        return None
    if not taken or segments(folder) >= MOST_SEGMENTS:
        return None
    postings = Postings.open(folder)
    return Earlier(
        folder=folder,
        columns=Columns.open(folder, postings.terms),
        postings=Lifted(postings.terms, postings.starts, postings.sections, mapped(folder / FREQUENCIES)),
        documents=in_engine,
        same=same,
    )


def documents(folder: Path) -> NDArray[np.int32]:
    """By the engine's document number: the section, or NO_SECTION."""
    return mapped(folder / DOCUMENTS)


def _same(known: NDArray[np.uint8], prints: Sequence[bytes]) -> NDArray[np.int64]:
    """Equal sections are told apart by their order: each is taken once."""
    numbers: dict[bytes, list[int]] = {}
    for number in range(len(known) - 1, -1, -1):
        numbers.setdefault(known[number].tobytes(), []).append(number)
    left = (numbers.get(fingerprint) for fingerprint in prints)
    return np.array([same.pop() if same else NO_SECTION for same in left], dtype=np.int64)
