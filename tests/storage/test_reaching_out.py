"""Nominations, marks and call-backs: found by whoever holds the key, readable by nobody else, gone without a trace."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.core.callback import CALL_MOVES, Call, Caller, CallState
from bot.core.nomination import NOMINATION_MOVES, Moment, Nomination, NominationState, Nominee
from bot.core.people import Person
from bot.core.request import RequestState
from bot.ports.records import Conflict
from storage.database.connect import Database, open_database
from storage.database.inspect import tables_as_seen
from storage.encryption.keys import GivenKeys, fresh
from storage.encryption.sealed import Unreadable
from storage.rotation.master_key import rotate_given
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.storage.scene import HOUR, NOW, a_request, ask, details_of, do, join, slack

_migrated: bytes = b""


@pytest.fixture(autouse=True)
def migrated(migrated_sqlite: bytes) -> None:
    global _migrated
    _migrated = migrated_sqlite


@contextmanager
def a_writer(clock: MovableClock) -> Iterator[Writer]:
    """Over a fresh database, where which one it is is not the point."""
    with TemporaryDirectory(prefix="peerline-reaching-") as folder:
        path = Path(folder) / "peerline.db"
        path.write_bytes(_migrated)
        database = open_database(f"sqlite:///{path}")
        writer = writer_for(database, GivenKeys(fresh()), clock)
        yield writer
        writer.close()
        database.close()


@pytest.fixture
def sqlite_writer(clock: MovableClock) -> Iterator[Writer]:
    with a_writer(clock) as writer:
        yield writer


ASHA = slack("UASHA")
PICKED = (ASHA.platform, ASHA.team, ASHA.user)


def think(unit: UnitOfWork, state: NominationState = NominationState.WAITING) -> Nomination:
    return unit.nominations.add(Nomination("", "north", state, NOW), Nominee(PICKED, by="ruth", moment=Moment.LOSS))


def phone_me(unit: UnitOfWork, person: Person) -> Call:
    new = Call("", "", "north", CallState.ASKED, 1, NOW)
    call = unit.callbacks.open(new, Caller(person.id, "204-555-7788", ("casey",)))
    unit.deadlines.book("call-silent", NOW + HOUR, subject=call.id, fence=call.version)
    return call


# --- nominations -----------------------------------------------------------------------------------------------------


def test_a_nomination_comes_back_as_it_went_in_and_is_found_by_whom_it_is_about(writer: Writer):
    nomination = do(writer, think)
    assert do(writer, lambda unit: unit.nominations.get(nomination.id)) == nomination
    assert do(writer, lambda unit: unit.nominations.nominee(nomination)) == Nominee(PICKED, "ruth", Moment.LOSS)
    assert do(writer, lambda unit: unit.nominations.waiting("north")) == [nomination]
    assert do(writer, lambda unit: unit.nominations.waiting("south")) == []
    assert do(writer, lambda unit: unit.nominations.waits(ASHA))
    assert not do(writer, lambda unit: unit.nominations.waits(slack("UBEN")))


def test_two_decide_at_once_and_one_decides(writer: Writer):
    nomination = do(writer, think)
    nominee = Nominee(PICKED)

    def decide(unit: UnitOfWork) -> None:
        unit.nominations.move(nomination, NominationState.ASKED, nominee)

    def let_go(unit: UnitOfWork) -> None:
        unit.nominations.forget(nomination)

    futures = [writer.submit(job) for job in (decide, let_go)]
    assert sorted(type(future.exception(20)).__name__ for future in futures) == ["Conflict", "NoneType"]


def test_a_nomination_that_is_forgotten_leaves_no_row(writer: Writer):
    nomination = do(writer, think)
    do(writer, lambda unit: unit.nominations.forget(nomination))
    assert do(writer, lambda unit: unit.nominations.get(nomination.id)) is None
    assert not do(writer, lambda unit: unit.nominations.waits(ASHA))
    with pytest.raises(LookupError):
        do(writer, lambda unit: unit.nominations.nominee(nomination))


@pytest.mark.parametrize("move", list(product(NominationState, repeat=2)), ids=str)
def test_a_nomination_moves_by_its_table_only(sqlite_writer: Writer, move: tuple[NominationState, NominationState]):
    def story(unit: UnitOfWork) -> None:
        unit.nominations.move(think(unit, move[0]), move[1], Nominee(PICKED))

    if move in NOMINATION_MOVES:
        do(sqlite_writer, story)
    else:
        with pytest.raises(ValueError, match="cannot go"):
            do(sqlite_writer, story)


# --- marks -----------------------------------------------------------------------------------------------------------


def test_a_mark_counts_until_it_expires_and_is_then_forgotten(writer: Writer, clock: MovableClock):
    do(writer, lambda unit: unit.marks.put("no", "asha", unit.now + 2 * HOUR))
    do(writer, lambda unit: unit.marks.put("no", "asha", unit.now + HOUR))
    assert do(writer, lambda unit: unit.marks.count("no", "asha")) == 2
    assert do(writer, lambda unit: unit.marks.count("sender", "asha")) == 0
    assert do(writer, lambda unit: unit.marks.count("no", "ruth")) == 0
    clock.forward_to(clock.now() + HOUR)
    assert do(writer, lambda unit: unit.marks.count("no", "asha")) == 1
    assert do(writer, lambda unit: unit.marks.purge()) == 1
    clock.forward_to(clock.now() + HOUR)
    assert do(writer, lambda unit: unit.marks.purge()) == 1
    assert do(writer, lambda unit: _one(unit, sql="SELECT count(*) FROM mark")) == 0


def test_a_mark_holds_no_name_even_for_who_holds_the_key(writer: Writer):
    do(writer, lambda unit: unit.marks.put("no", "slack:T0WORKSPACE:UASHA", unit.now + HOUR))

    def opened(unit: UnitOfWork) -> bytes:
        row = unit.link.driver.execute("SELECT id, body FROM mark").fetchone()
        return unit.keys.open(row[1], f"mark.body:{row[0]}")

    assert b"UASHA" not in do(writer, opened)


@settings(max_examples=30, deadline=None)
@given(puts=st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5)), max_size=8), hours=st.integers(0, 6))
def test_a_mark_counts_for_its_own_person_as_long_as_it_was_put_for(puts: list[tuple[str, int]], hours: int):
    clock = MovableClock(NOW)
    with a_writer(clock) as writer:
        for who, length in puts:
            do(writer, partial(_put, who, length))
        clock.forward_to(NOW + timedelta(hours=hours))
        for who in "ab":
            expected = sum(1 for whose, length in puts if whose == who and length > hours)
            assert do(writer, partial(_count, who)) == expected


def _put(who: str, length: int, unit: UnitOfWork) -> None:
    unit.marks.put("no", who, unit.now + timedelta(hours=length))


def _count(who: str, unit: UnitOfWork) -> int:
    return unit.marks.count("no", who)


# --- call-backs ------------------------------------------------------------------------------------------------------


def test_a_call_back_comes_back_as_it_went_in(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    call = do(writer, lambda unit: phone_me(unit, asha))
    assert len(call.number) == 4
    assert do(writer, lambda unit: unit.callbacks.get(call.id)) == call
    assert do(writer, lambda unit: unit.callbacks.of_person(asha.id)) == call
    assert do(writer, lambda unit: unit.callbacks.open_ones()) == [call]
    assert do(writer, lambda unit: unit.callbacks.caller(call)) == Caller(asha.id, "204-555-7788", ("casey",))
    changed = Caller(asha.id, "204-555-0000", outside=True)
    do(writer, lambda unit: unit.callbacks.set_caller(call, changed))
    assert do(writer, lambda unit: unit.callbacks.caller(call)) == changed


def test_somebody_taps_four_times_at_once_and_is_phoned_once(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    with ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(lambda _: writer.submit(lambda unit: phone_me(unit, asha)), range(4)))
    assert sorted(type(future.exception(20)).__name__ for future in asked) == ["Conflict"] * 3 + ["NoneType"]


def test_two_coordinators_say_at_once_what_came_of_it_and_one_is_told(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    call = do(writer, lambda unit: phone_me(unit, asha))
    jobs: list[Callable[[UnitOfWork], object]] = [
        lambda unit: unit.callbacks.erase(call),
        lambda unit: unit.callbacks.move(call, CallState.MISSED),
    ]
    futures = [writer.submit(job) for job in jobs]
    assert sorted(type(future.exception(20)).__name__ for future in futures) == ["Conflict", "NoneType"]


def test_a_call_back_that_is_over_leaves_nothing_and_the_next_may_come(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    call = do(writer, lambda unit: phone_me(unit, asha))
    do(writer, lambda unit: unit.callbacks.erase(call))
    assert do(writer, lambda unit: unit.callbacks.get(call.id)) is None
    assert do(writer, lambda unit: unit.deadlines.pending(subject=call.id)) == []
    with pytest.raises(LookupError):
        do(writer, lambda unit: unit.callbacks.caller(call))
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.callbacks.set_caller(call, Caller(asha.id, "")))
    do(writer, lambda unit: phone_me(unit, asha))


@pytest.mark.parametrize("move", list(product(CallState, repeat=2)), ids=str)
def test_a_call_back_moves_by_its_table_only(sqlite_writer: Writer, move: tuple[CallState, CallState]):
    def story(unit: UnitOfWork) -> Call:
        asha = join(unit, "Asha Physician")
        call = unit.callbacks.open(Call("", "", "north", move[0], 1, NOW), Caller(asha.id, "204-555-7788"))
        return unit.callbacks.move(call, move[1])

    if move in CALL_MOVES:
        assert do(sqlite_writer, story).version == 2
    else:
        with pytest.raises(ValueError, match="cannot go"):
            do(sqlite_writer, story)


# --- invitations -----------------------------------------------------------------------------------------------------


def test_an_invitation_that_ends_leaves_no_row_at_all(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))

    def invited(unit: UnitOfWork) -> None:
        request = unit.requests.open(a_request(state=RequestState.INVITED), details_of(asha))
        unit.deadlines.book("invite-over", NOW, request=request.id)
        unit.ledger.note("invited", site="north", actor=asha.id, request=request)
        unit.requests.shred(unit.requests.move(request, RequestState.CLOSED))

    do(writer, invited)
    for table in ("request", "request_key", "deadline", "audit"):
        assert do(writer, partial(_one, sql=f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - constants
    do(writer, lambda unit: ask(unit, asha))


# --- the keys --------------------------------------------------------------------------------------------------------


def test_after_a_rotation_all_is_found_with_the_new_key_and_nothing_with_the_old(
    database: Database, clock: MovableClock
):
    old, new = fresh(), fresh()
    before = writer_for(database, GivenKeys(old), clock)
    asha = do(before, lambda unit: join(unit, "Asha Physician"))
    nomination = do(before, think)
    call = do(before, lambda unit: phone_me(unit, asha))
    do(before, lambda unit: unit.marks.put("no", "asha", NOW + HOUR))
    before.close()
    both = GivenKeys(f"{new},{old}")
    during = writer_for(database, both, clock)  # some rows are under the old key still
    assert do(during, lambda unit: unit.nominations.waits(ASHA))
    assert do(during, lambda unit: unit.callbacks.of_person(asha.id)) == call
    assert do(during, lambda unit: unit.marks.count("no", "asha")) == 1
    with pytest.raises(Conflict):
        do(during, lambda unit: phone_me(unit, asha))
    do(during, lambda unit: unit.marks.put("no", "asha", NOW + HOUR))
    assert do(during, lambda unit: unit.marks.count("no", "asha")) == 2
    during.close()
    rotate_given(database, both)
    after = writer_for(database, GivenKeys(new), clock)
    assert do(after, lambda unit: unit.nominations.waits(ASHA))
    assert do(after, lambda unit: unit.nominations.nominee(nomination)).account == PICKED
    assert do(after, lambda unit: unit.callbacks.of_person(asha.id)) == call
    assert do(after, lambda unit: unit.callbacks.caller(call)).person == asha.id
    assert do(after, lambda unit: unit.marks.count("no", "asha")) == 2
    after.close()
    retired = writer_for(database, GivenKeys(old), clock)
    assert not do(retired, lambda unit: unit.nominations.waits(ASHA))
    assert do(retired, lambda unit: unit.callbacks.of_person(asha.id)) is None
    assert do(retired, lambda unit: unit.marks.count("no", "asha")) == 0
    with pytest.raises(Unreadable):
        do(retired, lambda unit: unit.callbacks.caller(call))
    with pytest.raises(Unreadable):
        do(retired, lambda unit: unit.nominations.nominee(nomination))
    retired.close()


def test_without_the_key_nobody_is_named(database: Database, writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    do(writer, think)
    do(writer, lambda unit: phone_me(unit, asha))
    do(writer, lambda unit: unit.marks.put("no", "asha", NOW + HOUR))
    everything = repr([view for view in tables_as_seen(database) if view.name in {"nomination", "mark", "callback"}])
    assert everything.count("sealed, ") == 3
    assert everything.count("keyed, ") == 3
    for word in ("UASHA", "204-555", asha.id, "ruth", "casey"):
        assert word not in everything


# --- inside ----------------------------------------------------------------------------------------------------------


def _one(unit: UnitOfWork, sql: str) -> int:
    return int(unit.link.driver.execute(sql).fetchone()[0])
