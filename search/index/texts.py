"""What a hit shows of its section, mapped into memory: read for the few best only, without asking the engine.

Two files: `texts.npy` holds the fields of all sections one after another, as UTF-8; `fields.npy` says by section and
field where each begins. A third, `pages.npy`, gives each section the number of its page.
"""

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search.articles.sections import Section
from search.index.arrays import Numbers, mapped, write_arrays
from search.index.rows import begins_of


class Shown(NamedTuple):
    location: str
    page_location: str
    path: str
    page_title: str
    title: str
    text: str


class Texts:
    """The sections by their numbers. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._bytes = mapped(folder / _TEXTS).data
        self._begins = mapped(folder / _FIELDS).data
        self.pages: Numbers = mapped(folder / _PAGES)

    def shown(self, number: int) -> Shown:
        fields = len(Shown._fields)
        begins = self._begins[number * fields : (number + 1) * fields + 1].tolist()
        first = begins[0]
        whole = str(self._bytes[first : begins[-1]], "utf-8", "surrogatepass")
        if len(whole) == begins[-1] - first:  # a byte for each character: cut what is decoded, in half the time
            return Shown(*[whole[begin - first : end - first] for begin, end in pairwise(begins)])
        return Shown(*[str(self._bytes[begin:end], "utf-8", "surrogatepass") for begin, end in pairwise(begins)])


_TEXTS, _FIELDS, _PAGES = "texts.npy", "fields.npy", "pages.npy"


_fields = attrgetter(*Shown._fields)


def write_texts(sections: Sequence[Section], folder: Path) -> None:
    """The files that `Texts` reads."""
    encoded = [field.encode(errors="surrogatepass") for section in sections for field in _fields(section)]
    begins = begins_of(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)))
    pages: dict[str, int] = {}
    numbers = [pages.setdefault(section.page_location, len(pages)) for section in sections]
    texts = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    write_arrays(folder, {_TEXTS: texts, _FIELDS: begins, _PAGES: np.array(numbers, dtype=np.int32)})
