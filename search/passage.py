"""The part of a section that answers, with the words of the question marked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LENGTH = 240  # characters: about three lines of a result
LEAD = 60  # at most so much is shown before the first marked word, to begin where a sentence does

_SENTENCE_END = re.compile(r"[.!?:]\s+|\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a passage. `marked` when it is a word of the question, in any of its forms."""

    text: str
    marked: bool


class Standing(NamedTuple):
    """A term and where a word with that stem stands: text[start:end]."""

    term: str
    start: int
    end: int


def cut(text: str, found: Sequence[Standing]) -> tuple[Fragment, ...]:
    """The stretch of at most LENGTH + LEAD characters that holds most different ones of the found words, marked.

    The fragments together are a piece of `text` as it stands; when nothing is found, they are its beginning.
    """
    middle = _densest(found).start if found else 0
    start = _beginning(text, middle)
    end = _ending(text, middle + LENGTH)
    marks = _merged([word for word in found if start <= word.start and word.end <= end])
    return tuple(_fragments(text, start, end, marks))


def _densest(found: Sequence[Standing]) -> Standing:
    """The word from which LENGTH characters hold most different terms; the first of equals."""
    best, most, behind = found[0], 0, 0
    inside: Counter[str] = Counter()
    for word in found:
        while behind < len(found) and found[behind].start < word.start + LENGTH:
            inside[found[behind].term] += 1
            behind += 1
        if len(inside) > most:
            best, most = word, len(inside)
        inside[word.term] -= 1
        if not inside[word.term]:
            del inside[word.term]
    return best


def _beginning(text: str, at: int) -> int:
    if at <= LEAD:
        return 0
    lead = text[at - LEAD : at]
    ends = [found.end() for found in _SENTENCE_END.finditer(lead)]
    space = lead.find(" ") + 1
    return at - LEAD + (ends[-1] if ends else space or LEAD)


def _ending(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = max(text.rfind(" ", at - LEAD, at), text.rfind("\n", at - LEAD, at))
    return space if space > 0 else at


def _merged(found: Sequence[Standing]) -> list[tuple[int, int]]:
    """A compound and its parts overlap: one mark for each stretch, from left to right."""
    marks: list[tuple[int, int]] = []
    for word in found:
        if marks and word.start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], word.end))
        else:
            marks.append((word.start, word.end))
    return marks


def _fragments(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Iterator[Fragment]:
    for first, last in marks:
        if start < first:
            yield Fragment(text[start:first], marked=False)
        yield Fragment(text[first:last], marked=True)
        start = last
    if start < end:
        yield Fragment(text[start:end], marked=False)
