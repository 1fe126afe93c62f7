"""From asking to first contact, as a band, for the report.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("tally", sa.Column("in_all", sa.String(length=16), nullable=False, server_default=""))
