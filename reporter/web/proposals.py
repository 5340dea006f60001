"""The articles that the articles step proposes: those that fit the words, and those that fit what the traces show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from reporter.errors import Unavailable
from reporter.evidence.reading import Sign
from reporter.journey.ports import Draft
from reporter.web.hits import find, why
from reporter.web.locale import sentence
from reporter.web.traces import traces_of
from search.retrieval.hits import Answer, Hit
from search.retrieval.reasons import read_as

SHOWN = 5
SECTIONS_A_PAGE = 3  # the search gives at most so many of one page
ASKED_SIGNS = 3  # the most telling ones: more would ask about everything a trace holds
NOTHING = Answer((), None, fits=False)


@dataclass(frozen=True)
class Proposals:
    """`hits`: each with why it is there, "" where its passage tells. `mended`: words typed -> as they were read.
    `trouble`: why nothing could be searched."""

    hits: tuple[tuple[Hit, str], ...]
    mended: dict[str, str]
    trouble: str


def signs_of_traces(current: Draft | None) -> tuple[Sign, ...]:
    """What the draft's traces show, each thing once."""
    signs = (sign for file in traces_of(current) if file.reading for sign in file.reading.signs)
    return tuple({(sign.code, *sign.values.values()): sign for sign in signs}.values())


def propose(words: str, signs: tuple[Sign, ...]) -> Proposals:
    """One section of each page, SHOWN at most; what fits a trace and what fits the words in turn, the trace first: its
    codes say what is wrong more exactly than a person can."""
    try:
        found = find(words, limit=SHOWN * SECTIONS_A_PAGE) if words.strip() else NOTHING
        shown = list(_for_signs(signs))
    except Unavailable as error:
        return Proposals((), {}, str(error))
    mended = read_as(words, found)
    fitting = [(hit, why(hit, mended)) for hit in found.hits] if found.fits else []
    in_turn = chain.from_iterable(zip_longest(shown, _one_a_page(fitting)))
    hits = _one_a_page(pair for pair in in_turn if pair)
    return Proposals(tuple(hits)[:SHOWN], mended, "")


def _for_signs(signs: tuple[Sign, ...]) -> Iterator[tuple[Hit, str]]:
    for sign in signs[:ASKED_SIGNS]:
        answer = find(" ".join(sign.terms), limit=1, way="evidence")
        if answer.fits:
            yield answer.hits[0], sentence("Fits what your trace shows")


def _one_a_page(hits: Iterable[tuple[Hit, str]]) -> Iterator[tuple[Hit, str]]:
    best: dict[str, tuple[Hit, str]] = {}
    for hit, reason in hits:
        best.setdefault(hit.page_location, (hit, reason))
    return iter(best.values())
