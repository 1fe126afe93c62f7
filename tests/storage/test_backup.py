"""A backup is one sealed file; it comes back whole, into either database, or not at all."""

import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import MovableClock
from bot.core.people import Person, Role
from storage.backup.archive import BackupError, backup, restore
from storage.backup.archive_file import Writing
from storage.database import migrate
from storage.database.connect import Database
from storage.database.lock import AlreadyServed, served_alone
from storage.encryption.keys import GivenKeys, KeyFile, KeySource, fresh
from storage.encryption.sealed import Keyring
from storage.rotation.master_key import rotate_file
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.storage.scene import HOUR, MINUTE, NOW, an_offer, ask, card, details_of, do, join

OLDER = "PEERLINE BACKUP\nthe older one"


@pytest.fixture
def people(writer: Writer) -> list[Person]:
    def story(unit: UnitOfWork) -> list[Person]:
        people = [join(unit, f"P{n} Name", Role.SUPPORTER) for n in range(30)]
        request = ask(unit, people[0])
        unit.offers.add(an_offer(request, people[1]))
        unit.ledger.note("opened", site="north", actor=people[0].id, request=request)
        unit.slots.say(people[1].id, "offer:7f3a", card("update"), at=NOW, notify=True)
        unit.deadlines.book("seek-news", NOW, request=request.id)
        unit.inbox.first_time("Ev0123")
        return people

    return do(writer, story)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "peerline.backup"


