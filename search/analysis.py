"""Text to words, the same way for articles and for questions.

A compound is found by its parts and by its parts joined: "one-way" is one, way and oneway; "T.38" is t, 38 and t38;
"a=sendonly" is a, sendonly and asendonly. Words are lower-case and without accents; stems are Porter's (1980).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem as porter

LONGEST_WORD = 40  # a Call-ID or a hash may be longer: what is cut off is cut off in articles and questions alike
SHORTEST_STEMMED = 3
LONGEST_READ = 2 * LONGEST_WORD  # characters of a written word, accents apart: bounds what is remembered of any text
REMEMBERED = 32_768  # words whose folded form and stem are kept at hand: some 10 MB
MOST_JOINED = 4  # the four parts of an IPv4 address are joined; a longer chain is a path or a ruler

_PART = r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*"
_COMPOUND = re.compile(rf"{_PART}((?:[-‐‑.=_&]{_PART})*)")
_PARTS = re.compile(_PART)
_APOSTROPHE = re.compile(r"['’](?:s$)?")


class Word(NamedTuple):
    """A folded word and where it stands: text[start:end] is what was written."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yields every word in reading order, a compound's parts before the compound itself."""
    for compound in _COMPOUND.finditer(text):
        if compound.group(1):
            yield from _parts_and_joined(text, compound.start(), compound.end())
        elif folded := fold(compound.group()[:LONGEST_READ]):
            yield Word(folded, compound.start(), compound.end())


def _parts_and_joined(text: str, start: int, end: int) -> Iterator[Word]:
    found = _PARTS.finditer(text, start, end)
    parts = [Word(folded, part.start(), part.end()) for part in found if (folded := fold(part.group()[:LONGEST_READ]))]
    yield from parts
    if 1 < len(parts) <= MOST_JOINED:
        yield Word("".join(part.text for part in parts)[:LONGEST_WORD], start, end)


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Lower case letters and digits, no accents, no possessive s, at most LONGEST_WORD of them, perhaps none."""
    if not word.isascii():
        # Some characters decompose into phrases with spaces (U+FDFA): only letters and digits are kept.
        decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", word).casefold())
        return "".join(character for character in decomposed if character.isalnum())[:LONGEST_WORD]
    return _APOSTROPHE.sub("", word.lower())[:LONGEST_WORD]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The term a folded word is indexed by. Words with a digit (g711, 486) keep their form."""
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return word
    return str(porter(word))


def terms(text: str) -> list[str]:
    """The stems of all words of a text, in order, repeated as often as they stand."""
    return [stem(word.text) for word in words(text)]
