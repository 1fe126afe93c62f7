"""A person is who they are by our own id.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Before this, whoever had no e-mail was on no roster: the file wants one of everybody.
    op.add_column("person", sa.Column("kind", sa.String(length=8), nullable=False, server_default="listed"))
    op.execute("UPDATE person SET kind = 'guest' WHERE email_index IS NULL")
