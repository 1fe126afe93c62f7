"""What a transaction reads is true: what it wrote itself, what came before it, and under a lock the newest there is."""

import importlib
import pkgutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

import storage
from bot.clock import MovableClock
from bot.core.people import Person, Role, Standing
from bot.core.request import OfferState, RequestState
from bot.process.demo import PROGRAMMES
from bot.programme import Programme, load
from bot.roster import RosterRow
from bot.runtime.roster_import import apply
from storage.database.connect import Database
from storage.database.sql import Sql
from storage.encryption.keys import KeySource
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.storage.scene import NOW, an_offer, ask, card, do, join, joined, slack, teams
from tests.storage.test_writer import hold


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(PROGRAMMES / "demo.toml")


# --- inside one transaction ------------------------------------------------------------------------------------------


def test_what_is_written_of_a_person_is_what_is_read(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        people = unit.people
        ruth = join(unit, "Ruth Okafor", Role.SUPPORTER)
        assert people.get(ruth.id) == people.by_account(slack("URUTH")) == people.by_email(ruth.email)
        people.put(replace(people.get(ruth.id), bio="listens", roles=frozenset()))
        assert people.get(ruth.id).bio == "listens"
        assert people.with_role(Role.SUPPORTER) == []
        people.save_standing(ruth.id, Standing(paused=True))
        assert people.get(ruth.id).standing.paused
        assert people.by_account(slack("URUTH")) == people.get(ruth.id)
        people.set_language(slack("URUTH"), "fr")
        assert people.get(ruth.id).language == "fr"
        people.attach(ruth.id, teams("ruth"))
        assert len(people.accounts(ruth.id)) == len(people.account_ids(ruth.id)) == 2
        people.account_gone(slack("URUTH"))
        assert people.accounts(ruth.id) == [teams("ruth")]
        people.account_back(slack("URUTH"))
        assert len(people.accounts(ruth.id)) == 2
        people.set_conversation(slack("URUTH"), "D1")
        assert people.conversation(slack("URUTH")) == "D1"
        other = join(unit, "Otto Other")
        people.attach(other.id, slack("URUTH"))
        moved = people.by_account(slack("URUTH"))
        assert moved is not None
        assert moved.id == other.id
        assert people.accounts(ruth.id) == [teams("ruth")]

    do(writer, story)


def test_a_stranger_who_is_forgotten_is_not_read_any_more(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        kept = unit.people.add(Person("", "north", name="Visitor"), slack("UVISITOR"))
        assert unit.people.unlisted(kept.id)
        assert unit.people.by_account(slack("UVISITOR")) == unit.people.get(kept.id)
        unit.people.forget(kept.id)
        assert unit.people.by_account(slack("UVISITOR")) is None
        with pytest.raises(LookupError):
            unit.people.get(kept.id)

    do(writer, story)


def test_what_is_written_of_a_request_and_its_offer_is_what_is_read(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        physician, supporter = join(unit, "Ruth Okafor"), join(unit, "Sam Supporter", Role.SUPPORTER)
        assert unit.requests.of_physician(physician.id) is None
        request = ask(unit, physician)
        assert unit.requests.of_physician(physician.id) == unit.requests.get(request.id) == request
        unit.requests.set_details(request, replace(unit.requests.details(request), contact="ruth@home.example"))
        assert unit.requests.details(request).contact == "ruth@home.example"
        assert unit.offers.live(request.id) is None
        assert unit.offers.live_of(supporter.id) == []
        offer = unit.offers.add(an_offer(request, supporter))
        assert [offer] == unit.offers.of_request(request.id) == unit.offers.live_of(supporter.id)
        assert unit.offers.live_counts([supporter.id]) == {supporter.id: 1}
        unit.offers.move(offer, OfferState.DECLINED)
        assert unit.offers.live(request.id) is None
        assert unit.offers.live_of(supporter.id) == []
        assert unit.offers.live_counts([supporter.id]) == {supporter.id: 0}
        request = unit.requests.change(request, misses=1)
        assert unit.requests.get(request.id) == request
        request = unit.requests.move(request, RequestState.CLOSED)
        assert unit.requests.open_ones() == []
        unit.requests.shred(request)
        assert unit.requests.get(request.id) is None
        assert unit.offers.of_request(request.id) == []
        assert unit.offers.get(offer.id) is None
        with pytest.raises(LookupError):
            unit.requests.details(request)

    do(writer, story)


def test_what_is_said_and_booked_is_what_is_read(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        ruth = join(unit, "Ruth Okafor")
        assert not unit.slots.exists(ruth.id, "word")
        unit.slots.say(ruth.id, "word", card("one"), at=NOW, notify=True)
        assert unit.slots.exists(ruth.id, "word")
        assert unit.deadlines.pending(person=ruth.id) == []
        unit.deadlines.book("leave", NOW, person=ruth.id)
        assert len(unit.deadlines.pending(person=ruth.id)) == 1
        unit.deadlines.cancel(person=ruth.id)
        assert unit.deadlines.pending(person=ruth.id) == []
        first, *_ = unit.slots.claim(unit.now, timedelta(minutes=1), 5)
        assert unit.slots.claim(unit.now, timedelta(minutes=1), 5) == []
        unit.slots.settle(first, "m1", unit.now)
        unit.slots.say(ruth.id, "word", card("two"), at=NOW, notify=False)
        again, *_ = unit.slots.claim(unit.now, timedelta(minutes=1), 5)
        assert (again.copy, again.version, again.reference) == (first.copy, 2, "m1")

    do(writer, story)


def test_the_same_question_is_asked_once(sqlite_database: Database, keys: KeySource, clock: MovableClock):
    writer = writer_for(sqlite_database, keys, clock)
    (ruth,) = joined(writer, "Ruth Okafor")
    asked: list[str] = []

    def story(unit: UnitOfWork) -> None:
        unit.link.driver.set_trace_callback(asked.append)  # type: ignore[attr-defined] # SQLite's
        for _ in range(3):
            unit.people.lock(ruth.id)
            assert unit.people.get(ruth.id) == unit.people.by_account(slack("URUTH"))
        unit.link.driver.set_trace_callback(None)  # type: ignore[attr-defined]

    do(writer, story)
    assert len(asked) == 2
    writer.close()


# --- between transactions --------------------------------------------------------------------------------------------


def test_what_was_rolled_back_is_not_read_by_the_next_in_the_batch(writer: Writer):
    (ruth,) = joined(writer, "Ruth Okafor")

    def fail(unit: UnitOfWork) -> None:
        unit.people.save_standing(ruth.id, Standing(paused=True))
        unit.inbox.first_time("event")
        assert unit.people.get(ruth.id).standing.paused
        raise RuntimeError("a bug")

    go = hold(writer)
    failed = writer.submit(fail)
    paused = writer.submit(lambda unit: unit.people.get(ruth.id).standing.paused)
    first = writer.submit(lambda unit: unit.inbox.first_time("event"))
    go.set()
    assert isinstance(failed.exception(20), RuntimeError)
    assert paused.result(20) is False
    assert first.result(20) is True
    assert do(writer, lambda unit: unit.inbox.first_time("event")) is False


def test_a_secret_whose_commit_failed_is_not_kept_in_mind(
    sqlite_database: Database, keys: KeySource, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    """Otherwise an event would be hashed with a secret that no later process can know, and act twice."""
    writer = writer_for(sqlite_database, keys, clock)
    go = hold(writer)
    both = [writer.submit(partial(_first_time, key)) for key in ("one", "two")]
    commit = writer._commit  # type: ignore[attr-defined]

    def refuse(connection: sqlite3.Connection, batch: Any) -> None:
        commit(_Refusing(connection), batch)

    monkeypatch.setattr(writer, "_commit", refuse)
    go.set()
    assert all(job.exception(20) for job in both)
    monkeypatch.undo()
    assert do(writer, lambda unit: unit.inbox.first_time("one")) is True
    writer.close()
    other = writer_for(sqlite_database, keys, clock)
    assert do(other, lambda unit: unit.inbox.first_time("one")) is False
    other.close()


def _first_time(key: str, unit: UnitOfWork) -> bool:
    return unit.inbox.first_time(key)


class _Refusing:
    """A connection whose COMMIT fails."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def execute(self, sql: str, *params: Any) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(sql, *params)


def _meanwhile(
    writer: Writer, before: Callable[[UnitOfWork], Any], other: Callable[[UnitOfWork], Any]
) -> Callable[[UnitOfWork], None]:
    """A step of a story: `before`, then another transaction from beginning to end."""

    def step(unit: UnitOfWork) -> None:
        before(unit)
        done = threading.Thread(target=do, args=(writer, other))
        done.start()
        done.join(20)
        assert not done.is_alive()

    return step


def test_under_a_lock_the_newest_is_read(postgresql_database: Database, keys: KeySource, clock: MovableClock):
    writer = writer_for(postgresql_database, keys, clock)
    (ruth,) = joined(writer, "Ruth Okafor")

    def pause(unit: UnitOfWork) -> None:
        unit.people.save_standing(ruth.id, Standing(paused=True))

    def story(unit: UnitOfWork) -> None:
        _meanwhile(writer, lambda unit: unit.people.by_account(slack("URUTH")), pause)(unit)
        assert not unit.people.get(ruth.id).standing.paused
        unit.people.lock(ruth.id)
        assert unit.people.get(ruth.id).standing.paused
        seen = unit.people.by_account(slack("URUTH"))
        assert seen is not None
        assert seen.standing.paused

    do(writer, story)
    writer.close()


def test_of_two_that_count_under_a_lock_one_sees_what_the_other_did(
    postgresql_database: Database, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    sam, *asking = joined(writer, "Sam Supporter", "Ruth Okafor", "Ann Asks")
    both_looked = threading.Barrier(2)

    def offer_if_free(physician: Person, unit: UnitOfWork) -> int:
        request = ask(unit, physician)
        live = len(unit.offers.live_of(sam.id))
        both_looked.wait(20)
        unit.people.lock(sam.id)
        live = len(unit.offers.live_of(sam.id))
        if live == 0:
            unit.offers.add(an_offer(request, sam))
        return live

    jobs = [writer.submit(partial(offer_if_free, each)) for each in asking]
    assert sorted(job.result(20) for job in jobs) == [0, 1]
    writer.close()


def test_whatever_the_roster_changed_is_read_under_the_lock(
    postgresql_database: Database, keys: KeySource, clock: MovableClock, programme: Programme
):
    writer = writer_for(postgresql_database, keys, clock)
    site = next(iter(programme.sites))
    row = RosterRow(replace(_plain("Sam Supporter", site), roles=frozenset({Role.SUPPORTER})), (slack("USAM"),))
    do(writer, lambda unit: apply(unit, programme, [row]))
    gone = replace(row, person=replace(row.person, roles=frozenset()))

    def story(unit: UnitOfWork) -> None:
        sam = unit.people.by_account(slack("USAM"))
        assert sam is not None
        _meanwhile(writer, lambda unit: unit.people.get(sam.id), lambda unit: apply(unit, programme, [gone]))(unit)
        unit.people.lock(sam.id)
        assert not unit.people.get(sam.id).has(Role.SUPPORTER)

    do(writer, story)
    writer.close()


def test_whatever_the_roster_changed_is_read_by_the_next_in_the_batch(
    sqlite_database: Database, keys: KeySource, clock: MovableClock, programme: Programme
):
    writer = writer_for(sqlite_database, keys, clock)
    site = next(iter(programme.sites))
    row = RosterRow(replace(_plain("Sam Supporter", site), roles=frozenset({Role.SUPPORTER})), (slack("USAM"),))
    do(writer, lambda unit: apply(unit, programme, [row]))
    gone = replace(row, person=replace(row.person, roles=frozenset()))

    def may(unit: UnitOfWork) -> bool:
        sam = unit.people.by_account(slack("USAM"))
        return sam is not None and sam.has(Role.SUPPORTER)

    go = hold(writer)
    before, change, after = (writer.submit(job) for job in (may, lambda unit: apply(unit, programme, [gone]), may))
    go.set()
    change.result(20)
    assert before.result(20) is True
    assert after.result(20) is False
    writer.close()


def _plain(name: str, site: str) -> Person:
    return Person("", site, name=name, email="sam@hospital.example", languages=("en",))


# --- what a statement touches ----------------------------------------------------------------------------------------

_WRITES = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}


def _statements() -> Iterator[tuple[str, Sql]]:
    for found in pkgutil.walk_packages(storage.__path__, "storage."):
        if not found.ispkg and not found.name.startswith("storage.migrations."):
            for name, value in vars(importlib.import_module(found.name)).items():
                for each in _inside(value):
                    yield f"{found.name}.{name}", each


def _inside(value: object) -> Iterator[Sql]:
    if isinstance(value, Sql):
        yield value
    elif isinstance(value, dict | tuple | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside(each)


def test_every_statement_says_which_tables_it_reads_and_changes(sqlite_database: Database):
    """SQLite itself tells; one that said too little would be answered from memory after a change."""
    read: set[str] = set()
    written: set[str] = set()

    def authorize(action: int, table: str | None, *_: object) -> int:
        if table and not table.startswith("sqlite_"):
            (written if action in _WRITES else read if action == sqlite3.SQLITE_READ else set()).add(table)
        return sqlite3.SQLITE_OK

    assert sqlite_database.path is not None
    connection = sqlite3.connect(sqlite_database.path, cached_statements=0)  # a kept statement is not looked at again
    connection.set_authorizer(authorize)
    seen = 0
    for where, sql in _statements():
        compiled = sql.compile(sqlite_database.engine.dialect)
        read.clear()
        written.clear()
        try:
            connection.execute(
                "EXPLAIN " + compiled.text, [compiled.fixed.get(name, 1) for name in compiled.order or ()]
            )
        except sqlite3.OperationalError:
            assert compiled.holds or not compiled.reads, where  # PostgreSQL's own: after it everything is read anew
            continue
        seen += 1
        assert written == ({compiled.changes} if compiled.changes else set()), where
        assert compiled.changes or read <= compiled.reads, where
    connection.close()
    assert seen > 100
