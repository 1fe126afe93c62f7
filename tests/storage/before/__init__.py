"""Databases as earlier versions left them, filled with invented people.

`5a1326c`: schema 0007, from the demo's programme on 8 September 2026. Two requests are closed and their last words out,
one of them of somebody on no roster; a third is closed while its last words wait; one is matched, one has an offer.

`a554c4b`: schema 0014, the house of the role matrix (tests/stories/everything_live.py) on 10 September 2026, in the
morning. Nine requests are open; coordinators have promised, contacted, tried and ended; cards stand, four copies wait.
What lay in the coordinators' open dialogs at that minute is beside it, as a press would bring it.
"""

import gzip
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from sqlalchemy import MetaData, text

from bot.surface import Account, Press, Submit
from storage.database import migrate
from storage.database.connect import Database

KEY_OF_5A1326C = "7nnkdZLIiaKNifzmLt21OTlE8LDMtdSE6YQx1wiTJ0o="

_DIALOGS = Path(__file__).with_name("a554c4b.dialogs.json")
KEY_OF_A554C4B = "oMhLH8fmSwYQl4Mh60G0ZGHciKkFQXEMD9CHQ6HERoc="
MINUTE_OF_A554C4B = datetime(2026, 9, 10, 16, 4, tzinfo=UTC)


def unpack(path: Path, commit: str = "5a1326c") -> None:
    packed = Path(__file__).with_name(f"{commit}.db.gz")
    path.write_bytes(gzip.decompress(packed.read_bytes()))


def in_open_dialogs() -> list[Press | Submit]:
    """What the open dialogs of a554c4b would send: every button of theirs, and a form as it was opened."""
    found: list[Press | Submit] = []
    for kind, team, user, verb, token, values in json.loads(_DIALOGS.read_text(encoding="utf-8")):
        account = Account("playground", team, user)
        if kind == "press":
            found.append(Press("", account, verb=verb, token=token))
        else:
            found.append(Submit("", account, verb=verb, token=token, values=values))
    return found


def copy_into(database: Database, path: Path) -> None:
    """The same rows in an empty PostgreSQL, at the same schema."""
    old = sqlite3.connect(path)
    schema = old.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    with database.engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
    known = MetaData()
    known.reflect(database.engine)
    with database.engine.begin() as connection:
        for table in known.sorted_tables:
            names = [column.name for column in table.columns]
            rows = old.execute(f"SELECT {', '.join(names)} FROM {table.name}").fetchall()  # noqa: S608 - our own names
            if rows and table.name != "alembic_version":
                connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        here = connection.execute(text("SELECT count(*) FROM request")).scalar_one()
        assert here == old.execute("SELECT count(*) FROM request").fetchone()[0] > 0
    old.close()
