"""Where each word of a section stands, noted at build: a passage is cut without reading the whole text again.

Four files: `place_terms.npy`, `place_starts.npy` and `place_ends.npy` hold all words of all sections one after another,
a term as its number in `terms.npy`; `place_begins.npy` says where a section's text begins in them, and where its names.
"""

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import terms
from search.arrays import Numbers, Postings, mapped
from search.passage import Standing, standing
from search.sections import Section

_BEGINS, _TERMS = "place_begins.npy", "place_terms.npy"
_STARTS, _ENDS = "place_starts.npy", "place_ends.npy"
_NO_TERM = -1  # of a word that stands in a name and in nothing that is searched


class Places:
    """Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._begins: NDArray[np.int64] = mapped(folder / _BEGINS)
        self._terms: Numbers = mapped(folder / _TERMS)
        self._starts: NDArray[np.uint16] = mapped(folder / _STARTS)
        self._ends: NDArray[np.uint16] = mapped(folder / _ENDS)

    def of(self, section: int, asked: "Lookup") -> tuple[list[Standing], set[str]]:
        """The asked terms in the section's text, by where they start, and those in its titles and path."""
        text, names, end = self._begins[2 * section : 2 * section + 3].tolist()
        here = self._terms[text:end]
        at = asked.wanted[here].nonzero()[0]
        found = [asked.names[number] for number in here[at].tolist()]
        in_text = int(np.searchsorted(at, names - text))
        at = at[:in_text] + text
        stretches = zip(found, self._starts[at].tolist(), self._ends[at].tolist(), strict=False)
        return [Standing(*stretch) for stretch in stretches], set(found[in_text:])


class Lookup:
    """The asked terms that the index holds, by number."""

    def __init__(self, asked: Sequence[str], postings: Postings) -> None:
        numbers = zip(postings.numbers(asked), asked, strict=True)
        self.names: Mapping[int, str] = {number: term for number, term in numbers if number is not None}
        self.wanted = np.zeros(len(postings.terms) + 1, dtype=np.bool_)  # the last one answers for _NO_TERM
        self.wanted[list(self.names)] = True


def write_places(sections: Sequence[Section], folder: Path, postings: Postings) -> None:
    """The files that `Places` reads."""
    met: dict[str, int] = {}
    begins, words = array("q", [0]), array("i")
    starts, ends = array("H"), array("H")
    for section in sections:
        for word in standing(section.text):
            words.append(met.setdefault(word.term, len(met)))
            starts.append(word.start)
            ends.append(word.end)
        begins.append(len(words))
        for term in dict.fromkeys(terms(f"{section.page_title} {section.title} {section.path}")):
            words.append(met.setdefault(term, len(met)))
            starts.append(0)
            ends.append(0)
        begins.append(len(words))
    numbers = [_NO_TERM if number is None else number for number in postings.numbers(list(met))]
    in_index = np.array(numbers, dtype=np.int32)[np.array(words, dtype=np.int32)]
    arrays: tuple[NDArray[Any], ...] = (np.array(begins), in_index, np.array(starts), np.array(ends))
    for name, values in zip((_BEGINS, _TERMS, _STARTS, _ENDS), arrays, strict=True):
        np.save(folder / name, values, allow_pickle=False)
