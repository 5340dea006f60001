"""Our own search, lexical or with vectors: one index for both, opened twice."""

from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

from bench.engines import DEEP, TOP, Shown, Timed, Way, timing
from bench.search_http_visitors import SHOWN
from search.articles.sections import Section
from search.index.build import build_index
from search.retrieval.passage import with_marks
from search.retrieval.query import Searcher


class Ours:
    def __init__(self, *, vectors: bool) -> None:
        self.name = "ours, with vectors" if vectors else "ours, lexical"
        self.ways: frozenset[Way] = frozenset({"question"} if vectors else {"question", "typing"})
        self._vectors = vectors

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        """In a process of its own, for it takes as long as the others together."""
        self._index, self._building = folder / "lifering", None
        if not self._index.exists():
            self._index.mkdir()
            self._building = get_context("spawn").Process(target=build_index, args=(sections, self._index))
            self._building.start()

    def ready(self) -> None:
        if self._building:
            self._building.join()
        self._searcher = Searcher.open(self._index, vectors=self._vectors)

    def ask(self, text: str, way: Way) -> Timed:
        with timing() as timed:
            for hit in self._searcher.search(text, limit=TOP, way=way):
                timed.found.append(Shown(hit.title, with_marks(hit.passage, "<b>{}</b>".format)))
        return timed

    def paths(self, text: str) -> Iterable[str]:
        return (hit.path for hit in self._searcher.search(text, limit=DEEP))

    def typed_paths(self, text: str) -> Iterable[str]:
        """While it is typed, as the search box asks."""
        return (hit.path for hit in self._searcher.search(text, limit=SHOWN, way="typing"))

    def close(self) -> None:
        self._searcher.close()
