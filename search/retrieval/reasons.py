"""Why a hit was found and what was read for what, in the words of a person."""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import punctuation

from search.language.analysis import terms
from search.retrieval.hits import Answer, Hit

REMEMBERED = 4096  # titles, and words that stand in them, whose terms are kept at hand: both come again and again

_AROUND = punctuation + "“”‘’«»…"
_BETWEEN = re.compile(r"[\W_]+")


def read_as(typed: str, answer: Answer) -> dict[str, str]:
    """The words that were taken for misspelt, as typed, each with what was read for it."""
    both = zip(typed.split(), (answer.meant or typed).split(), strict=False)
    stripped = ((word.strip(_AROUND), meant.strip(_AROUND)) for word, meant in both if word != meant)
    return {word: meant for word, meant in stripped if word and meant}


def named_by(hit: Hit, mended: Mapping[str, str]) -> tuple[str, ...]:
    """The question's words that the titles of a hit hold, as `mended` (see `read_as`), each once: of `one-way` not
    `one` again. What the titles only call by another name is left out: nobody would find it there."""
    lower = {typed.lower(): meant.lower() for typed, meant in mended.items()}
    if not hit.in_title:
        return ()
    titles = _terms(f"{hit.page_title} {hit.title}")
    read = dict.fromkeys(lower.get(word, word) for word in hit.in_title)
    found = [word for word in read if not titles.isdisjoint(_terms(word))]
    parts = {part for word in found for part in _BETWEEN.split(word) if part != word}
    return tuple(word for word in found if word not in parts)


@lru_cache(maxsize=REMEMBERED)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(text))
