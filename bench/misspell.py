"""Misspelt queries: what slips from a keyboard, and what people really write. The same text and seed give the same.

A slip is a letter transposed with the next, doubled, left out, or replaced by a neighbour on the keyboard, at any place
of a word of at least SHORTEST letters. A word that people are known to misspell is misspelt their way half of the time.
"""

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

SHORTEST = 5  # letters
_LONG = 8  # letters of a word that may be misspelt twice, when there is no other
_WORD = re.compile(rf"(?<![\w'’])[A-Za-z]{{{SHORTEST},40}}(?![\w'’])")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_LIST = Path(__file__).with_name("misspellings.txt")  # a word on each line, and how people misspell it
REAL = {word: wrong.split(",") for word, _, wrong in (line.partition(":") for line in _LIST.read_text().splitlines())}
"""In lower case."""


def misspelt(text: str, *, errors: int, seed: int) -> str:
    """`text` with so many words misspelt, each once; fewer when it has too few words that are long enough."""
    chance = random.Random(f"{seed} {text}")
    found = list(_WORD.finditer(text))
    chosen = chance.sample(found, min(errors, len(found)))
    twice = len(chosen) == 1 < errors and len(chosen[0].group()) >= _LONG
    for word in sorted(chosen, key=re.Match.start, reverse=True):
        wrong = _misspelt(word.group(), chance)
        text = text[: word.start()] + (_slipped(wrong, chance) if twice else wrong) + text[word.end() :]
    return text


def _misspelt(word: str, chance: random.Random) -> str:
    known = REAL.get(word.lower())
    if not known or chance.random() < 1 / 2:
        return _slipped(word, chance)
    wrong = chance.choice(known)
    return wrong.capitalize() if word[0].isupper() else wrong


def _slipped(word: str, chance: random.Random) -> str:
    slipped = word
    while slipped == word:  # as when two equal letters are transposed
        slipped = chance.choice(_SLIPS)(word, chance.randrange(len(word)), chance)
    return slipped


def _transposed(word: str, at: int, _chance: random.Random) -> str:
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _doubled(word: str, at: int, _chance: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _missing(word: str, at: int, _chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _replaced(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + chance.choice(_NEIGHBOURS.get(word[at], word[at])) + word[at + 1 :]


def _neighbours() -> dict[str, str]:
    """Left and right, above and below."""
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    pairs += [pair for upper, lower in pairwise(_ROWS) for pair in zip(upper, lower, strict=False)]
    near: dict[str, str] = {}
    for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
        near[one] = near.get(one, "") + other
    return near


_NEIGHBOURS = _neighbours()
_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (_transposed, _doubled, _missing, _replaced)
