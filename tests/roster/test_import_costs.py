"""What an import costs grows with what has changed: people who stay as they are cost no statement."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.core.callback import Call, Caller, CallState
from bot.core.people import Person, Role
from bot.core.policy import Pathway, Terms
from bot.core.request import Details, Offer, OfferState, Request, RequestState
from bot.ports.records import Conflict
from bot.process.demo import PROGRAMMES
from bot.programme import Programme, load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.runtime.roster_import import importing
from bot.surface import Account
from storage.database.connect import Database
from storage.database.sql import Link
from storage.database.transaction import changing, reading
from storage.encryption.keys import GivenKeys, fresh
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork

FILE = "roster.csv"


@pytest.fixture
def programme() -> Programme:
    return load(PROGRAMMES / "demo.toml")


def row(number: int, **changes: Any) -> RosterRow:
    person = Person("", "demo", f"Dr. Invented {number}", f"invented{number}@example.org")
    return RosterRow(replace(person, **changes), (Account("slack", "T0DEMO", f"U0{number:05}"),), line=number + 2)


class Counted:
    """Every statement of every transaction."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.statements: list[str] = []
        execute, read = Link._execute, Link._read

        def executes(link: Link, sql: Any, params: dict[str, Any]) -> Any:
            self.statements.append(str(sql._statement))
            return execute(link, sql, params)

        def reads(link: Link, sql: Any, params: dict[str, Any]) -> Any:
            if link._remembers:
                self.statements.append(str(sql._statement))
            return read(link, sql, params)

        monkeypatch.setattr(Link, "_execute", executes)
        monkeypatch.setattr(Link, "_read", reads)

    def of(self, job: Callable[[], Any]) -> list[str]:
        self.statements.clear()
        job()
        return list(self.statements)


def importer(database: Database, programme: Programme) -> Callable[..., roster_import.Imported]:
    keys = GivenKeys(fresh())

    def run(rows: list[RosterRow], **options: Any) -> roster_import.Imported:
        found = roster_import.Options(**options)
        return roster_import.import_file(database, keys, SystemClock(), programme, rows, FILE, found)

    return run


def test_unchanged_people_cost_no_statement(
    database: Database, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported, counted = importer(database, programme), Counted(monkeypatch)
    costs, changed = [], []
    for size in (20, 120):
        rows = [row(number) for number in range(size)]
        imported(rows)
        costs.append(counted.of(lambda rows=rows: imported(rows)))  # type: ignore[misc]
        anew = [row(0, phone=f"204-555-01{size % 90 + 10}"), *rows[1:]]
        changed.append(counted.of(lambda anew=anew: imported(anew)))  # type: ignore[misc]
    assert costs[0] == costs[1]
    assert not [each for each in costs[1] if each.startswith(("UPDATE", "DELETE"))]
    assert len(changed[0]) == len(changed[1])


def test_whoever_presses_meanwhile_is_seen_and_the_import_starts_again(
    database: Database, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the writing somebody chose to be away: that stands, and the file's word too."""
    keys = GivenKeys(fresh())
    roster_import.import_file(database, keys, SystemClock(), programme, [row(1)], FILE, roster_import.Options())
    pressed: list[int] = []
    looked = importing.Import._looked

    def looks(self: importing.Import, unit: UnitOfWork) -> Any:
        found = looked(self, unit)
        if len(pressed) < 2:
            pressed.append(len(pressed))
            with changing(database) as link:
                beside = UnitOfWork(link, Keyring(keys.current()), SystemClock().now())
                person = beside.people.by_email("invented1@example.org")
                assert person is not None
                beside.people.save_standing(person.id, replace(person.standing, limit=len(pressed)))
        return found

    monkeypatch.setattr(importing.Import, "_looked", looks)
    done = roster_import.import_file(
        database, keys, SystemClock(), programme, [row(1, phone="204-555-0143")], FILE, roster_import.Options()
    )
    assert done.updated == 1
    with reading(database) as link:
        person = UnitOfWork(link, Keyring(keys.current()), SystemClock().now()).people.by_email("invented1@example.org")
        assert person is not None
        assert (person.phone, person.standing.limit) == ("204-555-0143", 2)


def test_one_that_fails_half_way_leaves_nothing(
    database: Database, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = importer(database, programme)

    def fails(*_: Any, **__: Any) -> None:
        raise Conflict("account")

    with monkeypatch.context() as patch:
        patch.setattr("storage.stores.accounts.AccountStore._new_account", fails)
        with pytest.raises(Conflict):
            imported([row(number) for number in range(3)])
    assert imported([row(number) for number in range(3)]).added == 3


def test_what_is_open_is_looked_at_without_holding_it(database: Database, programme: Programme) -> None:
    """A dry run is a look: on PostgreSQL it cannot even hold a row."""
    keys = GivenKeys(fresh())
    rows = [row(1, roles=frozenset({Role.SUPPORTER})), row(2), row(3, roles=frozenset({Role.COORDINATOR}))]

    def run(file: list[RosterRow], **options: Any) -> roster_import.Imported:
        found = roster_import.Options(complete=True, **options)
        return roster_import.import_file(database, keys, SystemClock(), programme, file, FILE, found)

    assert run(rows).added == 3
    with changing(database) as link:
        unit = UnitOfWork(link, Keyring(keys.current()), SystemClock().now())
        supporter, physician = (unit.people.by_email(f"invented{number}@example.org") for number in (1, 2))
        assert supporter is not None
        assert physician is not None
        request = unit.requests.open(
            Request("", "", "demo", Pathway.REACH_IN, RequestState.SEEKING, 1, unit.now, Terms(), unit.now),
            Details(physician.id, "204-555-0143"),
        )
        unit.offers.add(Offer("", request.id, supporter.id, OfferState.CONFIRMED, 1, 1, unit.now))
        unit.callbacks.open(Call("", "", "demo", CallState.ASKED, 1, unit.now), Caller(physician.id, "204-555-0143"))
    for missing in (rows[1:], [rows[0], rows[2]]):
        done = run(missing, dry_run=True)
        assert "; 1 person who waits for a call is concerned." in done.refused
        assert run(missing).refused == done.refused
    assert run(rows).unchanged == 3


def test_a_guest_who_asks_between_the_look_and_the_writing_keeps_their_request(
    database: Database, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file gives their account to somebody; when it was read nobody had it."""
    keys = GivenKeys(fresh())
    account = row(1).accounts[0]
    asked: list[str] = []
    looked = importing.Import._looked

    def looks(self: importing.Import, unit: UnitOfWork) -> Any:
        found = looked(self, unit)
        if not asked:
            with changing(database) as link:
                beside = UnitOfWork(link, Keyring(keys.current()), SystemClock().now())
                guest = beside.people.add(Person("", "demo", name="Dr. Guest"), account)
                request = Request(
                    "", "", "demo", Pathway.REACH_IN, RequestState.SEEKING, 1, beside.now, Terms(), beside.now
                )
                asked.append(beside.requests.open(request, Details(guest.id, "204-555-0143")).id)
        return found

    monkeypatch.setattr(importing.Import, "_looked", looks)
    done = roster_import.import_file(database, keys, SystemClock(), programme, [row(1)], FILE, roster_import.Options())
    assert done.added == 1
    with reading(database) as link:
        unit = UnitOfWork(link, Keyring(keys.current()), SystemClock().now())
        person = unit.people.by_account(account)
        (request,) = unit.requests.open_ones()
        assert person is not None
        assert person.listed
        assert unit.requests.details(request).physician == person.id
