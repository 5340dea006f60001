"""The part of a section that answers, with the words of the question marked."""

import re
from collections.abc import Sequence
from typing import NamedTuple

LENGTH = 240  # characters: about three lines of a result
LEAD = 60  # at most so much is shown before the first marked word, to begin where a sentence does

_SENTENCE_END = re.compile(r"[.!?:]\s+|\n")


class Fragment(NamedTuple):
    """A piece of a passage. `marked` when it is a word of the question, in any of its forms."""

    text: str
    marked: bool


Standing = tuple[int, int, int]
"""An asked word, by its place in the question, and where it stands: text[start:end]."""


def cut(text: str, found: Sequence[Standing]) -> tuple[Fragment, ...]:
    """The stretch of at most LENGTH + LEAD characters that holds most different ones of the found words, marked.

    The fragments together are a piece of `text` as it stands; when nothing is found, they are its beginning.
    """
    middle = _densest(found)
    start = _beginning(text, middle)
    end = _ending(text, middle + LENGTH)
    marks = _merged([(first, last) for _, first, last in found if start <= first and last <= end])
    return tuple(_fragments(text, start, end, marks))


def _densest(found: Sequence[Standing]) -> int:
    """Where the word starts from which LENGTH characters hold most different words; the first of equals."""
    if not found or found[-1][1] < found[0][1] + LENGTH:
        return found[0][1] if found else 0
    best, most, behind = 0, 0, 0
    inside: dict[int, int] = {}  # how often each word stands in the LENGTH characters from `start` on
    for word, start, _ in found:
        while behind < len(found) and found[behind][1] < start + LENGTH:
            entering = found[behind][0]
            inside[entering] = inside.get(entering, 0) + 1
            behind += 1
        if len(inside) > most:
            best, most = start, len(inside)
        inside[word] -= 1
        if not inside[word]:
            del inside[word]
    return best


def _beginning(text: str, at: int) -> int:
    if at <= LEAD:
        return 0
    *sentences, begun = _SENTENCE_END.split(text[at - LEAD : at])
    if sentences:
        return at - len(begun)
    return at - LEAD + (begun.find(" ") + 1 or LEAD)


def _ending(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = max(text.rfind(" ", at - LEAD, at), text.rfind("\n", at - LEAD, at))
    return space if space > 0 else at


def _merged(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A compound and its parts overlap: one mark for each stretch, from left to right."""
    marks: list[tuple[int, int]] = []
    for start, end in found:
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], end))
        else:
            marks.append((start, end))
    return marks


def _fragments(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> list[Fragment]:
    fragments = []
    for first, last in marks:
        if start < first:
            fragments.append(Fragment(text[start:first], False))  # noqa: FBT003  # a name costs as much as the fragment
        fragments.append(Fragment(text[first:last], True))  # noqa: FBT003
        start = last
    if start < end:
        fragments.append(Fragment(text[start:end], False))  # noqa: FBT003
    return fragments
