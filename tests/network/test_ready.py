"""Ready means ready: what cannot be written, or is damaged, is no good database, however well it reads (A6, A9)."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from structlog.testing import capture_logs

from bot.cli import checks
from bot.process import readiness
from storage.database import migrate, writable
from storage.database.db_errors import TROUBLES, sentence
from storage.database.sql import Link
from storage.database.transaction import changing
from tests.cli.conftest import Shell, shell
from tests.conftest import Postgres
from tests.served import Running, running, settings_for, slack_programme

__all__ = ["shell"]

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SLACK = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32, "slack_api_url": "http://127.0.0.1:9/api/"}


@pytest.fixture(autouse=True)
def _looked_at_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WRITE_SECONDS", 0.0)
    monkeypatch.setattr(readiness, "DAMAGE_SECONDS", 0.0)


@pytest.fixture
def settings(tmp_path: Path, migrated_sqlite: bytes) -> Any:
    (tmp_path / "p.db").write_bytes(migrated_sqlite)
    return settings_for(f"sqlite:///{tmp_path}/p.db", slack_programme(tmp_path), **SLACK)


async def readyz(house: Running) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(house.address + "/readyz") as answer:
        return answer.status, (await answer.text()).strip()


async def test_a_file_that_may_only_be_read(settings: Any) -> None:
    async with running(settings) as house:
        assert await readyz(house) == (200, "ready")
        await house.served.house.engine.run(lambda unit: unit.link.driver.execute("PRAGMA query_only = ON"))
        assert await readyz(house) == (503, "database: read only")


async def test_a_disk_with_no_room_for_the_journal(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(settings) as house:
        monkeypatch.setattr(readiness, "room", lambda _: writable.FULL - 1)
        assert await readyz(house) == (503, "database: full")


async def test_pages_that_are_damaged(settings: Any, tmp_path: Path) -> None:
    async with running(settings) as house:
        await house.settle()
        with closing(sqlite3.connect(tmp_path / "p.db")) as link:
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (root,) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_audit_at'").fetchone()
            (size,) = link.execute("PRAGMA page_size").fetchone()
        with (tmp_path / "p.db").open("r+b") as file:
            file.seek((root - 1) * size)
            file.write(b"\xff" * 40)
        house.served.house.database.engine.dispose()  # what was read before is remembered
        assert await readyz(house) == (503, "database: damaged")


async def test_a_file_that_is_gone_is_not_made_anew_under_the_server(settings: Any, tmp_path: Path) -> None:
    """Its disk was taken away: what was open still answered, and the next look made an empty file that others read."""
    async with running(settings) as house:
        await house.settle()
        database = house.served.house.database
        _lose(tmp_path)
        assert await readyz(house) == (503, "database: gone")
        database.engine.dispose()
        assert await readyz(house) == (503, "database: gone")
        with pytest.raises(TROUBLES) as error, database.engine.connect():
            pass
        gone = "the database file is gone; stop Peerline, and see whether its disk is mounted"
        assert sentence(error.value, database) == gone
        assert not _lose(tmp_path)


async def test_the_folder_is_gone_and_the_log_says_what_readyz_says(settings: Any, tmp_path: Path) -> None:
    """Its keys went with it, so that the log said "BadKeys"."""
    home = tmp_path / "var"
    home.mkdir()
    (tmp_path / "p.db").rename(home / "p.db")
    settings.peerline_database_url, settings.peerline_keys = f"sqlite:///{home}/p.db", None
    async with running(settings) as house:
        await house.settle()
        (home / "keys").rename(tmp_path / "keys")
        with capture_logs() as log:
            await house.served.house.deadlines.tick()
        assert [line["why"] for line in log if line["event"] == "database_unavailable"] == ["keys"]
        home.rename(tmp_path / "gone")
        with capture_logs() as log:
            await house.served.house.deadlines.tick()
        assert {line["why"] for line in log if line["event"] == "database_unavailable"} == {"gone"}
        assert await readyz(house) == (503, "database: gone")
        (tmp_path / "gone").rename(home)
        (tmp_path / "keys").rename(home / "keys")


def _lose(folder: Path) -> list[Path]:
    found = list(folder.glob("p.db*"))
    for path in found:
        path.unlink()
    return found


async def test_a_newer_database(settings: Any) -> None:
    async with running(settings) as house:
        with changing(house.served.house.database) as link:
            link.driver.execute("UPDATE alembic_version SET version_num = '9999'")
        assert await readyz(house) == (503, "migrations: newer")


async def test_an_older_replica_stays_ready_beside_a_newer_database_that_says_so(settings: Any) -> None:
    """Whoever updates migrates first, and then starts one replica after the other anew."""
    async with running(settings) as house:
        with changing(house.served.house.database) as link:
            link.driver.execute(f"UPDATE alembic_version SET version_num = '9999.{migrate.step()}'")  # noqa: S608 - our own word
        assert await readyz(house) == (200, "ready")


async def test_a_postgresql_server_that_only_reads(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.create()
    async with running(settings_for(url, slack_programme(tmp_path), **SLACK)) as house:
        assert await readyz(house) == (200, "ready")
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as link:
            name = link.info.dbname
            link.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        house.served.house.database.engine.dispose()
        assert await readyz(house) == (503, "database: read only")
    postgres.drop(url)


async def test_however_often_it_is_asked_it_writes_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WRITE_SECONDS", 60.0)
    async with running(settings) as house:
        written: list[object] = []
        touch = writable.touch

        def counted(link: Link) -> None:
            written.append(1)
            touch(link)

        monkeypatch.setattr(readiness, "touch", counted)
        house.served.ready = readiness.Ready(house.served.house)
        assert {await each for each in [readyz(house) for _ in range(20)]} == {(200, "ready")}
        assert len(written) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes, where the machine lets us make such a disk."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can make a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("no disk can be made here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


async def test_a_disk_filled_to_its_last_block_and_emptied_again(
    small_disk: Path, tmp_path: Path, migrated_sqlite: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real one; that there is little room left is not looked at, only what the write says."""
    monkeypatch.setattr(readiness, "FULL", 0)
    (small_disk / "p.db").write_bytes(migrated_sqlite)
    settings = settings_for(f"sqlite:///{small_disk}/p.db", slack_programme(tmp_path), **SLACK)
    async with running(settings) as house:
        assert await readyz(house) == (200, "ready")
        with closing(sqlite3.connect(small_disk / "p.db")) as link:
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _fill(small_disk / "rest")
        assert await readyz(house) == (503, "database: full")
        (small_disk / "rest").unlink()
        assert await readyz(house) == (200, "ready")


