"""People, their accounts and training."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables.metadata import id_column, metadata

# --- people --------------------------------------------------------------------------------------------------------

person = Table(
    "person",
    metadata,
    id_column(),
    Column("site", String(64), nullable=False),
    Column("roles", String(80), nullable=False),
    Column("kind", String(8), nullable=False, server_default="listed"),  # listed | former | guest | absent
    Column("email_index", LargeBinary, unique=True),  # empty for somebody on no roster
    Column("profile", LargeBinary, nullable=False),  # sealed
    Column("standing", LargeBinary, nullable=False),  # sealed
    Index("ix_person_kind", "kind"),
    Index("ix_person_site", "site"),
)

account = Table(
    "account",
    metadata,
    id_column(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("platform", String(16), nullable=False),
    Column("address_index", LargeBinary, nullable=False, unique=True),
    Column("address", LargeBinary, nullable=False),  # sealed: team and user
    Column("language", String(8), nullable=False),  # chosen in the chat
    # While something is to be said to somebody, or for as long as they have a role (bot/flows/physician/retention.py):
    Column("locale", String(8), nullable=False, server_default=""),  # what the platform says of it
    Column("gone", Integer, nullable=False),
    Column(
        "vouched", Integer, nullable=False, server_default="0"
    ),  # 1: theirs by an e-mail alone (flows/common/vouching.py)
    Column("conversation", LargeBinary),  # sealed: where the platform wants this account's messages
)

# Whose an account is waits for a coordinator (flows/coordinator/vouched_roles.py).
claim = Table(
    "claim",
    metadata,
    id_column(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("ticked", Integer, nullable=False),  # 1: yes, and only something that is open keeps it waiting
    Column("account_index", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed: platform, team and user
)

training = Table(
    "training",
    metadata,
    id_column(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed: the day, the hours and what it was
)