def test_everything_comes_back_in_either_database(
    database: Database, other: Database, keys: KeySource, people: list[Person], file: Path, clock: MovableClock
):
    rows = backup(database, keys, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert restore(other, keys, file) == rows
    writer = writer_for(other, keys, clock)

    def story(unit: UnitOfWork) -> None:
        assert sorted(unit.people.everybody(), key=lambda p: p.id) == sorted(people, key=lambda p: p.id)
        request = unit.requests.of_physician(people[0].id)
        assert request is not None
        assert unit.requests.details(request) == details_of(people[0])
        assert [offer.supporter for offer in unit.offers.live_of(people[1].id)] == [people[1].id]
        assert len(unit.deadlines.due(NOW, 10)) == 1
        assert unit.inbox.first_time("Ev0123")  # an event that comes again across a backup is decided by the state

    do(writer, story)
    writer.close()


def test_what_may_have_been_posted_since_is_looked_for_first(
    database: Database, other: Database, keys: KeySource, people: list[Person], file: Path, clock: MovableClock
):
    backup(database, keys, file)
    restore(other, keys, file)
    writer = writer_for(other, keys, clock)
    (delivery,) = do(writer, lambda unit: unit.slots.claim(NOW + HOUR, MINUTE, 10))
    assert delivery.look
    writer.close()


def test_a_backup_names_nobody(database: Database, keys: KeySource, people: list[Person], file: Path):
    backup(database, keys, file)
    content = file.read_bytes()
    # An account of four letters: any three stand by chance in one sealed file of some hundred.
    for word in (b"P1 Name", b"hospital", b"person", people[0].id.encode(), b"UP10"):
        assert word not in content


def test_a_backup_is_one_moment_while_people_press(
    database: Database, other: Database, keys: KeySource, writer: Writer, file: Path
):
    jobs = [writer.submit(partial(_ask_as, f"P{n} Name")) for n in range(60)]
    jobs[0].result(20)
    backup(database, keys, file)
    assert all(job.exception(20) is None for job in jobs)
    restore(other, keys, file)
    with other.engine.connect() as connection:
        counts = [connection.execute(text(f"SELECT count(*) FROM {t}")).scalar_one() for t in ("person", "request_key")]  # noqa: S608
    assert counts[0] == counts[1]


def _ask_as(name: str, unit: UnitOfWork) -> None:
    ask(unit, join(unit, name))


def refused(database: Database, keys: KeySource, file: Path, match: str, *, force: bool = False) -> None:
    with pytest.raises(BackupError, match=match):
        restore(database, keys, file, force=force)


def empty(database: Database) -> bool:
    with database.engine.connect() as connection:
        return connection.execute(text("SELECT id FROM person")).first() is None


def test_a_backup_under_a_retired_key_is_refused(
    sqlite_database: Database, other: Database, tmp_path: Path, file: Path, clock: MovableClock
):
    keys = KeyFile(tmp_path / "keys")
    keys.make_if_missing()
    writer = writer_for(sqlite_database, keys, clock)
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    backup(sqlite_database, keys, file)
    rotate_file(sqlite_database, keys)
    refused(other, keys, file, "its key is retired")
    assert empty(other)
    backup(sqlite_database, keys, file, force=True)
    restore(other, keys, file)
    writer.close()


def test_a_backup_from_the_middle_of_a_rotation_needs_both_keys(
    database: Database, other: Database, file: Path, clock: MovableClock
):
    old, new = fresh(), fresh()
    writer = writer_for(database, GivenKeys(old), clock)
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    writer.close()
    backup(database, GivenKeys(f"{new},{old}"), file)
    refused(other, GivenKeys(new), file, "during a key rotation")
    assert empty(other)
    restore(other, GivenKeys(f"{new},{old}"), file)


def test_a_database_that_holds_something_is_not_overwritten_unless_asked(
    database: Database, keys: KeySource, writer: Writer, people: list[Person], file: Path
):
    backup(database, keys, file)
    do(writer, lambda unit: join(unit, "Ruth Later"))
    refused(database, keys, file, "not empty")
    restore(database, keys, file, force=True)
    names = {person.name for person in do(writer, lambda unit: unit.people.everybody())}
    assert names == {person.name for person in people}


@pytest.mark.parametrize("place", [0, 20, 60, 300, 1000, -20])
def test_a_changed_byte_is_found_out_and_nothing_is_restored(
    sqlite_database: Database, other: Database, keys: KeySource, clock: MovableClock, file: Path, place: int
):
    writer = writer_for(sqlite_database, keys, clock)
    do(writer, lambda unit: [join(unit, f"P{n} Name") for n in range(5)])
    writer.close()
    backup(sqlite_database, keys, file)
    content = bytearray(file.read_bytes())
    content[place] ^= 0x40
    file.write_bytes(content)
    refused(other, keys, file, "damaged|retired|not a backup|cut off|format")
    assert empty(other)


def frames(content: bytes) -> tuple[bytes, list[bytes]]:
    """Magic and header, and the chunks with their lengths."""
    start = len(b"PEERLINE BACKUP\n")
    parts = []
    while start < len(content):
        length = 4 + int.from_bytes(content[start : start + 4])
        parts.append(content[start : start + length])
        start += length
    return content[:16] + parts[0], parts[1:]


def test_chunks_left_out_doubled_swapped_or_borrowed_are_found_out(
    sqlite_database: Database,
    other: Database,
    keys: KeySource,
    clock: MovableClock,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("storage.backup.archive_file._CHUNK", 500)
    writer = writer_for(sqlite_database, keys, clock)
    do(writer, lambda unit: [join(unit, f"P{n} Name") for n in range(5)])
    writer.close()
    backup(sqlite_database, keys, file)
    whole = file.read_bytes()
    head, chunks = frames(whole)
    backup(sqlite_database, keys, file, force=True)
    _, foreign = frames(file.read_bytes())
    assert len(chunks) > 4
    for wrong in (
        [*chunks[:-1]],
        chunks[:2],
        [],
        [chunks[1], chunks[0], *chunks[2:]],
        [chunks[0], *chunks],
        [*chunks[:2], *chunks[3:]],
        [*chunks, chunks[-1]],
        [foreign[0], *chunks[1:]],
        [*chunks[:-1], chunks[-1][:-1]],
    ):
        file.write_bytes(head + b"".join(wrong))
        refused(other, keys, file, "damaged|cut off")
        assert empty(other)
    file.write_bytes(whole)
    restore(other, keys, file)


def test_a_schema_that_is_not_known_is_refused(
    database: Database, other: Database, keys: KeySource, people: list[Person], file: Path
):
    with file.open("wb") as out:
        Writing(out, Keyring(keys.current()), "9998").close()
    refused(other, keys, file, f"has schema 9998, which this Peerline .{migrate.head()}. does not know")
    backup(database, keys, file, force=True)
    with other.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refused(other, keys, file, "the database is at 9999, which this Peerline .* does not know")
    with pytest.raises(BackupError, match="a newer one made it; use that one"):
        backup(other, keys, file)


def test_no_file_and_no_folder_are_sentences(database: Database, keys: KeySource, people: list[Person], tmp_path: Path):
    refused(database, keys, tmp_path / "none", "cannot be read")
    with pytest.raises(BackupError, match="cannot be written"):
        backup(database, keys, tmp_path / "no folder" / "file")
    (tmp_path / "text").write_text("hello")
    refused(database, keys, tmp_path / "text", "not a backup")


def test_a_backup_that_fails_leaves_the_older_file(
    database: Database, keys: KeySource, people: list[Person], file: Path, monkeypatch: pytest.MonkeyPatch
):
    file.write_text(OLDER)
    monkeypatch.setattr(
        "storage.backup.archive_file.Writing.close", lambda _: (_ for _ in ()).throw(OSError(28, "full"))
    )
    with pytest.raises(BackupError, match="full"):
        backup(database, keys, file, force=True)
    assert file.read_text() == OLDER
    assert [path.name for path in file.parent.iterdir() if path.name.endswith(".part")] == []


def test_nothing_is_restored_under_a_running_server(sqlite_database: Database, keys: KeySource, file: Path):
    file.write_bytes(b"never looked at")
    with served_alone(sqlite_database), pytest.raises(AlreadyServed):
        restore(sqlite_database, keys, file)


def test_a_header_that_is_nested_without_end_is_refused_with_a_sentence(other: Database, keys: KeySource, file: Path):
    """100,000 brackets ended in a traceback (A13)."""
    header = b"[" * 100_000
    file.write_bytes(b"PEERLINE BACKUP\n" + len(header).to_bytes(4) + header)
    refused(other, keys, file, "its header cannot be read")


def test_no_backup_is_made_of_a_database_with_nobody_in_it(
    database: Database, keys: KeySource, writer: Writer, file: Path
):
    """A wrong address in a night's script would replace the good backup by nothing; a server writes a little itself."""
    file.write_text(OLDER)
    with pytest.raises(BackupError, match="is empty; no backup was made"):
        backup(database, keys, file, force=True)
    do(writer, lambda unit: unit.deadlines.book("scrub", unit.now))
    with pytest.raises(BackupError, match="is empty; no backup was made"):
        backup(database, keys, file, force=True)
    assert file.read_text() == OLDER
    do(writer, lambda unit: join(unit, "P1 Name"))
    assert backup(database, keys, file, force=True)


def test_no_backup_is_made_of_a_damaged_database(
    sqlite_database: Database, keys: KeySource, clock: MovableClock, file: Path
):
    """The older backups are all there is then: none is overwritten by one that looks whole (A9)."""
    writer = writer_for(sqlite_database, keys, clock)
    do(writer, lambda unit: [join(unit, f"P{n} Name") for n in range(200)])
    writer.close()
    backup(sqlite_database, keys, file)
    good = file.read_bytes()
    damage(sqlite_database)
    with pytest.raises(BackupError, match="the database is damaged"):
        backup(sqlite_database, keys, file, force=True)
    assert file.read_bytes() == good


def damage(database: Database) -> None:
    """Some bytes at the head of one index's first page: every row can still be read."""
    assert database.path is not None
    database.engine.dispose()
    with closing(sqlite3.connect(database.path)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_person_site'").fetchone()
        (size,) = link.execute("PRAGMA page_size").fetchone()
    with database.path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 40)
