"""Hard rules hang on people, and on what was typed.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    # Whose entries name whom stands in the sealed profiles: the next import finds it out. Every account of before is
    # of the roster or of who came with it, none of an e-mail alone.
    op.add_column("account", sa.Column("vouched", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("ticked", sa.Integer(), nullable=False),
        sa.Column("account_index", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_claim_person"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("account_index", name="uq_claim_account_index"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_person", "claim", ["person"], unique=False)
