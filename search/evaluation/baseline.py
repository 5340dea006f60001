"""What SQLite's full-text search makes of the same sections: the figure that our own ranking has to beat."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from search.errors import BadIndex
from search.evaluation.judge import first_pages

TITLE, BODY = 8, 1  # weights of bm25()
MOST_WORDS = 500  # different words of a question

_WORD = re.compile(r"[^\W_]+")


class Baseline:
    """FTS5 in memory over title and text of each section, words stemmed by its own Porter; to be closed."""

    def __init__(self, sections: Iterable[Mapping[str, str]]) -> None:
        """Raises BadIndex when this Python's SQLite has no FTS5."""
        self._sqlite = sqlite3.connect(":memory:")
        try:
            self._sqlite.execute(
                "create virtual table section using fts5(path unindexed, title, body, tokenize = 'porter unicode61')"
            )
        except sqlite3.OperationalError as error:
            self._sqlite.close()
            raise BadIndex(f"The baseline needs SQLite with FTS5, which this Python lacks ({error}).") from error
        rows = ((section["path"], section["title"], section["text"]) for section in sections)
        self._sqlite.executemany("insert into section values (?, ?, ?)", rows)

    def pages(self, question: str) -> list[str]:
        """The paths of the best pages, at most judge.DEPTH: any of the question's words may be in them."""
        words = list(dict.fromkeys(_WORD.findall(question.casefold())))[:MOST_WORDS]
        return first_pages(self._paths(" OR ".join(f'"{word}"' for word in words))) if words else []

    def _paths(self, query: str) -> Iterator[str]:
        found = self._sqlite.execute(
            "select path from section where section match ? order by bm25(section, 0, ?, ?), rowid",
            (query, TITLE, BODY),
        )
        return (path for (path,) in found)

    def close(self) -> None:
        self._sqlite.close()
