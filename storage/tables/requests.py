"""Requests and offers, what is due, and who is thought of or waits for a call."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from storage.tables.metadata import id_column, metadata, where_filled

# --- requests ------------------------------------------------------------------------------------------------------

request = Table(
    "request",
    metadata,
    id_column(),
    Column("number", String(8), nullable=False),
    Column("site", String(64), nullable=False),
    Column("pathway", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("terms", Text, nullable=False),
    Column("seeking_since", BigInteger, nullable=False),
    Column("outside", Integer, nullable=False),
    Column("matched_at", BigInteger),
    Column("connected_at", BigInteger),
    Column("first_matched_at", BigInteger),
    Column("misses", Integer, nullable=False),
    Column("escalation", String(16), nullable=False),
    Column("longer_used", Integer, nullable=False),
    Column("conversations", Integer, nullable=False),
    Column("search", Integer, nullable=False),
    Column("contact_wrong", Integer, nullable=False),
    Column("contact", String(16), nullable=False, server_default=""),
    Column("said_at", BigInteger),
    Column("marks_since", BigInteger),
    Column("denials", Integer, nullable=False, server_default="0"),
    Column("denied_at", BigInteger),
    Column("messages_left", Integer, nullable=False, server_default="0"),
    Column("heard_at", BigInteger),
    Column("agreed_on", BigInteger),
    Column("agreed_as", String(16), nullable=False, server_default=""),
    Column("stage_bent", Integer, nullable=False, server_default="0"),
    Column("names_shown", Integer, nullable=False, server_default="0"),
    Column("names_allowed", Integer, nullable=False, server_default="2"),
    Column("looked", String(16), nullable=False, server_default=""),
    Column("told", String(32), nullable=False, server_default=""),
    Column("physician_index", LargeBinary, unique=True),  # one open request a person; empty while a closed one is kept
    Column("details", LargeBinary),  # sealed under the request's key
    Index("uq_request_number", "site", "number", unique=True, sqlite_where=text("state <> 'closed'"),
          postgresql_where=text("state <> 'closed'")),
    Index("ix_request_state", "state", "site"),
)  # fmt: skip

request_key = Table(
    "request_key",
    metadata,
    Column("request", String(32), ForeignKey("request.id"), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),  # sealed under the master
)

_LIVE = text("state IN ('open', 'named', 'confirmed')")

offer = Table(
    "offer",
    metadata,
    id_column(),
    Column("request", String(32), ForeignKey("request.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("search", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("delivered_at", BigInteger),
    Column("asked_by_name", Integer, nullable=False),
    Column("later_used", Integer, nullable=False, server_default="0"),
    Column("lapsed_at", BigInteger),
    Column("supporter_index", LargeBinary, nullable=False, index=True),
    Column("supporter", LargeBinary, nullable=False),  # sealed under the request's key
    Index("uq_offer_live", "request", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
)

# One row a pool of supporters: whoever searches in it holds the row, so that one searches at a time.
pool = Table("pool", metadata, Column("name", String(64), primary_key=True))

# --- time ----------------------------------------------------------------------------------------------------------

deadline = Table(
    "deadline",
    metadata,
    id_column(),
    Column("kind", String(32), nullable=False),
    Column("request", String(32), index=True),
    Column("offer", String(32), index=True),
    Column("person", String(32)),
    Column("fence", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("subject", String(32)),  # a nomination, a call-back or a claim
    # Few deadlines have one of these, and every press books and cancels some.
    *(where_filled("deadline", column) for column in ("person", "subject")),
)

# Which events came already (storage/stores/inbox.py). Neither table is in a backup.
inbox = Table(
    "inbox",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("generation", Integer, nullable=False),  # a drawn number; no time
)

inbox_secret = Table(
    "inbox_secret",
    metadata,
    Column("name", String(8), primary_key=True),
    Column("value", LargeBinary, nullable=False),  # sealed: the secrets behind the hashes; replaced every quarter hour
)

# --- reaching out --------------------------------------------------------------------------------------------------

nomination = Table(
    "nomination",
    metadata,
    id_column(),
    Column("site", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("nominee_index", LargeBinary, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed: who was thought of
    Index("ix_nomination_site", "site", "state"),
)

mark = Table(
    "mark",
    metadata,
    id_column(),
    Column("mark_index", LargeBinary, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed: a hash, so that a rotation can index it anew; no name
    Column("until", BigInteger, nullable=False, index=True),
)

callback = Table(
    "callback",
    metadata,
    id_column(),
    Column("number", String(8), nullable=False),
    Column("site", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("person_index", LargeBinary, nullable=False, unique=True),  # one open call-back a person
    Column("body", LargeBinary, nullable=False),  # sealed: who, how to reach them, through whom not
    Index("uq_callback_number", "site", "number", unique=True),
)
