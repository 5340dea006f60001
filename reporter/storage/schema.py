"""Bringing the database to the schema this program knows."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from reporter.errors import Misconfigured
from reporter.storage.database import Database

REVISIONS = ("0001", "0002", "0003")
"""Every migration, oldest first; the last is what the repositories speak. Held to the scripts by a test."""

_VERSION = Table("alembic_version", MetaData(), Column("version_num", Text))


def bring_up_to_date(database: Database) -> None:
    """Migrate in one transaction, so that a program killed half-way leaves the old schema.
    Raises Misconfigured, changing nothing, when a newer program has been here."""
    with database.turn(), database.reading() as connection:  # also the first connection: it makes the file WAL
        stored = revision(connection)
    if stored == REVISIONS[-1]:
        return
    if stored is not None and stored not in REVISIONS:
        raise Misconfigured(
            f"The database {database.where} was written by a newer version of Lifering (schema {stored}, this one "
            f"knows {REVISIONS[-1]}). Install that version again, or restore a backup made before it."
        )
    with database.writing() as connection:
        _upgrade(connection)


def revision(connection: Connection) -> str | None:
    """None: there is no schema yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.execute(select(_VERSION.c.version_num)).scalar()
    return stored


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a start with nothing to migrate does not pay for it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
