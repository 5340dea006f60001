"""The Insights port: searches and what came of them, a row each, with nothing about the reader."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from reporter.insights.ports import SearchRecord
from reporter.storage.database import Database
from reporter.storage.tables import searches

_GAPS = (
    select(searches.c.query, func.count().label("times"))
    .where(searches.c.outcome == "none", searches.c.query != "")
    .group_by(searches.c.query)
    .order_by(func.count().desc(), searches.c.query)
)


class StoredInsights:
    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, records: Sequence[SearchRecord]) -> None:
        if not records:
            return
        with self._database.writing() as connection:
            connection.execute(insert(searches), [vars(record) for record in records])

    def gaps(self, limit: int) -> tuple[tuple[str, int], ...]:
        with self._database.reading() as connection:
            return tuple((row.query, row.times) for row in connection.execute(_GAPS.limit(limit)))
