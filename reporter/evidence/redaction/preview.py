"""What was redacted, beside what it was: the lines that changed, with the stretches in them that did."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reporter.evidence.redaction.lines import LINE_END

FragmentKind = Literal["same", "out", "in"]
Fragment = tuple[FragmentKind, str]
MOST_CHANGES = 400  # lines shown
LONGEST_LINE = 2_000  # characters of a line shown
MOST_COMPARED = 20_000  # words of one line times those of the other
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")


@dataclass(frozen=True)
class Change:
    """A line that changed, or one beside it for context, whose fragments are all the same. `number`: from 1.
    `before` holds fragments `same` and `out`, `after` `same` and `in`. `last`: further changes are not shown."""

    number: int
    before: tuple[Fragment, ...]
    after: tuple[Fragment, ...]
    last: bool = False

    @property
    def changed(self) -> bool:
        return self.before != self.after


def preview(before: str, after: str) -> tuple[Change, ...]:
    """`after` is `before` redacted, so the lines of both correspond one to one. At most MOST_CHANGES lines, each of at
    most LONGEST_LINE characters; the last one says whether there is more."""
    pairs = list(zip(LINE_END.split(before), LINE_END.split(after), strict=False))
    changed = [number for number, (old, new) in enumerate(pairs) if old != new]
    around = {near for number in changed[: MOST_CHANGES + 1] for near in (number - 1, number, number + 1)}
    shown = sorted(number for number in around if 0 <= number < len(pairs) and any(pairs[number]))
    kept = shown[:MOST_CHANGES]
    more = bool(kept) and changed[-1] > kept[-1]
    return tuple(_change(number, *pairs[number], last=more and number == kept[-1]) for number in kept)


def _change(number: int, old: str, new: str, *, last: bool) -> Change:
    before, after = _fragments(old[:LONGEST_LINE], new[:LONGEST_LINE])
    return Change(number + 1, before, after, last)


def _fragments(old: str, new: str) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
    """Of both; what is the same at the beginning and at the end needs no comparing."""
    first, second = _WORD.findall(old), _WORD.findall(new)
    most = min(len(first), len(second))
    start = next((place for place in range(most) if first[place] != second[place]), most)
    end = next((place for place in range(most - start) if first[-1 - place] != second[-1 - place]), most - start)
    middle = first[start : len(first) - end], second[start : len(second) - end]
    before, after = _compared(*middle)
    same: Fragment = ("same", "".join(first[:start]))
    tail: Fragment = ("same", "".join(first[len(first) - end :]))
    return _joined(same, *before, tail), _joined(same, *after, tail)


def _compared(first: list[str], second: list[str]) -> tuple[list[Fragment], list[Fragment]]:
    if len(first) * len(second) > MOST_COMPARED:
        return [("out", "".join(first))], [("in", "".join(second))]
    before: list[Fragment] = []
    after: list[Fragment] = []
    for kind, start, end, start_after, end_after in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        before.append(("same" if kind == "equal" else "out", "".join(first[start:end])))
        after.append(("same" if kind == "equal" else "in", "".join(second[start_after:end_after])))
    return before, after


def _joined(*fragments: Fragment) -> tuple[Fragment, ...]:
    """Without empty ones; neighbours of one kind are one."""
    found: list[Fragment] = []
    for kind, text in fragments:
        if text and found and found[-1][0] == kind:
            found[-1] = kind, found[-1][1] + text
        elif text:
            found.append((kind, text))
    return tuple(found)
