"""What whoever holds PostgreSQL's server or its disk has: rows, where they lie, which transaction wrote them, and the
bytes of every table's file."""

import base64
import json
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_KEYS = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
WHERE i.indrelid = %s::regclass AND i.indisprimary"""
_FILE = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(%s::regclass)"


def dump(url: str, folder: Path) -> None:
    """`rows.json` in the order in which the rows lie, and the bytes of the files one after the other."""
    told = make_url(url)
    found, raw = {}, b""
    with psycopg.connect(
        host=str(told.query["host"]), user=told.username, dbname=told.database, autocommit=True
    ) as link:
        link.execute("CHECKPOINT")
        for (table,) in link.execute(_TABLES).fetchall():
            keys = [name for (name,) in link.execute(_KEYS, (table,)).fetchall()]
            query = sql.SQL("SELECT xmin::text::bigint AS xmin, * FROM {} ORDER BY ctid").format(sql.Identifier(table))
            rows = link.execute(query)
            columns = [each.name for each in rows.description or ()]
            found[table] = {"keys": keys, "columns": columns, "rows": [[*map(_plain, row)] for row in rows.fetchall()]}
            (path,) = link.execute(_FILE, (table,)).fetchone() or ("",)
            raw += Path(path).read_bytes() + b"\0" * 8
    (folder / "rows.json").write_text(json.dumps(found), encoding="utf-8")
    (folder / "peerline.db.raw").write_bytes(raw)


def _plain(value: object) -> object:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
