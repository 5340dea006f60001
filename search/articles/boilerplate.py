"""Text that many pages repeat: it answers nothing, so it is neither searched nor shown.

Two kinds: a line that stands alike on many pages, and a block of metadata, such as "Audience: Engineers", "Level:
Beginner", "Reading time: 5 minutes", of which most values recur. A template that is filled in anew on each page
("Symptom: ...", "Cause: ...", "Remedy: ...") is none, and nor is a single "Note: ...".
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from search.articles.sections import Section
from search.language.analysis import UNPARTED

FEWEST_PAGES, SHARE = 5, 0.1  # many pages are so many, and so much of all
HALF = 0.5
SHORT = 4  # words: a line of fewer ("Click Save.") is a step of many guides, unless half of the pages have it
LEAST_LABELS = 3
LEAST_RECURRING = 2  # labels of a block whose values recur
LONGEST_LABEL, LONGEST_VALUE = 40, 400  # characters
MOST_LABEL_WORDS = 4
NEAR_THE_TOP = 300  # characters of a page's text before a block of metadata
SAME_LABEL = 0.8  # "Page facts Audience" is the label if it is on so many of the pages that have "Audience"

_COLON = re.compile(r":(?=\s)|：")
_SIGN = re.compile(rf"[{UNPARTED}]")
_LABEL_WORD = re.compile(r"[\w&/'’-]+")
_SENTENCE_END = re.compile(r"[.!?](?=\s)")

Span = tuple[int, int]


def without_boilerplate(sections: Sequence[Section]) -> list[Section]:
    """The same sections, their texts without it. One that holds nothing else keeps its title."""
    pages = len({section.page_location for section in sections})
    many = max(FEWEST_PAGES, math.ceil(SHARE * pages))
    if pages < many:
        return list(sections)
    spans = _metadata(sections, many, half=HALF * pages)
    repeated = _repeated_lines(sections, many, half=HALF * pages)
    for section, found in zip(sections, spans, strict=True):
        if not repeated.isdisjoint(section.text.split("\n")):
            found.extend(span for span, line in _lines(section.text) if line in repeated)
    return [
        replace(section, text=_without(section.text, found)) if found else section
        for section, found in zip(sections, spans, strict=True)
    ]


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    at = 0
    for line in text.split("\n"):
        yield (at, at + len(line)), line
        at += len(line) + 1


def _without(text: str, spans: Iterable[Span]) -> str:
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    lines = ("".join(kept) + text[at:]).split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def _repeated_lines(sections: Sequence[Section], many: int, *, half: float) -> set[str]:
    """None at all when most pages would lose all of their text: then the pages are alike, and that is what they say."""
    by_page: dict[str, set[str]] = {}
    for section in sections:
        by_page.setdefault(section.page_location, set()).update(section.text.split("\n"))
    repeated = {
        line
        for line, count in _counted(by_page.values()).items()
        if count >= many and (count > half or _words(line) >= SHORT) and any(map(str.isalnum, line))
    }
    nothing = repeated | {""}
    return set() if sum(map(nothing.issuperset, by_page.values())) > half else repeated


def _words(line: str) -> int:
    """About how many; two signs make one where words are not parted."""
    return line.count(" ") + 1 + len(_SIGN.findall(line)) // 2


def _counted(by_page: Iterable[set[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for held in by_page:
        counts.update(held)
    return counts


@dataclass(frozen=True, slots=True)
class _Colon:
    """A place that may end a label: what the label may be, the shortest first."""

    at: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    start: int
    value: Span


def _metadata(sections: Sequence[Section], many: int, *, half: float) -> list[list[Span]]:
    """By section the stretches of its text that are blocks of metadata."""
    likely = {place: colons for place in _places(sections, many) if (colons := _colons(place.section.text))}
    labels = _on_pages(
        (place.section, [label for colon in colons for label in colon.labels]) for place, colons in likely.items()
    )
    everywhere = {label for label, count in labels.items() if count > half}
    runs = {
        place: [
            run for run in _runs(place.section.text, _labelled(colons, labels, many)) if place.takes(run, everywhere)
        ]
        for place, colons in likely.items()
    }
    recurring = _recurring(((place.section, found) for place, found in runs.items()), many)
    spans: list[list[Span]] = [[] for _ in sections]
    for place, found in runs.items():
        metadata = (run for run in found if len(recurring & _labels(run)) >= LEAST_RECURRING)
        spans[place.number].extend((run[0].start, run[-1].value[1]) for run in metadata)
    return spans


def _places(sections: Sequence[Section], many: int) -> "Iterator[_Place]":
    titles = _on_pages((section, (section.title,)) for section in sections)
    last = {section.page_location: number for number, section in enumerate(sections)}
    for number, section in enumerate(sections):
        recurs, ends = titles[section.title] >= many, last[section.page_location] == number
        if section.leads or recurs or ends:
            yield _Place(number, section, recurs, ends)


def _on_pages(named: Iterable[tuple[Section, Iterable[str]]]) -> Counter[str]:
    """On how many pages each name stands."""
    by_page: dict[str, set[str]] = {}
    for section, names in named:
        by_page.setdefault(section.page_location, set()).update(names)
    return _counted(by_page.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Metadata stand at the top of a page, at its end when nearly all pages have them, or under a heading that many
    pages have. Elsewhere it may be an example, such as a message with its headers or a configuration."""

    number: int
    section: Section
    title_recurs: bool
    ends_page: bool

    def takes(self, run: "Sequence[_Entry]", everywhere: AbstractSet[str]) -> bool:
        if self.title_recurs or (self.section.leads and run[0].start <= NEAR_THE_TOP):
            return True
        return self.ends_page and run[-1].value[1] == len(self.section.text) and _labels(run) <= everywhere


