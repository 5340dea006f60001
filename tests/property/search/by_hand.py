"""The score of every section of a small corpus, counted by looking at all of it."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.articles.boilerplate import without_boilerplate
from search.articles.sections import Section
from search.index.analysed import analysed
from search.index.pieces import DIMENSIONS, pieces
from search.index.schema import K1, B
from search.index.vectors import CHUNK, TITLE_WEIGHT, plain_words
from search.language.analysis import terms
from search.retrieval.closeness import GAP, LOOK_ON
from search.retrieval.nearness import CHUNK_SHARE, TITLE_SHARE
from search.retrieval.question import Asked
from search.retrieval.ranking import BOOST_POWER, CLOSE_SHARE, NEXT_SHARES


def scores_by_hand(sections: Sequence[Section], asked: Sequence[Asked]) -> dict[str, float]:
    """By words alone; of corpora so small that every section is looked at closely."""
    sections = without_boilerplate(sections)
    read = [analysed(section) for section in sections]
    weights = [Counter({term: weight for term, (_, weight) in one.postings.items()}) for one in read]
    lengths = [sum(times for times, _ in one.postings.values()) for one in read]
    rare = {
        term: math.log(len(sections) / (sum(1 for other in weights if other[term]) + 1)) + 1
        for word in asked
        for term, _ in word.terms
    }
    best = (K1 + 1) * sum(max(weight * rare[term] for term, weight in word.terms) for word in asked)
    scores = {}
    for section, counted, length in zip(sections, weights, lengths, strict=True):
        kept_length = byte_to_length(length_to_byte(length))  # Whoosh keeps a length in one byte
        norm = K1 * ((1 - B) + B * kept_length / (sum(lengths) / len(lengths)))
        held = [(term, weight) for word in asked for term, weight in word.terms if counted[term]]
        if held:
            total = sum(
                weight * rare[term] * counted[term] * (K1 + 1) / (counted[term] + norm) for term, weight in held
            )
            scores[section.location] = total / best * section.boost**BOOST_POWER
            scores[section.location] += CLOSE_SHARE * closeness_by_hand(section, asked)
    return with_pages({section.location: section.page_location for section in sections}, scores)


def closeness_by_hand(section: Section, asked: Sequence[Asked]) -> float:
    places: dict[str, int] = {}
    for place, word in enumerate(asked):
        for term, _ in word.terms:
            places.setdefault(term, place)
    named = {
        places[term]
        for term in terms(f"{section.page_title} {section.title} {section.path.removesuffix('.md')}")
        if term in places
    }
    met = {place for place in named if place + 1 in named}
    read = analysed(section)
    found = [word for word in zip(read.terms, read.starts, read.ends, strict=True) if word[0] in places]
    for at, (one, _, end) in enumerate(found):
        for other, start, _ in found[at + 1 : at + 1 + LOOK_ON]:
            first, second = sorted((places[one], places[other]))
            if second - first == 1 and start - end <= GAP:
                met.add(first)
    return len(met) / (len(asked) - 1) if len(asked) > 1 else 0.0


def with_pages(pages: dict[str, str], scores: dict[str, float]) -> dict[str, float]:
    of_page: dict[str, list[float]] = {}
    for location, score in scores.items():
        of_page.setdefault(pages[location], []).append(score)
    added = {
        page: sum(share * score for share, score in zip(NEXT_SHARES, sorted(held, reverse=True)[1:], strict=False))
        for page, held in of_page.items()
    }
    return {location: score + added[pages[location]] for location, score in scores.items()}


def nearness_by_hand(section: Section, first: Section, text: str) -> float:
    """`first`: of the section's page. Every word of the question counts the same."""
    titles = [] if section.title == section.page_title else list(plain_words(section.page_title))
    titles += plain_words(section.title)
    words = list(plain_words(section.text))
    asked = mean(list(dict.fromkeys(plain_words(text))))
    chunks = [words[at : at + CHUNK] for at in range(0, len(words), CHUNK)] or [[]]
    nearest = max(float(mean(titles * TITLE_WEIGHT + chunk) @ asked) for chunk in chunks)
    return CHUNK_SHARE * nearest + TITLE_SHARE * float(mean(list(plain_words(first.page_title))) @ asked)


def mean(words: Sequence[str]) -> np.ndarray:
    total = np.zeros(DIMENSIONS)
    for word in words:
        total += pieces().word(word).astype(np.float64)
    length = math.sqrt(total @ total)
    return total / length if length else total
