"""What people see of it, what remains of it, gatherings and workspaces."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.metadata import id_column, metadata

# --- what people see -----------------------------------------------------------------------------------------------

slot = Table(
    "slot",
    metadata,
    id_column(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("name_index", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed: name, card, receipt
    Column("version", Integer, nullable=False),
    Column("last", Integer, nullable=False),  # forget the slot once every copy shows this version
    Column("until", BigInteger),  # of a last word: when it is given up
)

copy = Table(
    "copy",
    metadata,
    id_column(),
    Column("slot", String(32), ForeignKey("slot.id"), nullable=False, index=True),
    Column("account", String(32), ForeignKey("account.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("shown", Integer, nullable=False),  # the slot's version that this copy shows; 0: not posted yet
    Column("retired", Integer, nullable=False),  # a newer copy is below: show one neutral line
    Column("reference", LargeBinary),  # sealed: the platform's id of the message
    Column("carried", LargeBinary),  # sealed: the mark of this message, and the value of the version that it shows
    Column("trying", Integer, nullable=False),  # a post was begun and nobody said how it ended
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger),  # empty: nothing to do
    Column("lease_until", BigInteger),
    Index("ix_copy_due", "due_at"),
    Index("ix_copy_order", "account", "seq"),
)

meaning = Table(
    "meaning",
    metadata,
    id_column(),
    Column("slot", String(32), ForeignKey("slot.id", ondelete="CASCADE"), index=True),  # empty: of an answer
    Column("value_index", LargeBinary, nullable=False, unique=True),
    Column("until", BigInteger),  # of an answer, which no slot holds
    Column("body", LargeBinary, nullable=False),  # sealed: the value, whose it is, and what its buttons do
)

# --- what remains --------------------------------------------------------------------------------------------------

audit = Table(
    "audit",
    metadata,
    id_column(),
    Column("at", BigInteger, nullable=False, index=True),
    Column("site", String(64), nullable=False),
    Column("verb", String(32), nullable=False),
    Column("request", String(32), index=True),  # a line goes with its request
    Column("actor", LargeBinary),  # sealed: the request's key, or the master's where there is none
)

tally = Table(
    "tally",
    metadata,
    id_column(),
    Column("site", String(64), nullable=False),
    Column("month", String(7), nullable=False),
    Column("kind", String(16), nullable=False),  # request | conversation
    Column("pathway", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("to_match", String(16), nullable=False),
    Column("to_contact", String(16), nullable=False),
    Column("in_all", String(16), nullable=False, server_default=""),
    Column("contact", String(8), nullable=False, server_default=""),  # both | one | denied: who said so (rule 16)
    Column("conversation", String(8), nullable=False),
    Column("took_place", String(16), nullable=False),
    Column("able", String(16), nullable=False),
    Column("next", String(16), nullable=False),
    Column("number", Integer, nullable=False, server_default="1"),  # how many it stands for; below 0 takes back
    Index("ix_tally_site", "site", "month"),
)

useful = Table(
    "useful",
    metadata,
    id_column(),
    Column("quarter", String(6), nullable=False),
    Column("answer", String(10), nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("until", BigInteger, nullable=False),
)

# --- gatherings ----------------------------------------------------------------------------------------------------

gathering = Table(
    "gathering",
    metadata,
    id_column(),
    Column("site", String(64), nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("plan", Text, nullable=False),  # title, place and link: what a notice board would say
)

seat = Table(
    "seat",
    metadata,
    id_column(),
    Column("gathering", String(32), nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("person_index", LargeBinary, nullable=False, unique=True),
    Column("person", LargeBinary, nullable=False),  # sealed: the gathering, its hour and the person
    Index("ix_seat_gathering", "gathering", "starts_at"),
)

# --- workspaces ----------------------------------------------------------------------------------------------------

installation = Table(
    "installation",
    metadata,
    id_column(),
    Column("platform", String(16), nullable=False),
    Column("team_index", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed: the workspace and its tokens
    Column("lease_until", BigInteger),  # one process at a time asks for a fresh token
)

# A mark of whoever was erased, for as long as a backup may hold them (storage/stores/erasures.py).
erased = Table(
    "erased",
    metadata,
    id_column(),
    Column("body", LargeBinary, nullable=False),  # sealed: a hash of an id of ours; no name
    Column("until", BigInteger, nullable=False),
)

fact = Table(
    "fact",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

# SQLite keeps every row in the order of its random key, in one tree instead of two: nobody can tell from where it
# is in the file when it was written, or with which others.
for _each in metadata.tables.values():
    _each.dialect_options["sqlite"]["with_rowid"] = False
