"""A row of the tally can be a count: of heads, and of what happened before Peerline.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("tally", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
