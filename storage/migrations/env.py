"""Alembic's entry. storage/database/migrate.py hands it an open connection; there is no alembic.ini."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a column by copying its table; Alembic does that when told so.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
