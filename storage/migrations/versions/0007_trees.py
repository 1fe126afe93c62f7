"""Fewer trees for the rows that every press writes.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for column in ("person", "subject"):
        filled = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_deadline_{column}", "deadline")
        op.create_index(f"ix_deadline_{column}", "deadline", [column], sqlite_where=filled, postgresql_where=filled)
    if op.get_bind().dialect.name == "sqlite":
        for table in ("inbox", "audit", "tally", "deadline"):
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": False}):
                pass
