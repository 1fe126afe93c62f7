"""Who is responsible for a waiting request is its escalation.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("ALTER TABLE request RENAME COLUMN helm TO escalation")
    # What is sealed keeps its former words until it is written anew: bot/surface/former_words.py.
    op.execute("UPDATE deadline SET kind = 'escalation' || substr(kind, 5) WHERE kind = 'helm' OR kind LIKE 'helm-%'")
