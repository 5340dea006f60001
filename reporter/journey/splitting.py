"""Whether a problem's words tell of several, and where they are cut. It is only ever offered, and a wrong offer is in
the way of somebody in trouble: in doubt there is one problem. What is typed in other languages than English is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporter.journey.complaints import complaints, worlds
from reporter.journey.markers import (
    ALSO,
    ANOTHER,
    CLAUSE,
    FENCE,
    FOLLOWS,
    INLINE,
    ITEM,
    MACHINE,
    MARK,
    SENTENCE,
    SEVERAL,
    STEPS,
)

MOST = 5
"""Problems that one report is split into; the last holds what is left."""
LONGEST_TITLE = 150  # characters, as the field takes
LONGEST_LEAD = 300  # characters that may stand before every problem of a list
FEWEST_WORDS = 3  # of a problem


@dataclass(frozen=True)
class Symptom:
    """One of several problems: what the fields of its own report begin with."""

    title: str
    text: str


def symptoms(title: str, seen: str) -> tuple[Symptom, ...]:
    """The problems that a title and what is seen tell of, in their order, at most MOST; () for one, and in doubt.
    Every word of both is in one of them; the first keeps the title."""
    prose = _prose(seen)
    if cuts := _listed(title, prose):
        return _cut(title, seen, cuts, lead=seen[: cuts[0]].strip())
    apart = next(iter(_items(prose)), None)  # in a list that is none of problems nobody begins another one
    if cuts := _told(title, prose[:apart]):
        return _cut(title, seen, [0, *cuts])
    return _titled(title, seen)


def _prose(seen: str) -> str:
    """As long as what was typed, its lines too, with zeros in place of what machines wrote: nobody complains in a log,
    and no problem begins in one."""
    for unread in (FENCE, MACHINE):
        seen = unread.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), seen)
    return seen


def _listed(title: str, prose: str) -> list[int]:
    """Where each problem of a list begins; [] for none, and for a list of what was done."""
    starts = _items(prose)
    if not starts:
        return []
    lead = prose[: starts[0]].strip()
    introduction = lead.splitlines()[-1] if lead else title
    several = SEVERAL.search(introduction)
    if STEPS.search(introduction) and not several:
        return []
    items = [(start, prose[start:end]) for start, end in _slices(starts, len(prose))]
    if several or SEVERAL.search(title):
        cuts = [start for start, item in items if _words(item) > FEWEST_WORDS]
    else:
        cuts = _differing(items)
    return cuts if len(cuts) > 1 else []


def _items(prose: str) -> list[int]:
    """Where the items of the first list begin: numbered from 1, or with a bullet; [] when there are fewer than two."""
    found = list(ITEM.finditer(prose))
    numbered = [one for one in found if one["number"]]
    for starts in (_counted(numbered), _bullets(found), _counted(list(INLINE.finditer(prose)))):
        if len(starts) > 1:
            return starts
    return []


def _counted(found: Sequence[re.Match[str]]) -> list[int]:
    starts: list[int] = []
    for one in found:
        if int(one["number"]) == len(starts) + 1:
            starts.append(one.start())
    return starts


def _bullets(found: Sequence[re.Match[str]]) -> list[int]:
    indented = [(one.start("bullet") - one.start(), one.start()) for one in found if one["bullet"]]
    return [start for depth, start in indented if depth == indented[0][0]]


def _differing(items: Sequence[tuple[int, str]]) -> list[int]:
    """The items that complain about something no item before complains about, if most items complain at all."""
    known: frozenset[str] = frozenset()
    cuts, complaining = [], 0
    for start, item in items:
        topics = complaints(item)
        complaining += bool(topics)
        if topics - known:
            cuts.append(start)
        known |= topics
    return cuts if complaining * 2 > len(items) else []


def _told(title: str, prose: str) -> list[int]:
    """Where a sentence begins another problem than those before it."""
    several = bool(SEVERAL.search(title) or SEVERAL.search(prose))
    known = complaints(title)
    if len(worlds(known)) > 1:  # the title tells of both: then where the second begins is not known from it
        known = frozenset()
    cuts: list[int] = []
    for start, sentence in _sentences(prose):
        topics = complaints(sentence)
        if _begins(sentence, topics, known, several=several) and _long_enough(prose, (cuts or [0])[-1], start):
            cuts.append(start)
        if len(cuts) == MOST - 1:
            break
        known |= topics
    return cuts


def _long_enough(prose: str, before: int, start: int) -> bool:
    return _words(prose[before:start]) >= FEWEST_WORDS and _words(prose[start:]) > FEWEST_WORDS


def _begins(sentence: str, topics: frozenset[str], before: frozenset[str], *, several: bool) -> bool:
    if ANOTHER.match(sentence):
        return True
    if not topics or not before:
        return False
    if ALSO.match(sentence) or several:
        return bool(_roots(topics) - _roots(before))
    return bool(worlds(topics) - worlds(before)) and not FOLLOWS.match(sentence)


def _roots(topics: frozenset[str]) -> frozenset[str]:
    """A telephone that is not registered makes no calls: that is one problem, said twice."""
    return frozenset("calls" if topic == "registration" else topic for topic in topics)


def _titled(title: str, seen: str) -> tuple[Symptom, ...]:
    """Two problems in the title alone: what is seen may belong to each of them."""
    clauses = [clause.strip() for clause in CLAUSE.split(title) if clause.strip()]
    found = [worlds(complaints(clause)) for clause in clauses]
    apart = all(found) and len(frozenset().union(*found)) == sum(map(len, found))
    return tuple(Symptom(clause, seen) for clause in clauses[:MOST]) if len(clauses) > 1 and apart else ()


def _cut(title: str, seen: str, cuts: Sequence[int], *, lead: str = "") -> tuple[Symptom, ...]:
    """The lead of a list goes before the first problem, and before each if it is short."""
    texts = [seen[start:end].strip() for start, end in _slices(cuts[:MOST], len(seen))]
    shared = lead if len(lead) <= LONGEST_LEAD else ""
    joined = ["\n".join(filter(None, (lead if text is texts[0] else shared, text))) for text in texts]
    titles = [title.strip() or _title_of(texts[0]), *map(_title_of, texts[1:])]
    return tuple(Symptom(*pair) for pair in zip(titles, joined, strict=True))


def _title_of(text: str) -> str:
    """Its first sentence without what marks it as one of several."""
    mark = MARK.match(text)
    said = text[mark.end() :].strip() if mark else text
    first = next((part.strip() for _, part in _sentences(said) if _words(part) >= FEWEST_WORDS), said).rstrip(".;, ")
    short = first if len(first) <= LONGEST_TITLE else first[:LONGEST_TITLE].rpartition(" ")[0] or first[:LONGEST_TITLE]
    return short[:1].upper() + short[1:]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    starts = [0, *(found.end() for found in SENTENCE.finditer(text))]
    return ((start, text[start:end]) for start, end in _slices(starts, len(text)))


def _slices(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, (*starts[1:], end), strict=True)


def _words(text: str) -> int:
    return len(text.split())
