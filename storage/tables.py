"""The tables. No identity stands in clear in any of them: names and accounts are sealed, found by keyed indexes.

Times are whole microseconds since 1970 (UTC), so that SQLite and PostgreSQL compare and index them alike.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _where_filled(table: str, column: str) -> Index:
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)


# --- people --------------------------------------------------------------------------------------------------------

person = Table(
    "person",
    metadata,
    _id(),
    Column("site", String(64), nullable=False),
    Column("roles", String(80), nullable=False),
    Column("kind", String(8), nullable=False, server_default="listed"),  # listed | former | guest | absent
    Column("email_index", LargeBinary, unique=True),  # empty for somebody on no roster
    Column("profile", LargeBinary, nullable=False),  # sealed
    Column("standing", LargeBinary, nullable=False),  # sealed
    Index("ix_person_site", "site"),
)

account = Table(
    "account",
    metadata,
    _id(),
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
    _id(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("ticked", Integer, nullable=False),  # 1: yes, and only something that is open keeps it waiting
    Column("account_index", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed: platform, team and user
)

training = Table(
    "training",
    metadata,
    _id(),
    Column("person", String(32), ForeignKey("person.id"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed: the day, the hours and what it was
)

# --- requests ------------------------------------------------------------------------------------------------------

request = Table(
    "request",
    metadata,
    _id(),
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
    Column("helm", String(16), nullable=False),
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
    _id(),
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
    _id(),
    Column("kind", String(32), nullable=False),
    Column("request", String(32), index=True),
    Column("offer", String(32), index=True),
    Column("person", String(32)),
    Column("fence", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("subject", String(32)),  # a nomination, a call-back or a claim
    # Few deadlines have one of these, and every press books and cancels some.
    *(_where_filled("deadline", column) for column in ("person", "subject")),
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
    _id(),
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
    _id(),
    Column("mark_index", LargeBinary, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed: a hash, so that a rotation can index it anew; no name
    Column("until", BigInteger, nullable=False, index=True),
)

callback = Table(
    "callback",
    metadata,
    _id(),
    Column("number", String(8), nullable=False),
    Column("site", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("person_index", LargeBinary, nullable=False, unique=True),  # one open call-back a person
    Column("body", LargeBinary, nullable=False),  # sealed: who, how to reach them, through whom not
    Index("uq_callback_number", "site", "number", unique=True),
)

# --- what people see -----------------------------------------------------------------------------------------------

slot = Table(
    "slot",
    metadata,
    _id(),
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
    _id(),
    Column("slot", String(32), ForeignKey("slot.id"), nullable=False, index=True),
    Column("account", String(32), ForeignKey("account.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("shown", Integer, nullable=False),  # the slot's version that this copy shows; 0: not posted yet
    Column("retired", Integer, nullable=False),  # a newer copy stands below: show one neutral line
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
    _id(),
    Column("slot", String(32), ForeignKey("slot.id", ondelete="CASCADE"), index=True),  # empty: of an answer
    Column("value_index", LargeBinary, nullable=False, unique=True),
    Column("until", BigInteger),  # of an answer, which no slot holds
    Column("body", LargeBinary, nullable=False),  # sealed: the value, whose it is, and what its buttons do
)

# --- what remains --------------------------------------------------------------------------------------------------

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", BigInteger, nullable=False, index=True),
    Column("site", String(64), nullable=False),
    Column("verb", String(32), nullable=False),
    Column("request", String(32), index=True),  # a line goes with its request
    Column("actor", LargeBinary),  # sealed: the request's key, or the master's where there is none
)

tally = Table(
    "tally",
    metadata,
    _id(),
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
    Index("ix_tally_site", "site", "month"),
)

useful = Table(
    "useful",
    metadata,
    _id(),
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
    _id(),
    Column("site", String(64), nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("plan", Text, nullable=False),  # title, place and link: what a notice board would say
)

seat = Table(
    "seat",
    metadata,
    _id(),
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
    _id(),
    Column("platform", String(16), nullable=False),
    Column("team_index", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed: the workspace and its tokens
    Column("lease_until", BigInteger),  # one process at a time asks for a fresh token
)

# A mark of whoever was erased, for as long as a backup may hold them (storage/stores/erasures.py).
erased = Table(
    "erased",
    metadata,
    _id(),
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
# stands in the file when it was written, or with which others.
for _each in metadata.tables.values():
    _each.dialect_options["sqlite"]["with_rowid"] = False
