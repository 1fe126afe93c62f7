"""The first tables. What they hold and why stands in storage/tables; a step, once released, is never edited."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("request", sa.String(length=32)),
        sa.Column("actor", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"], unique=False)
    op.create_index("ix_audit_request", "audit", ["request"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("request", sa.String(length=32)),
        sa.Column("offer", sa.String(length=32)),
        sa.Column("person", sa.String(length=32)),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deadline"),
    )
    op.create_index("ix_deadline_due_at", "deadline", ["due_at"], unique=False)
    op.create_index("ix_deadline_offer", "deadline", ["offer"], unique=False)
    op.create_index("ix_deadline_person", "deadline", ["person"], unique=False)
    op.create_index("ix_deadline_request", "deadline", ["request"], unique=False)

    op.create_table(
        "fact",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_fact"),
    )

    op.create_table(
        "inbox",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_inbox"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("roles", sa.String(length=80), nullable=False),
        sa.Column("email_index", sa.LargeBinary()),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.Column("standing", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email_index", name="uq_person_email_index"),
    )
    op.create_index("ix_person_site", "person", ["site"], unique=False)

    op.create_table(
        "request",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("pathway", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("seeking_since", sa.BigInteger(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("matched_at", sa.BigInteger()),
        sa.Column("connected_at", sa.BigInteger()),
        sa.Column("first_matched_at", sa.BigInteger()),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("helm", sa.String(length=16), nullable=False),
        sa.Column("longer_used", sa.Integer(), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.Column("search", sa.Integer(), nullable=False),
        sa.Column("contact_wrong", sa.Integer(), nullable=False),
        sa.Column("physician_index", sa.LargeBinary()),
        sa.Column("details", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.UniqueConstraint("physician_index", name="uq_request_physician_index"),
    )
    op.create_index("ix_request_state", "request", ["state", "site"], unique=False)
    op.create_index(
        "uq_request_number",
        "request",
        ["site", "number"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )

    op.create_table(
        "tally",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("pathway", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("to_match", sa.String(length=16), nullable=False),
        sa.Column("to_contact", sa.String(length=16), nullable=False),
        sa.Column("conversation", sa.String(length=8), nullable=False),
        sa.Column("took_place", sa.String(length=16), nullable=False),
        sa.Column("able", sa.String(length=16), nullable=False),
        sa.Column("next", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally"),
    )
    op.create_index("ix_tally_site", "tally", ["site", "month"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_ticket"),
    )

    op.create_table(
        "useful",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_useful"),
    )

    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_account_person"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("address_index", name="uq_account_address_index"),
    )
    op.create_index("ix_account_person", "account", ["person"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("search", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("delivered_at", sa.BigInteger()),
        sa.Column("asked_by_name", sa.Integer(), nullable=False),
        sa.Column("supporter_index", sa.LargeBinary()),
        sa.Column("supporter", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["request"], ["request.id"], name="fk_offer_request"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_request", "offer", ["request"], unique=False)
    op.create_index("ix_offer_supporter_index", "offer", ["supporter_index"], unique=False)
    op.create_index(
        "uq_offer_live",
        "offer",
        ["request"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'named', 'confirmed')"),
        postgresql_where=sa.text("state IN ('open', 'named', 'confirmed')"),
    )

    op.create_table(
        "request_key",
        sa.Column("request", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["request.id"], name="fk_request_key_request"),
        sa.PrimaryKeyConstraint("request", name="pk_request_key"),
    )

    op.create_table(
        "slot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_slot_person"),
        sa.PrimaryKeyConstraint("id", name="pk_slot"),
        sa.UniqueConstraint("name_index", name="uq_slot_name_index"),
    )
    op.create_index("ix_slot_person", "slot", ["person"], unique=False)

    op.create_table(
        "copy",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("reference", sa.LargeBinary()),
        sa.Column("trying", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_copy_account"),
        sa.ForeignKeyConstraint(["slot"], ["slot.id"], name="fk_copy_slot"),
        sa.PrimaryKeyConstraint("id", name="pk_copy"),
    )
    op.create_index("ix_copy_due", "copy", ["due_at"], unique=False)
    op.create_index("ix_copy_order", "copy", ["account", "seq"], unique=False)
    op.create_index("ix_copy_slot", "copy", ["slot"], unique=False)
