"""Run by alembic for `schema.bring_up_to_date`, on the connection it is given, inside its transaction."""

from alembic import context

from reporter.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; alembic would not assume it
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
