"""The part of a section that answers, with the words of the question marked."""

import re
from collections.abc import Callable, Sequence
from unicodedata import category

LENGTH = 240  # characters: about three lines of a result
LEAD = 60  # at most so much is shown before the first marked word, to begin where a sentence does

_SENTENCE_END = re.compile(r"[.!?:।]\s+|[。！？\n]")


Passage = tuple[str, ...]
"""The pieces of a stretch of text in turn: one as it stands (perhaps empty), then one to be marked, which is a word of
the question in any of its forms; the last one is as it stands."""
Standing = Sequence[int]
"""An asked word, by its place in the question, and where it stands: text[start:end]."""


def with_marks(passage: Passage, mark: Callable[[str], str]) -> str:
    """As one text, `mark` made of what is to be marked."""
    pieces = list(passage)
    pieces[1::2] = map(mark, passage[1::2])
    return "".join(pieces)


def cut(text: str, found: Sequence[Standing]) -> Passage:
    """The stretch of at most LENGTH + LEAD characters that holds most different ones of the found words, marked.

    The pieces together are a piece of `text` as it stands; when nothing is found, they are its beginning.
    """
    middle = _densest(found)
    return _in_turn(text, _beginning(text, middle), _ending(text, middle + LENGTH), found)


def _densest(found: Sequence[Standing]) -> int:
    """Where the word starts from which LENGTH characters hold most different words; the first of equals."""
    if not found or found[-1][1] < found[0][1] + LENGTH:
        return found[0][1] if found else 0
    different = len({word for word, _, _ in found})
    best, most, behind = 0, 0, 0
    inside: dict[int, int] = {}  # where each word begins for the last time in the LENGTH characters from `start` on
    for word, start, _ in found:
        while behind < len(found) and found[behind][1] < start + LENGTH:
            entering, at, _ = found[behind]
            inside[entering] = at
            behind += 1
        if len(inside) > most:
            best, most = start, len(inside)
        if most == different or behind == len(found):  # later ones hold no more
            break
        if inside.get(word) == start:
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
    if space > 0:
        return space
    return next((place for place in range(at, at - LEAD, -1) if category(text[place])[0] != "M"), at)  # with its marks


def _in_turn(text: str, start: int, end: int, found: Sequence[Standing]) -> Passage:
    """A compound and its parts overlap: one mark for each stretch."""
    pieces: list[str] = []
    for _, first, last in found:
        if first < start:
            if start < last <= end and pieces:
                pieces[-1] += text[start:last]
                start = last
        elif last <= end:
            pieces += text[start:first], text[first:last]
            start = last
        elif first >= end:
            break
    return (*pieces, text[start:end])
