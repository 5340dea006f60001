"""What was analysed of many sections, side by side in arrays: made of new sections, or taken over from an index."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.analysed import Analysed
from search.index.arrays import Numbers, mapped, write_arrays
from search.index.places import PlaceArrays
from search.index.rows import Begins, begins_of, join_rows, take_rows
from search.index.vocabulary import Vocabulary

LENGTHS, SAID_BEGINS, SAID = "lengths.npy", "said_begins.npy", "said.npy"


@dataclass(frozen=True, slots=True)
class Columns:
    """`said` and `places.terms` are numbers in `words` and `terms`. An index keeps all of it in canonical form:
    words and terms sorted, each once and none that no section holds, and what a section says ascending."""

    words: Sequence[str]
    terms: NDArray[np.bytes_]
    lengths: Numbers  # how many words of each section are counted
    said_begins: Begins
    said: Numbers  # the unstemmed words of each section
    places: PlaceArrays

    @classmethod
    def open(cls, folder: Path, terms: NDArray[np.bytes_]) -> "Columns":
        lengths, said_begins, said = (mapped(folder / name) for name in (LENGTHS, SAID_BEGINS, SAID))
        return cls(Vocabulary.open(folder).listed(), terms, lengths, said_begins, said, PlaceArrays.open(folder))

    def write(self, folder: Path) -> None:
        """The words and terms are written by the vocabulary and the postings."""
        write_arrays(folder, {LENGTHS: self.lengths, SAID_BEGINS: self.said_begins, SAID: self.said})
        self.places.write(folder)

    def joined(self, others: "Columns") -> "Columns":
        """The sections of both, these first."""
        more_words, more_terms = len(self.words), len(self.terms)
        return Columns(
            words=[*self.words, *others.words],
            terms=np.concatenate((self.terms, others.terms)),
            lengths=np.concatenate((self.lengths, others.lengths)),
            said_begins=join_rows(self.said_begins, others.said_begins),
            said=np.concatenate((self.said, others.said + np.int32(more_words))),
            places=self.places.joined(others.places, more_terms),
        )

    def taken(self, sections: NDArray[np.int64]) -> "Columns":
        said_begins, at = take_rows(self.said_begins, sections)
        return Columns(
            self.words, self.terms, self.lengths[sections], said_begins, self.said[at], self.places.taken(sections)
        )

    def canonical(self, terms: NDArray[np.bytes_]) -> "Columns":
        """`terms`: all that the sections hold, sorted."""
        used = np.flatnonzero(np.bincount(self.said, minlength=len(self.words)))
        named = [self.words[number] for number in used.tolist()]
        words = sorted(set(named))
        numbers = {word: number for number, word in enumerate(words)}
        said = np.empty(len(self.words), np.int32)
        said[used] = [numbers[word] for word in named]
        renumbered = np.searchsorted(terms, self.terms).astype(np.int32)
        return Columns(
            words=words,
            terms=terms,
            lengths=self.lengths,
            said_begins=self.said_begins,
            said=_sorted_rows(said[self.said], self.said_begins, len(words)),
            places=self.places.renumbered(renumbered),
        )

    def counts(self) -> dict[str, int]:
        """In how many sections each word stands."""
        return dict(zip(self.words, np.bincount(self.said, minlength=len(self.words)).tolist(), strict=True))


def _sorted_rows(values: Numbers, begins: Begins, most: int) -> Numbers:
    rows = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    return (np.sort(rows * most + values, kind="stable") - rows * most).astype(np.int32)


class Gathering:
    """Columns in the making."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._lengths, self._saying = array("i"), array("q")
        self._said = array("i")
        self._begins = array("q", [0])
        self._places, self._starts, self._ends = array("i"), array("H"), array("H")

    def add(self, section: Analysed) -> None:
        self._lengths.append(section.length)
        self._saying.append(len(section.said))
        words, terms = self._words, self._terms
        self._said.extend([words.setdefault(word, len(words)) for word in section.said])
        for row in (section.terms, section.names):
            self._places.extend([terms.setdefault(term, len(terms)) for term in row])
            self._begins.append(len(self._places))
        self._starts.extend([*section.starts, *section.names.values()])
        self._ends.extend([*section.ends, *[0] * len(section.names)])

    def columns(self) -> Columns:
        return Columns(
            words=list(self._words),
            terms=np.array([term.encode() for term in self._terms], dtype=np.bytes_),
            lengths=np.array(self._lengths, dtype=np.int32),
            said_begins=begins_of(np.array(self._saying, dtype=np.int64)),
            said=np.array(self._said, dtype=np.int32),
            places=PlaceArrays(
                begins=np.array(self._begins, dtype=np.int64),
                terms=np.array(self._places, dtype=np.int32),
                starts=np.array(self._starts, dtype=np.uint16),
                ends=np.array(self._ends, dtype=np.uint16),
            ),
        )
