"""Whoever is compared: ours first, then the others that run on this machine."""

from bench.engines import Engine, lunr
from bench.engines.bm25s import Bm25s
from bench.engines.fts5 import Fts5
from bench.engines.lunr import Lunr
from bench.engines.ours import Ours
from bench.engines.tantivy import Tantivy

LEXICAL, FUSED = "ours, lexical", "ours, with vectors"
OURS = (LEXICAL, FUSED)


def engines() -> list[Engine]:
    found: list[Engine] = [Ours(vectors=False), Ours(vectors=True), Tantivy(), Fts5(), Bm25s()]
    if reason := lunr.missing():
        print(f"  lunr is not measured: {reason}.")
        return found
    return [*found, Lunr()]