@pytest.mark.parametrize("why", ["full", "no_folder", "no_list", "read_only"])
async def test_a_list_of_erasures_that_cannot_be_kept_is_logged_with_why(
    small_disk: Path, settings: Any, why: str
) -> None:
    """The house goes on; only a restore would miss it. The page said "rights", whatever it was."""
    settings.peerline_erasures = small_disk / ("none" if why == "no_folder" else "") / "erased"
    if why == "no_list":
        settings.peerline_erasures.write_text("Dear reader")
    if why == "full":
        _fill(small_disk / "rest")
    if why == "read_only":
        _only_to_be_read(small_disk)
    with capture_logs() as log:
        async with running(settings) as house:
            await house.settle()
            assert await readyz(house) == (200, "ready")
    told = [line for line in log if line["event"] == "erasures_not_kept"]
    assert {(line["why"], line["path"]) for line in told} == {(why, str(settings.peerline_erasures))}


def test_what_commands_say_of_a_full_disk_and_of_one_that_may_only_be_read(small_disk: Path, shell: Shell) -> None:
    """T-F10: SQLite itself says "disk I/O error" and "unable to open database file"."""
    shell.env["PEERLINE_DATABASE_URL"] = f"sqlite:///{small_disk}/p.db"
    shell.run("roster", "import", shell.people())
    _fill(small_disk / "rest")
    full = "the disk of the database is full; nothing was changed. Make room, then run this again"
    assert f"FAIL  database: {full}\n" in shell.run("check", code=1).out
    for words in (("roster", "import", shell.people()), ("backup", "sunday")):
        assert shell.run(*words, code=1).err == f"{full}\n"
    (small_disk / "rest").unlink()
    _only_to_be_read(small_disk)
    assert "FAIL  database: the database can only be read; " in shell.run("check", code=1).out
    assert "the database can only be read; " in shell.run("roster", "import", shell.people(), code=1).err


