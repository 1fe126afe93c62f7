"""Who asked without an account is found without reading everybody.

Revision ID: 0017.0016
Revises: 0016
"""

from alembic import op

revision = "0017.0016"
down_revision = "0016"


def upgrade() -> None:
    op.create_index("ix_person_kind", "person", ["kind"])
