"""Whoosh as its documentation has one use it. Frozen: this configuration is what later speeds are compared with.

Three stemmed fields with the title weighted, texts stored, a query parser over the three, any of the words, BM25F as it
comes, and Whoosh's own highlighter. Nobody tunes it, neither up nor down.
"""

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser, OrGroup

from bench.engines import DEEP, TOP, Shown, Timed, Way, timing, words
from bench.place import KEPT
from search.articles.sections import Section

WRITER_MEMORY = 256  # MB, as many as our own build gives it


def schema() -> Schema:
    stemmed = StemmingAnalyzer()
    return Schema(
        title=TEXT(analyzer=stemmed, field_boost=10.0, stored=True),
        headings=TEXT(analyzer=stemmed, field_boost=3.0),
        body=TEXT(analyzer=stemmed, stored=True),
        path=ID(stored=True),
    )


def document(section: Section) -> dict[str, str]:
    headings = " ".join(section.headings[:-1])
    return {"title": section.title, "headings": headings, "body": section.text, "path": section.path}


def write(sections: Sequence[Section], home: Path) -> None:
    """Into a folder that is not yet there."""
    home.mkdir(parents=True)
    with create_in(str(home), schema()).writer(limitmb=WRITER_MEMORY) as writer:
        for section in sections:
            writer.add_document(**document(section))


def digest(sections: Sequence[Section]) -> str:
    """Another text, or another way to index it, is another index."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for section in sections:
        total.update(repr(document(section)).encode())
    return total.hexdigest()[:16]


class StockWhoosh:
    name = "Whoosh, stock"
    ways: frozenset[Way] = frozenset({"question"})

    def build(self, sections: Sequence[Section], folder: Path) -> None:  # noqa: ARG002  # it is kept between runs
        home = KEPT / "whoosh" / digest(sections)
        if not home.is_dir():
            unfinished = home.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            write(sections, unfinished)
            unfinished.rename(home)
        self._searcher = open_dir(str(home), readonly=True).searcher()
        self._parser = MultifieldParser(["title", "headings", "body"], schema(), group=OrGroup)

    def ready(self) -> None:
        """It was when build() returned."""

    def ask(self, text: str, way: Way) -> Timed:  # noqa: ARG002  # its Prefix took seconds: it is not asked while typing
        with timing() as timed:
            for hit in self._searcher.search(self._query(text), limit=TOP):
                timed.found.append(Shown(hit["title"], hit.highlights("body")))
        return timed

    def paths(self, text: str) -> Iterable[str]:
        return [hit["path"] for hit in self._searcher.search(self._query(text), limit=DEEP)]

    def _query(self, text: str) -> object:
        return self._parser.parse(" ".join(words(text)))

    def close(self) -> None:
        self._searcher.close()
