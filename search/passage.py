"""The part of a section that answers, with the words of the question marked."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LENGTH = 240  # characters: about three lines of a result
LEAD = 60  # at most so much is shown before the first marked word, to begin where a sentence does

_SENTENCE_END = re.compile(r"[.!?:]\s+|\n")


class Fragment(NamedTuple):
    """A piece of a passage. `marked` when it is a word of the question, in any of its forms."""

    text: str
    marked: bool


class Standing(NamedTuple):
    """An asked word, by its place in the question, and where it stands: text[start:end]."""

    word: int
    start: int
    end: int


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
    if not found or found[-1].start < found[0].start + LENGTH:
        return found[0].start if found else 0
    best, most, behind = 0, 0, 0
    last: dict[int, int] = {}  # of each word met so far the last place: those from a word on are inside
    for at, (_, start, _) in enumerate(found):
        before = behind
        while behind < len(found) and found[behind][1] < start + LENGTH:
            last[found[behind][0]] = behind
            behind += 1
        if behind > before and (inside := sum([place >= at for place in last.values()])) > most:
            best, most = start, inside
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


def _merged(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A compound and its parts overlap: one mark for each stretch, from left to right."""
    marks: list[tuple[int, int]] = []
    for start, end in found:
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], end))
        else:
            marks.append((start, end))
    return marks


def _fragments(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Iterator[Fragment]:
    for first, last in marks:
        if start < first:
            yield Fragment(text[start:first], False)  # noqa: FBT003  # a name costs as much as the fragment itself
        yield Fragment(text[first:last], True)  # noqa: FBT003
        start = last
    if start < end:
        yield Fragment(text[start:end], False)  # noqa: FBT003
