"""Our own search, lexical or with vectors: one index for both, opened twice."""

from collections.abc import Iterable, Sequence
from inspect import signature
from pathlib import Path

from bench.engines import DEEP, TOP, Shown, Timed, Way, timing
from search.build import build_index
from search.query import Searcher
from search.sections import Section


class Ours:
    ways: frozenset[Way] = frozenset({"question", "typing"})

    def __init__(self, *, vectors: bool) -> None:
        self.name = "ours, with vectors" if vectors else "ours, lexical"
        self._vectors = vectors

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        index = folder / "lifering"
        if not index.exists():
            build_index(sections, index)
        options = {"vectors": self._vectors} if "vectors" in signature(Searcher.open).parameters else {}
        self._searcher = Searcher.open(index, **options)

    def ask(self, text: str, way: Way) -> Timed:
        with timing() as timed:
            for hit in self._searcher.search(text, limit=TOP, way=way):
                passage = "".join(f"<b>{part.text}</b>" if part.marked else part.text for part in hit.passage)
                timed.found.append(Shown(hit.title, passage))
        return timed

    def paths(self, text: str) -> Iterable[str]:
        return (hit.path for hit in self._searcher.search(text, limit=DEEP))

    def close(self) -> None:
        self._searcher.close()
