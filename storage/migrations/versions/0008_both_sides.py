"""A search that goes on by itself, and contact that both sides know of.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_BOOKED = (
    "INSERT INTO deadline (id, kind, request, fence, due_at, attempts) "
    "SELECT '{mark}' || id, '{kind}', id, 0, opened_at, 0 FROM request WHERE state IN ({states})"
)


def upgrade() -> None:
    op.create_table(
        "pool", sa.Column("name", sa.String(length=64), nullable=False), sa.PrimaryKeyConstraint("name", name="pk_pool")
    )
    for name in ("said_at", "marks_since", "denied_at", "heard_at", "agreed_on"):
        op.add_column("request", sa.Column(name, sa.BigInteger()))
    for name, begins in (
        ("denials", "0"),
        ("messages_left", "0"),
        ("stage_bent", "0"),
        ("names_shown", "0"),
        ("names_allowed", "2"),
    ):
        op.add_column("request", sa.Column(name, sa.Integer(), nullable=False, server_default=begins))
    op.add_column("request", sa.Column("contact", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("request", sa.Column("agreed_as", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("request", sa.Column("looked", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("request", sa.Column("told", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("offer", sa.Column("later_used", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("offer", sa.Column("lapsed_at", sa.BigInteger()))
    op.execute("UPDATE offer SET lapsed_at = coalesce(delivered_at, made_at) WHERE state = 'expired'")
    op.add_column("tally", sa.Column("contact", sa.String(length=8), nullable=False, server_default=""))
    # What is open goes on by the new rules: what the supporter said stands as said, and the search looks again.
    op.execute(
        "UPDATE request SET marks_since = matched_at, heard_at = coalesce(connected_at, matched_at, seeking_since) "
        "WHERE state <> 'closed'"
    )
    op.execute("UPDATE request SET contact = 'said', said_at = connected_at WHERE state = 'connected'")
    # Each has the new rows of the book; they are due at once, and book themselves anew where that is too early.
    op.execute(_BOOKED.format(mark="l", kind="look", states="'seeking'"))
    op.execute(_BOOKED.format(mark="e", kind="erase-silent", states="'seeking', 'matched', 'connected'"))
