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
