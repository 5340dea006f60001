import sys
from pathlib import Path
from subprocess import run

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import reporter.storage
from reporter.errors import Unavailable
from reporter.journey.answers import EvidenceFile
from reporter.storage.database import Database
from reporter.storage.schema import REVISIONS, bring_up_to_date, revision
from reporter.storage.tables import metadata
from tests.integration.storage.building import open_here, send

MIGRATIONS = Path(reporter.storage.__file__).parent / "migrations"


def test_the_migrations_lead_to_the_tables_the_program_uses(storage):
    with storage.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_every_migration_is_known_to_the_program_in_its_order():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == REVISIONS


def test_what_was_stored_is_there_when_opened_again(tmp_path):
    first = open_here(tmp_path)
    ticket = send(first)
    first.close()
    again = open_here(tmp_path)
    assert again.tickets.by_id(ticket.id) == ticket
    again.close()


def test_a_start_with_nothing_to_migrate_does_not_load_alembic(tmp_path):
    open_here(tmp_path).close()
    program = (
        "import sys; from pathlib import Path; from reporter.storage import open_storage;"
        "storage = open_storage(Path(sys.argv[1])); storage.ready(); storage.close(); print('alembic' in sys.modules)"
    )
    done = run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_several_processes_may_make_the_database_at_once(tmp_path):
    program = (
        "import sys; from pathlib import Path; from concurrent.futures import ThreadPoolExecutor as Pool;"
        "from subprocess import run;"
        "one = 'import sys; from pathlib import Path; from reporter.storage import open_storage;'"
        "'storage = open_storage(Path(sys.argv[1])); storage.ready(); storage.close()';"
        "codes = list(Pool(3).map(lambda _: run([sys.executable, '-c', one, sys.argv[1]]).returncode, range(3)));"
        "sys.exit(any(codes))"
    )
    done = run([sys.executable, "-c", program, tmp_path / "new"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_readiness_is_about_this_programs_schema(storage):
    storage.ready()
    with storage.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'else'")
    with pytest.raises(Unavailable, match="else"):
        storage.ready()


def test_every_connection_is_durable_and_holds_references(storage):
    with storage.database.reading() as one, storage.database.reading() as two:
        for connection in (one, two):
            asked = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
            assert asked == ["wal", 2, 1]  # 2 is FULL


def test_a_database_of_the_first_schema_gets_the_newest_and_keeps_what_is_in_it(tmp_path):
    database = Database(tmp_path, url=None, patience=1)
    with database.writing() as connection:
        command.upgrade(_alembic(connection), "0001")
        connection.exec_driver_sql("INSERT INTO drafts (id, started, expires) VALUES ('d', '2026-11-20', '2026-11-27')")
    bring_up_to_date(database)
    with database.reading() as connection:
        assert revision(connection) == REVISIONS[-1]
        assert connection.exec_driver_sql("SELECT id, together FROM drafts").all() == [("d", None)]
    database.close()


def test_a_picture_of_an_older_schema_stays_one(tmp_path):
    database = Database(tmp_path, url=None, patience=1)
    with database.writing() as connection:
        command.upgrade(_alembic(connection), "0002")
        connection.exec_driver_sql("INSERT INTO drafts (id, started, expires) VALUES ('d', '2026-11-20', '2026-11-27')")
        connection.exec_driver_sql(
            "INSERT INTO evidence (id, draft_id, sha256, name, media_type, size, width, height, state, description, "
            "reason, added) VALUES ('e', 'd', 's', 'a.png', 'image/png', 5, 8, 6, 'waiting', '', '', '2026-11-20')"
        )
    database.close()
    storage = open_here(tmp_path)
    assert storage.files.of_draft("d") == (EvidenceFile("e", "a.png", "image/png", 5, 8, 6, "waiting"),)
    storage.close()


def _alembic(connection):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
