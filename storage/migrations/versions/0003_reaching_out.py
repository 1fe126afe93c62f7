"""What asking a colleague and being phoned need: nominations, marks that nobody asks again, call-backs.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("deadline", sa.Column("subject", sa.String(length=32)))
    op.create_index("ix_deadline_subject", "deadline", ["subject"], unique=False)

    op.create_table(
        "nomination",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("nominee_index", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nomination"),
    )
    op.create_index("ix_nomination_nominee_index", "nomination", ["nominee_index"], unique=False)
    op.create_index("ix_nomination_site", "nomination", ["site", "state"], unique=False)

    op.create_table(
        "mark",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mark_index", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
    )
    op.create_index("ix_mark_mark_index", "mark", ["mark_index"], unique=False)
    op.create_index("ix_mark_until", "mark", ["until"], unique=False)

    op.create_table(
        "callback",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("person_index", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_callback"),
        sa.UniqueConstraint("person_index", name="uq_callback_person_index"),
    )
    op.create_index("uq_callback_number", "callback", ["site", "number"], unique=True)
