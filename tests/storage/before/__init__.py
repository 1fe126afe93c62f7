"""Databases as earlier versions left them, filled with invented people.

`5a1326c`: schema 0007, from the demo's programme on 8 September 2026. Two requests are closed and their last words out,
one of them of somebody on no roster; a third is closed while its last words wait; one is matched, one has an offer.
"""

import gzip
import sqlite3
from pathlib import Path

from alembic import command
from sqlalchemy import MetaData, text

from storage.database import migrate
from storage.database.connect import Database

KEY_OF_5A1326C = "7nnkdZLIiaKNifzmLt21OTlE8LDMtdSE6YQx1wiTJ0o="


def unpack(path: Path) -> None:
    packed = Path(__file__).with_name("5a1326c.db.gz")
    path.write_bytes(gzip.decompress(packed.read_bytes()))


def copy_into(database: Database, path: Path) -> None:
    """The same rows in an empty PostgreSQL, at the same schema."""
    old = sqlite3.connect(path)
    with database.engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
    known = MetaData()
    known.reflect(database.engine)
    with database.engine.begin() as connection:
        for table in known.sorted_tables:
            names = [column.name for column in table.columns]
            rows = old.execute(f"SELECT {', '.join(names)} FROM {table.name}").fetchall()  # noqa: S608 - our own names
            if rows and table.name != "alembic_version":
                connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        assert connection.execute(text("SELECT count(*) FROM request")).scalar_one() == 5
    old.close()
