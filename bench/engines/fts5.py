"""SQLite FTS5: words stemmed by its own Porter, columns weighted by bm25(), its own snippet()."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.engines import DEEP, TOP, Shown, Timed, Way, timing, words
from search.articles.sections import Section

TITLE, PAGE_TITLE, BODY = 5, 3, 1  # the best of nine pairs for the two titles
TOKENS = 40  # of a snippet: about as many characters as the others show
MOST_WORDS = 500


class Fts5:
    name = "SQLite FTS5"
    ways: frozenset[Way] = frozenset({"question", "typing"})

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        self._sqlite = sqlite3.connect(folder / "fts5.db")
        self._sqlite.execute("pragma mmap_size = 4000000000")
        self._sqlite.execute(
            "create virtual table section using fts5(path unindexed, title, page_title, body,"
            " tokenize = 'porter unicode61', prefix = '3 4')"
        )
        rows = ((one.path, one.title, "" if one.leads else one.page_title, one.text) for one in sections)
        self._sqlite.executemany("insert into section values (?, ?, ?, ?)", rows)
        self._sqlite.execute("insert into section(section) values ('optimize')")
        self._sqlite.execute(
            "insert into section(section, rank) values ('rank', ?)", (f"bm25(0, {TITLE}, {PAGE_TITLE}, {BODY})",)
        )
        self._sqlite.commit()

    def ready(self) -> None:
        """It was when build() returned."""

    def ask(self, text: str, way: Way) -> Timed:
        with timing() as timed:
            query = _query(text, unfinished=way == "typing")
            found = self._sqlite.execute(
                f"select title, snippet(section, 3, '<b>', '</b>', '...', {TOKENS}) from section"
                f" where section match ? order by rank limit {TOP}",
                (query,),
            )
            timed.found = [Shown(title, passage) for title, passage in found]
        return timed

    def paths(self, text: str) -> Iterable[str]:
        found = self._sqlite.execute(
            f"select path from section where section match ? order by rank, rowid limit {DEEP}",
            (_query(text, unfinished=False),),
        )
        return (path for (path,) in found)

    def close(self) -> None:
        self._sqlite.close()


def _query(text: str, *, unfinished: bool) -> str:
    return " OR ".join(f'"{word}"' for word in words(text)[:MOST_WORDS]) + ("*" if unfinished else "")
