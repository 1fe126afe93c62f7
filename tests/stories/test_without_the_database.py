"""The crisis card comes while the database is locked, full or gone (rule 14)."""

import sqlite3

import pytest

from bot.surface import Account, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Stage


@pytest.fixture(scope="module")
def migrated_sqlite(migrated_sqlite: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """With pages so small that no request fits into the room which is left in them: each needs new ones."""
    path = tmp_path_factory.mktemp("small-pages") / "empty.db"
    path.write_bytes(migrated_sqlite)
    link = sqlite3.connect(path, isolation_level=None)
    for step in ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM", "PRAGMA journal_mode = WAL"):
        link.execute(step)
    link.close()
    return path.read_bytes()


@pytest.fixture
async def stage(stage: Stage) -> Stage:
    stage.delivering = False
    stage.house.engine.answer_seconds = 2.2
    return stage


async def test_typed_words_are_answered_while_the_database_is_gone(stage: Stage) -> None:
    stage.house.writer.close()
    await stage.physician.type("anything at all")
    stage.physician.sees("9-8-8", "911", "automated scheduler")


async def test_the_word_now_is_answered_while_the_database_is_gone(stage: Stage) -> None:
    stage.house.writer.close()
    await stage.physician.command("now")
    stage.physician.sees("9-8-8", "911")


async def test_a_press_while_the_database_is_gone_says_so_and_brings_the_lines(stage: Stage) -> None:
    ask = stage.physician.button("Ask for a peer")
    stage.house.writer.close()
    await stage.physician.press_kept(ask)
    assert "nothing was sent" in stage.physician.notice
    stage.physician.sees("9-8-8", "911")


async def test_a_press_while_another_program_holds_the_database_is_answered_in_time(stage: Stage) -> None:
    path = stage.house.database.path
    assert path is not None
    ask = stage.physician.button("Ask for a peer")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    await stage.physician.press_kept(ask)
    holder.execute("ROLLBACK")
    holder.close()
    assert "nothing was sent" in stage.physician.notice
    stage.physician.sees("9-8-8")
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("Before you ask")


async def test_send_while_the_disk_is_full_keeps_nothing_and_brings_the_lines(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await stage.read(_fill)
    refused = 0
    for number in range(100):  # whatever freed pages there are, others take them
        refused += await _asks(stage, stage.account(f"visiting-locum-{number}"))
        await stage.read(_fill)  # the writer may have opened the database anew
        if refused == 3:
            break
    await robin.submit(contact="204-555-0123")
    assert "nothing was sent" in robin.notice
    robin.sees("9-8-8")


def _fill(unit: UnitOfWork) -> None:
    pages = unit.link.driver.execute("PRAGMA page_count").fetchone()[0]
    unit.link.driver.execute(f"PRAGMA max_page_count = {pages}")


async def _asks(stage: Stage, stranger: Account) -> bool:
    """Whether it was refused."""
    send = Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": "204-555-0143"})
    return (await stage.house.engine.handle(send)).undone
