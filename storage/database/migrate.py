"""The schema's version: bring a database to the code's, and tell whether it is there already."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.database.connect import Database

_VERSION_TABLE = "alembic_version"  # Alembic's own
_CLOSING_DELETES = "0009"  # from this step on
OLDER_BACKUPS = (
    "backups of before hold the rows of closed requests and the days of matches, which are deleted here now: make a "
    "fresh backup, and delete the older ones"
)
# Any number will do, as long as every replica takes the same one.
_ONE_AT_A_TIME = 7_301_945


def upgrade(database: Database, to: str | None = None) -> None:
    """Bring the schema to the code's version, or up to another one that it knows, in one transaction. Two that start at
    once go one after the other."""
    to = to or head()
    if current(database) == to:
        return
    with database.engine.begin() as connection:  # SQLite: BEGIN IMMEDIATE
        if database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def current(database: Database) -> str | None:
    """The schema version of this database; None for an empty one."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608
        return found


@cache
def head() -> str:
    """The schema version of this code."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None  # noqa: S101 - the first step is always there
    return found


def keeps_what_is_closed(schema: str | None) -> bool:
    """Whether a database at this version, and each backup of it, holds rows of closed requests and days of matches."""
    return schema is not None and schema < _CLOSING_DELETES


def other(version: str | None) -> str:
    """What is to be done about a database at this version; "" where this code can work with it."""
    needed = head()
    if version == needed or works_beside(version):
        return ""
    if version is None:
        return "empty; run: python app.py migrate"
    if is_newer(version):
        return (
            f"at {version}, which this Peerline ({needed}) does not know: a newer one made it; use that one, or "
            "restore a backup of before"
        )
    return f"at {version}, this version needs {needed}; run: python app.py migrate"


def works_beside(version: str | None) -> bool:
    """Whether a newer Peerline made this version, beside which ours can go on. Its name says so: `0018.0016` is step
    18, and every code from step 16 on can go on, since nothing that it uses was taken away."""
    oldest = version.partition(".")[2] if version and is_newer(version) else ""
    return bool(oldest) and oldest <= step()


def step() -> str:
    """The number of the newest step, without what its name says beside it."""
    return head().partition(".")[0]


def is_current(database: Database) -> bool:
    """False for a database behind the code, and for one ahead of it."""
    return current(database) == head()


def is_newer(version: str | None) -> bool:
    """Whether the code does not know it: nothing that it could do would help."""
    return version is not None and version not in known()


@cache
def known() -> frozenset[str]:
    """Every version from which this code can go on."""
    return frozenset(each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
