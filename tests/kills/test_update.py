"""The version before and this one on one database, under load: an update, and back again.

Nobody sees an error, nothing is lost, and nothing happens twice.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import migrate
from storage.database.connect import open_database
from tests.conftest import Postgres
from tests.kills.update import OURS, Update, update

ENOUGH = {"asked": 12, "No, confirm": 4, "Yes, withdraw": 3}


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """Nothing is in it."""
    url = postgres.create(migrated=False)
    yield url
    postgres.drop(url)


@pytest.mark.long
async def test_an_update_and_back(tmp_path: Path, postgres_url: str) -> None:
    async with update(tmp_path, postgres_url) as here:
        await here.starts(0, before=True)
        await here.starts(1, before=True)
        here.works()
        await here.pressed(**ENOUGH)
        if stays(here.schema()):
            await one_after_the_other(here)
        else:
            await all_at_once(here)


def stays(schema: str) -> bool:
    """Whether the version of this schema goes on beside ours, which the name of ours says."""
    newest, _, oldest = migrate.head().partition(".")
    return (oldest or newest) <= schema.partition(".")[0]


async def one_after_the_other(here: Update) -> None:
    await OURS.does(here.settings, "migrate")
    await here.pressed(**ENOUGH)  # both are of the version before, on our tables
    await here.starts(1, before=False)
    await here.pressed(**ENOUGH)  # one is of each
    await balances(here)
    here.works()
    await here.pressed(**ENOUGH)
    await here.stops(1)
    await here.pressed(**ENOUGH)  # the version before alone, with what ours has written
    await here.starts(1, before=True)
    await balances(here)


async def all_at_once(here: Update) -> None:
    """docs/operating.md, *Updates*: every replica is stopped first, and there is no way back but a backup."""
    await here.rests()
    for place in (0, 1):
        await here.stops(place)
    await OURS.does(here.settings, "migrate")
    await is_refused(here)
    for place in (0, 1):
        await here.starts(place, before=False)
    here.works()
    await here.pressed(**ENOUGH)
    await balances(here)


async def balances(here: Update) -> None:
    await here.rests()
    assert [*here.broken(), *await here.books.complaints()] == []


async def is_refused(here: Update) -> None:
    """The version before does not begin to serve, and says why."""
    code, said = await here.older.run(here.settings, "serve")
    assert code == 1
    assert f"at {here.schema()}, which this Peerline (" in said
    assert "Traceback" not in said


@pytest.mark.long
async def test_tables_that_do_not_name_the_version_before_refuse_it(tmp_path: Path, postgres_url: str) -> None:
    async with update(tmp_path, postgres_url) as here:
        database = open_database(postgres_url)
        with database.engine.begin() as link:
            link.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        database.close()
        await is_refused(here)
