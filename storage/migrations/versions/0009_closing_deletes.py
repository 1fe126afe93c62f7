"""Closing deletes: what a closed request leaves is a count.

What needs keys (the days of a supporter's matches, which become months) is done by a deadline that is due at once.

Revision ID: 0009
Revises: 0008
"""

import re
import secrets
import time

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MINUTE = 60_000_000  # microseconds
_DAY = 24 * 60 * _MINUTE
_LAST = 1_000_000_000  # what stands for the version of every last word

# Whatever is closed and has no key any more; one that a site keeps for some days still has its own.
_GONE = "SELECT id FROM request WHERE state = 'closed' AND id NOT IN (SELECT request FROM request_key)"
_SHRED = (
    f"DELETE FROM deadline WHERE request IN ({_GONE}) OR offer IN (SELECT id FROM offer WHERE request IN ({_GONE}))",  # noqa: S608 - constants
    f"DELETE FROM offer WHERE request IN ({_GONE})",  # noqa: S608
    f"DELETE FROM request WHERE id IN ({_GONE})",  # noqa: S608
    "DELETE FROM audit WHERE request IS NULL AND actor IS NULL",  # what a shredded request left there
    "DELETE FROM ticket",  # each told when a request had closed; a calendar's or an installation's is asked for again
)
_LAST_WORDS = (
    f"UPDATE slot SET version = {_LAST}, until = :until WHERE last = 1 AND person = :person",  # noqa: S608
    (
        "UPDATE copy SET shown = CASE WHEN shown > 0 THEN 1 ELSE 0 END, attempts = 0, "
        "due_at = CASE WHEN due_at IS NOT NULL OR retired = 0 THEN CAST(:due AS BIGINT) END "
        "WHERE slot IN (SELECT id FROM slot WHERE last = 1 AND person = :person)"
    ),
)
_AT_ONCE = (
    "INSERT INTO deadline (id, kind, fence, due_at, attempts) "
    "SELECT CAST(:id AS VARCHAR), CAST(:kind AS VARCHAR), 0, CAST(:now AS BIGINT), 0 "
    "WHERE EXISTS (SELECT 1 FROM person)"
)


def upgrade() -> None:
    op.add_column("slot", sa.Column("until", sa.BigInteger()))
    for statement in _SHRED:
        op.execute(statement)
    with op.batch_alter_table("offer") as offer:
        offer.alter_column("supporter", existing_type=sa.LargeBinary(), nullable=False)
        offer.alter_column("supporter_index", existing_type=sa.LargeBinary(), nullable=False)
    link = op.get_bind()
    now = int(time.time()) // 60 * _MINUTE
    _spread(link, now)
    for kind in ("months", "scrub"):
        link.execute(sa.text(_AT_ONCE), {"id": secrets.token_hex(8), "kind": kind, "now": now})
    if link.dialect.name == "sqlite":
        _by_key(link)


def _spread(link: sa.Connection, now: int) -> None:
    """Last words that wait, and strangers who are to be forgotten, have no moment in common any more."""
    for (person,) in link.execute(sa.text("SELECT DISTINCT person FROM slot WHERE last = 1")).fetchall():
        due = now + secrets.randbelow(30) * _MINUTE
        for statement in _LAST_WORDS:
            values = {"person": person, "due": due, "until": due + _DAY}
            link.execute(sa.text(statement), {name: values[name] for name in values if f":{name}" in statement})
    for (deadline,) in link.execute(sa.text("SELECT id FROM deadline WHERE kind = 'forget'")).fetchall():
        due = now + (30 + secrets.randbelow(30)) * _MINUTE
        link.execute(sa.text("UPDATE deadline SET due_at = :due WHERE id = :id"), {"due": due, "id": deadline})


def _by_key(link: sa.Connection) -> None:
    """Every table in the order of its random ids: where a row stands in the file tells nobody when it was written."""
    made: dict[str, str] = dict(
        link.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND instr(sql, 'WITHOUT ROWID') = 0 "
            "AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        ).fetchall()
    )
    indexes = link.exec_driver_sql("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")
    kept = [(table, sql) for table, sql in indexes.fetchall() if table in made]
    for sql in made.values():
        anew = re.sub(r'^CREATE TABLE "?(\w+)"?', r"CREATE TABLE anew_\1", sql.strip())
        anew = re.sub(r'REFERENCES "?(\w+)"?', lambda found: f"REFERENCES {_anew(found[1], made)}", anew)
        link.exec_driver_sql(f"{anew} WITHOUT ROWID")
    known = sa.MetaData()
    known.reflect(link, only=list(made))
    parents_first = [table.name for table in known.sorted_tables if table.name in made]
    for name in parents_first:
        link.exec_driver_sql(f"INSERT INTO anew_{name} SELECT * FROM {name}")  # noqa: S608 - our own tables
    for name in reversed(parents_first):
        link.exec_driver_sql(f"DROP TABLE {name}")
    for name in made:
        link.exec_driver_sql(f"ALTER TABLE anew_{name} RENAME TO {name}")
    for _, sql in kept:
        link.exec_driver_sql(sql)


def _anew(name: str, made: dict[str, str]) -> str:
    return f"anew_{name}" if name in made else name
