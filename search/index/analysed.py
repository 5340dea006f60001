"""A section's words, read once for all that is made of them: the engine's postings, the vocabulary and the places."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from search.articles.sections import Section
from search.index.schema import BODY, DESCRIPTION, OWN_TITLE, PAGE_TITLE, PATH, TAGS
from search.language.analysis import stem, words

MOST_READ = 20_000  # characters of a text in which places are noted
REMEMBERED = 4096  # short texts that many sections share: titles, paths, descriptions

PRINT = 16  # bytes of a fingerprint


@dataclass(frozen=True, slots=True)
class Analysed:
    """Terms, starts and ends stand side by side: one entry for each word of the text, in the order of the starts."""

    postings: Mapping[str, tuple[int, float]]  # term -> how often, and the sum of what its places weigh
    said: frozenset[str]  # the unstemmed words, without those of the path
    terms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    names: Mapping[str, bool]  # the terms of titles and path that are among the postings: does it stand in a title?

    @property
    def length(self) -> int:
        return sum(times for times, _ in self.postings.values())


def analysed(section: Section) -> Analysed:
    said, starts, ends = tuple(zip(*words(section.text), strict=True)) or ((), (), ())
    terms = [stem(word, section.language) for word in said]
    postings: dict[str, tuple[int, float]]
    postings = {term: (times, BODY * times) for term, times in Counter(terms).items()}
    for weight, text in _beside_the_text(section):
        for term in _read(text, section.language).terms:
            times, total = postings.get(term, (0, 0))
            postings[term] = (times + 1, total + weight)
    beside = (section.title, section.description, *section.headings, *section.tags)
    around = [_read(text, section.language) for text in beside]
    titles = {term for text in (section.title, section.page_title) for term in _read(text, section.language).terms}
    names = titles.union(_read(_path(section), section.language).terms) & postings.keys()
    order = _order(starts, ends)
    return Analysed(
        postings=postings,
        said=frozenset(said).union(*(read.said for read in around)),
        terms=[terms[at] for at in order],
        starts=[starts[at] for at in order],
        ends=[ends[at] for at in order],
        names={term: term in titles for term in sorted(names)},
    )


def _order(starts: Sequence[int], ends: Sequence[int]) -> Sequence[int]:
    """A compound is read after its parts and stands where the first of them does."""
    there: Sequence[int] = range(len(ends))
    if ends and max(ends) > MOST_READ:
        there = [at for at in there if ends[at] <= MOST_READ]
    return sorted(there, key=starts.__getitem__)


def _beside_the_text(section: Section) -> Iterator[tuple[float, str]]:
    """What else of a section is searched, with its weight: tags and description go with the page's leading section."""
    yield OWN_TITLE, section.title
    yield PATH, _path(section)
    if section.leads:
        yield DESCRIPTION, section.description
        for tag in section.tags:
            yield TAGS, tag
    else:
        for heading in section.headings[:-1]:
            yield PAGE_TITLE, heading


def _path(section: Section) -> str:
    return section.path.removesuffix(".md")


class _Read(NamedTuple):
    said: frozenset[str]
    terms: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, language: str) -> _Read:
    found = [word.text for word in words(text)]
    return _Read(frozenset(found), tuple(stem(word, language) for word in found))


def fingerprint(section: Section) -> bytes:
    """PRINT bytes, the same for sections that are analysed alike (and of which the same vectors are made)."""
    told = (section.language, section.path, section.page_title, section.title, section.text, section.description)
    parts = (str(section.leads), *told, *section.headings, "tags", *section.tags)
    sized = f"{[*map(len, parts)]}{''.join(parts)}"
    return hashlib.blake2b(sized.encode(errors="surrogatepass"), digest_size=PRINT).digest()
