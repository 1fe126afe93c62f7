"""Posted cards carry nothing of ours.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("copy", sa.Column("carried", sa.LargeBinary()))
    op.create_table(
        "meaning",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.String(length=32)),
        sa.Column("value_index", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["slot"], ["slot.id"], name="fk_meaning_slot", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_meaning"),
        sa.UniqueConstraint("value_index", name="uq_meaning_value_index"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_meaning_slot", "meaning", ["slot"])
    # What stands in the chats carries ids of rows: each is edited once, which alerts nobody, and carries none then.
    op.execute("UPDATE copy SET due_at = 0 WHERE retired = 0 AND shown > 0 AND due_at IS NULL")
