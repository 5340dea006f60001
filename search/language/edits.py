"""How far what was typed is from a word, and how likely a hand makes those mistakes."""

from itertools import accumulate, pairwise

EDIT = 1.0  # what a mistake costs at least: two letters transposed, one doubled, one of two equal ones left out
_LEFT_OUT, _CONFUSED, _ADDED, _OTHER = 0.1, 0.1, 0.2, 0.3  # what the other kinds cost more
_FIRST = 0.3  # what it costs more at the first letter, which is seldom wrong

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiouy"
Costs = list[float]


def _confused() -> set[tuple[str, str]]:
    """Keys beside one another, and vowels, which are taken for one another by ear."""
    beside = {pair for row in _ROWS for pair in pairwise(row)}
    beside |= {pair for upper, lower in pairwise(_ROWS) for pair in zip(upper, lower, strict=False)}
    beside |= {(one, other) for one in _VOWELS for other in _VOWELS}
    return beside | {(other, one) for one, other in beside}


_CONFUSIONS = _confused()


def cost(typed: str, meant: str, *, most: int, begun: bool = False) -> float | None:
    """What it takes to turn one into the other, each mistake EDIT and less than half of it; None for more than `most`.

    Mistakes are counted as by Damerau and Levenshtein, no letter being touched twice (optimal string alignment);
    `most` is 1 or 2. `begun`: what was typed may be the beginning of the word.
    """
    if len(typed) - len(meant) > most or (len(meant) - len(typed) > most and not begun):
        return None
    same = max(0, _same(typed, meant) - 1)  # one of them stays: what comes after it may be it, doubled
    ending = 0 if begun else _same(typed[:same:-1], meant[:same:-1])
    typed, meant = typed[same : len(typed) - ending], meant[same : len(meant) - ending]
    if begun:
        meant = meant[: len(typed) + most]
    far = (most + 1) * EDIT
    before: Costs = []
    row = list(accumulate((_left_out(meant, at) for at in range(1, len(meant) + 1)), initial=0.0))
    for at in range(1, len(typed) + 1):
        before, row = row, _row(typed, meant, at, (before, row))
        if min(row) >= far:
            return None
    least = min(row) if begun else row[-1]
    return least if least < far else None


def _same(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (letter, wanted) in pairs if letter != wanted), min(len(one), len(other)))


def _row(typed: str, meant: str, at: int, rows: tuple[Costs, Costs]) -> Costs:
    """What the first `at` typed letters cost as each beginning of the word, from what one and two fewer cost."""
    before, last = rows
    letter, added = typed[at - 1], _added(typed, at)
    row = [last[0] + added]
    for to, wanted in enumerate(meant, start=1):
        instead = 0.0 if letter == wanted else _instead(letter, wanted, to)
        best = min(last[to - 1] + instead, last[to] + added, row[to - 1] + _left_out(meant, to))
        if at > 1 < to and letter == meant[to - 2] and typed[at - 2] == wanted:
            best = min(best, before[to - 2] + EDIT + _at(to - 1))
        row.append(best)
    return row


def _added(typed: str, at: int) -> float:
    doubled = at > 1 and typed[at - 1] == typed[at - 2]
    return EDIT + (0 if doubled else _ADDED) + _at(at)


def _left_out(meant: str, at: int) -> float:
    doubled = at > 1 and meant[at - 1] == meant[at - 2]
    return EDIT + (0 if doubled else _LEFT_OUT) + _at(at)


def _instead(letter: str, wanted: str, at: int) -> float:
    return EDIT + (_CONFUSED if (letter, wanted) in _CONFUSIONS else _OTHER) + _at(at)


def _at(letter: int) -> float:
    return _FIRST if letter == 1 else 0.0
