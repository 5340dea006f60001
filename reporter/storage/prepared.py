"""Core statements compiled once and run by the driver itself.

For the statements every report waits for: Core's own execution costs about 50 us each, this about 8 us, and a submit
runs eight of them. The rest of the room uses Core as usual. Both may be mixed in one transaction."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

Values = Mapping[str, object]
Convert = Callable[[Any], Any] | None


@dataclass(frozen=True)
class Direct:
    """A driver's connection with the dialect it speaks: what prepared statements need, and no more."""

    dialect: Dialect
    connection: PoolProxiedConnection


class Query:
    """A select whose values are all named by bindparam (lists of unknown length are not)."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._known: dict[str, _Compiled] = {}

    def all(self, connection: Connection | Direct, **values: object) -> list[Any]:
        """Rows as named tuples."""
        known = self._known.get(connection.dialect.name)
        if known is None:
            known = self._known[connection.dialect.name] = _Compiled(self._statement, connection.dialect)
        cursor = known.run(connection, (values,), many=False)
        try:
            return [known.row(values) for values in cursor.fetchall()]
        finally:
            cursor.close()

    def first(self, connection: Connection | Direct, **values: object) -> Any:
        """None when there is no row."""
        rows = self.all(connection, **values)
        return rows[0] if rows else None


class Change:
    """An insert, update or delete. The first call's names decide the columns that are written: they are always the
    same. A column without a value is left to the database."""

    def __init__(self, statement: UpdateBase) -> None:
        self._statement = statement
        self._known: dict[str, _Compiled] = {}

    def __call__(self, connection: Connection | Direct, *rows: Values) -> int:
        """How many rows were changed. Several `rows`: the same change for each."""
        known = self._known.get(connection.dialect.name)
        if known is None:
            known = _Compiled(self._statement, connection.dialect, tuple(rows[0]))
            self._known[connection.dialect.name] = known
        cursor = known.run(connection, rows, many=len(rows) > 1)
        try:
            return int(cursor.rowcount)
        finally:
            cursor.close()


class _Compiled:
    def __init__(
        self, statement: Select[Any] | UpdateBase, dialect: Dialect, columns: Sequence[str] | None = None
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        assert isinstance(compiled, SQLCompiler)
        self._dialect = dialect
        self._sql = compiled.string
        self._positional = compiled.positional
        names = compiled.positiontup if compiled.positiontup is not None else list(compiled.binds)
        self._binds = [(name, compiled.binds[name].value, _bind(compiled.binds[name].type, dialect)) for name in names]
        columns_read = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._read: list[Convert] = [_result(column.type, dialect) for column in columns_read]
        self._row = namedtuple("Row", [str(column.key) for column in columns_read])  # type: ignore[misc]  # noqa: PYI024

    def run(self, connection: Connection | Direct, rows: Sequence[Values], *, many: bool) -> Any:
        """The driver's cursor. Its errors come as SQLAlchemy's."""
        cursor = connection.connection.cursor()
        given = [self._given(row) for row in rows]
        try:
            if many:
                cursor.executemany(self._sql, given)
            else:
                cursor.execute(self._sql, given[0])
        except self._dialect.loaded_dbapi.Error as error:
            cursor.close()
            raise DBAPIError.instance(self._sql, None, error, self._dialect.loaded_dbapi.Error) from error
        return cursor

    def row(self, values: Sequence[Any]) -> Any:
        read = (value if convert is None else convert(value) for convert, value in zip(self._read, values, strict=True))
        return self._row(*read)

    def _given(self, values: Values) -> Any:
        given = []
        for name, fixed, convert in self._binds:
            value = values.get(name, fixed)
            given.append(value if convert is None else convert(value))
        return given if self._positional else dict(zip((name for name, _, _ in self._binds), given, strict=True))


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
