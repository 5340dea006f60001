"""bm25s on numpy alone: its own tokens and English stop words, Snowball's stems, titles weighted by saying them again.

It ranks and does nothing else: the passage is the text around the first word of the question. It knows no prefixes.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import bm25s
from whoosh.lang.snowball.english import EnglishStemmer

from bench.engines import DEEP, PASSAGE, TOP, Shown, Timed, Way, timing, words
from search.articles.sections import Section

TITLE = 2  # times the title is said
K1, B = 2.0, 0.4  # with TITLE the best of ten triples


class Bm25s:
    name = "bm25s"
    ways: frozenset[Way] = frozenset({"question"})

    def __init__(self) -> None:
        self._stem = lru_cache(None)(EnglishStemmer().stem)

    def build(self, sections: Sequence[Section], folder: Path) -> None:  # noqa: ARG002  # it lives in memory
        self._sections = sections
        self._index = bm25s.BM25(k1=K1, b=B, backend="numpy")
        self._index.index(self._tokens([said(section) for section in sections]), show_progress=False)

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return bm25s.tokenize(list(texts), stopwords="en", stemmer=self._stems, return_ids=False, show_progress=False)

    def _stems(self, tokens: Iterable[str]) -> list[str]:
        return [self._stem(token) for token in tokens]

    def ready(self) -> None:
        """It was when build() returned."""

    def ask(self, text: str, way: Way) -> Timed:  # noqa: ARG002  # it knows one way
        with timing() as timed:
            asked = re.compile("|".join(map(re.escape, words(text))) or "$", re.IGNORECASE)
            for number in self._best(text, TOP):
                section = self._sections[number]
                first = asked.search(section.text)
                start = max(0, first.start() - PASSAGE // 4) if first else 0
                timed.found.append(Shown(section.title, section.text[start : start + PASSAGE]))
        return timed

    def _best(self, text: str, most: int) -> list[int]:
        tokens = self._tokens([text])
        if not any(token in self._index.vocab_dict for token in tokens[0]):
            return []
        found = self._index.retrieve(tokens, k=min(most, len(self._sections)), show_progress=False)
        return [int(number) for number, score in zip(found.documents[0], found.scores[0], strict=True) if score > 0]

    def paths(self, text: str) -> Iterable[str]:
        return (self._sections[number].path for number in self._best(text, DEEP))

    def close(self) -> None:
        """Nothing but memory."""


def said(section: Section) -> str:
    page = "" if section.leads else section.page_title
    return " ".join([*[section.title] * TITLE, page, section.text])