def test_a_backup_elsewhere_is_made_of_a_served_database_on_a_full_disk(small_disk: Path, shell: Shell) -> None:
    """Only the line of the audit has no room; nothing could be saved before the disk was emptied."""
    shell.env["PEERLINE_DATABASE_URL"] = f"sqlite:///{small_disk}/p.db"
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    with closing(sqlite3.connect(small_disk / "p.db")) as served:  # what a server has open
        served.execute("SELECT count(*) FROM person").fetchone()
        _fill(small_disk / "rest")
        said = shell.warned("backup", "monday")
        assert "rows are sealed in monday" in said.out
        assert said.err.startswith("warn  the backup is made, and the audit has no line of it: the database is full. ")
    (small_disk / "rest").unlink()
    shell.run("restore", "monday", "--force")


def test_a_rotation_that_runs_out_of_room_says_so_and_goes_on_later(small_disk: Path, shell: Shell) -> None:
    """It said "nothing was changed", with two keys in the file."""
    shell.env["PEERLINE_DATABASE_URL"] = f"sqlite:///{small_disk}/p.db"
    shell.run("roster", "import", shell.people())
    before = shell.run("roster", "export").out
    _fill(small_disk / "rest", leave=44 * 1024)
    said = shell.run("keys", "rotate", code=1)
    assert said.err == (
        "the disk of the database is full; the rotation stopped half way, and everything can be read. Make room, then "
        "run this again\n"
    )
    assert len((small_disk / "keys").read_text().split()) == 2
    assert not list(small_disk.glob("*.new"))
    (small_disk / "rest").unlink()
    assert shell.run("roster", "export").out == before
    assert "the old one is retired" in shell.run("keys", "rotate").out
    assert shell.run("roster", "export").out == before


def test_what_is_left_of_a_file_that_found_no_room_is_taken_away(small_disk: Path, shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    _fill(small_disk / "rest")
    said = shell.run("keys", "rotate", code=1, PEERLINE_ERASURES=str(small_disk / "erased"))
    assert "the list of erasures cannot be written: " in said.err
    assert "No space left on device" in said.err
    assert [path.name for path in small_disk.iterdir()] == ["rest"]


def _only_to_be_read(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


def _fill(path: Path, *, leave: int = 0) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(file.tell() - leave)


class TestCheck:
    def _lines(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
        monkeypatch.setattr(checks, "load", lambda: settings)
        return [str(line) for line in checks.run(NOW) if line.what == "database"]

    async def test_it_tries_a_write(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(_link: object) -> None:
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY_DIRECTORY
            raise error

        assert [line[:4] for line in await asyncio.to_thread(self._lines, monkeypatch, settings)] == ["ok  "]
        monkeypatch.setattr("bot.cli.checks.ground.touch", refused)
        (_, line) = await asyncio.to_thread(self._lines, monkeypatch, settings)
        assert line.startswith("FAIL  database: the database can only be read; nothing was changed. Look at the rights")

    @pytest.mark.parametrize(("left", "level"), [(300 << 20, ""), (100 << 20, "warn"), (1 << 20, "FAIL")])
    async def test_it_tells_of_a_disk_that_fills(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch, left: int, level: str
    ) -> None:
        monkeypatch.setattr("bot.cli.checks.ground.room", lambda _: left)
        lines = (await asyncio.to_thread(self._lines, monkeypatch, settings))[1:]
        expected = f"{level:<6}database: only {left >> 20} MiB are left on its disk; make room"
        assert lines == ([expected] if level else [])


def test_what_a_server_says_is_a_sentence_too() -> None:
    assert "which PostgreSQL server is the main one" in sentence(psycopg.errors.ReadOnlySqlTransaction())
    assert "restore a backup" in sentence(psycopg.errors.DataCorrupted())
    assert sentence(psycopg.errors.DiskFull()).startswith("the disk of the database is full")
