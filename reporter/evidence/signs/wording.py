"""How a sign is told: the sentence, the words to search for, and how much it says about the cause."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reporter.evidence.reading import Sign


class Meaning(NamedTuple):
    """`text` is a gettext message id with {placeholders}; `terms` what one would ask a knowledge base for."""

    text: str
    terms: tuple[str, ...] = ()


class Said(NamedTuple):
    """How a log says something: one of `needles` stands in it, in small letters; with one of `beside` in the same
    line, if there are any."""

    code: str
    weight: int
    needles: tuple[str, ...]
    meaning: Meaning
    beside: tuple[str, ...] = ()


# How telling a sign is. What names a cause stands before what only repeats the answer's number.
PROVEN, CAUSE, ANSWER, BESIDE, HINT = 90, 70, 50, 30, 10


@dataclass(frozen=True, slots=True)
class Found:
    """`settles`: it says all that the bare meaning of the final answer would say, which is then left out."""

    weight: int
    sign: Sign
    settles: bool = False

    def of(self, call_id: str) -> "Found":
        return replace(self, sign=replace(self.sign, call_id=call_id))


def found(weight: int, code: str, meaning: Meaning, /, *terms: str, **values: object) -> Found:
    """`terms` stand before those of the meaning; `values` fill its placeholders."""
    every = tuple(dict.fromkeys((*filter(None, terms), *meaning.terms)))
    return Found(weight, Sign(code, meaning.text, every, {name: str(value) for name, value in values.items()}))


def settling(weight: int, code: str, meaning: Meaning, /, *terms: str, **values: object) -> Found:
    """One that `settles`."""
    return replace(found(weight, code, meaning, *terms, **values), settles=True)


def folded(every: Sequence[Found], most: int) -> tuple[Sign, ...]:
    """The most telling first, and of equally telling ones what most calls show. Equal sentences about the same things
    are one, of the first such call; `values["calls"]` says in how many it was seen."""
    kinds: dict[tuple[str, str, tuple[str, ...]], list[Found]] = {}
    for one in every:
        kinds.setdefault((one.sign.code, one.sign.text, one.sign.terms), []).append(one)
    ranked = sorted(kinds.values(), key=lambda alike: (-alike[0].weight, -len(alike)))
    return tuple(_one(alike) for alike in ranked[:most])


def _one(alike: Sequence[Found]) -> Sign:
    first = alike[0].sign
    return replace(first, values={**first.values, "calls": str(len(alike))}) if len(alike) > 1 else first