def _colons(text: str) -> list[_Colon]:
    if text.count(":") + text.count("：") < LEAST_LABELS:
        return []
    found = (_Colon(colon.start(), tuple(_possible_labels(text, colon.start()))) for colon in _COLON.finditer(text))
    return [colon for colon in found if colon.labels]


def _possible_labels(text: str, end: int) -> Iterator[str]:
    line = text[max(0, end - LONGEST_LABEL) : end].rpartition("\n")[2]
    words = line.split(" ")[-MOST_LABEL_WORDS:]
    for at in range(len(words) - 1, -1, -1):
        if not _LABEL_WORD.fullmatch(words[at]):
            return
        if not words[at][0].islower():
            yield " ".join(words[at:])


def _labelled(colons: Iterable[_Colon], counts: Mapping[str, int], many: int) -> list[tuple[str, int]]:
    """The labels that are on many pages, and where their colons stand."""
    found: list[tuple[str, int]] = []
    for colon in colons:
        common = [label for label in colon.labels if counts[label] >= many]
        if common:
            least = SAME_LABEL * counts[common[0]]
            found.append(([label for label in common if counts[label] >= least][-1], colon.at))
    return found


def _runs(text: str, labels: Sequence[tuple[str, int]]) -> Iterator[list[_Entry]]:
    """Labels that follow one another, each with its value, in one line or in one after another."""
    run: list[_Entry] = []
    starts = [colon - len(label) for label, colon in labels]
    for (label, colon), start, following in zip(labels, starts, [*starts[1:], -1], strict=False):
        if _is_value(text, (colon + 1, following)):
            run.append(_Entry(label, start, (colon + 1, following)))
            continue
        if last := _last_value(text, start, colon + 1):
            run.append(_Entry(label, start, last))
        if len(_labels(run)) >= LEAST_LABELS:
            yield run
        run = []


def _labels(run: Iterable[_Entry]) -> set[str]:
    return {entry.label for entry in run}


def _is_value(text: str, value: Span) -> bool:
    """Up to the next label, which stands in the same line or begins the next one."""
    start, end = value
    return 0 <= end - start <= LONGEST_VALUE and text.find("\n", start, end) in (-1, end - 1)


def _last_value(text: str, label_start: int, start: int) -> Span | None:
    """To the end of its line; to the end of its sentence where other labels stand before it in the line."""
    longest = start + LONGEST_VALUE
    line_end = text.find("\n", start, longest + 1)
    end = line_end if line_end >= 0 else len(text)
    begins_line = label_start == 0 or text[label_start - 1] == "\n"
    sentence = None if begins_line else _SENTENCE_END.search(text, start, min(end, longest))
    end = sentence.end() if sentence else end
    return (start, end) if end <= longest else None


def _recurring(runs: Iterable[tuple[Section, list[list[_Entry]]]], many: int) -> set[str]:
    """The labels whose values are at most half as many as the label's places."""
    values: dict[str, Counter[str]] = {}
    for section, found in runs:
        for entry in (entry for run in found for entry in run):
            value = section.text[slice(*entry.value)].strip().casefold()
            values.setdefault(entry.label, Counter())[value] += 1
    return {label for label, seen in values.items() if seen.total() >= max(many, len(seen) / HALF)}
