"""Any sequence of imports keeps one person one, and no request without its owner (rule 18).

People of an invented town are born with an e-mail and an account. Files rename them, give them other accounts, swap two
of them, name one of them twice, leave some out, or end whoever is missing. The town knows all along who is who.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.core.people import Kind, Person, Role
from bot.core.policy import Pathway, Terms
from bot.core.request import Details, Offer, OfferState, Request, RequestState
from bot.process.demo import PROGRAMMES
from bot.programme import load
from bot.roster import RosterError, RosterRow
from bot.runtime import roster_import
from bot.surface import Account
from storage.database.connect import Database, open_database
from storage.database.transaction import changing
from storage.encryption.keys import GivenKeys, fresh
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import MONDAY

SITE = "demo"
PROGRAMME = load(PROGRAMMES / "demo.toml")
BORN = 5
_WHO = st.integers(0, BORN - 1)


class Town(RuleBasedStateMachine):
    """`emails` and `accounts` are each person's by now; the last is a guest until a file has them."""

    folder: Path
    empty: bytes

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / f"{fresh()[:8].replace('/', '-')}.db"
        path.write_bytes(self.empty)
        self.database: Database = open_database(f"sqlite:///{path}")
        self.keys = Keyring(GivenKeys(fresh()).current())
        self.names = 0
        self.emails = [self._email() for _ in range(BORN)]
        self.accounts = [self._account() for _ in range(BORN)]
        self.ids: dict[int, str] = {}  # by the town's number
        self.asked: dict[int, str] = {}  # requests

    def teardown(self) -> None:
        self.database.close()

    @initialize()
    def first_file(self) -> None:
        self._imports(range(BORN - 1))
        with self._unit() as unit:
            guest = unit.people.add(Person("", SITE, name="Dr. Guest"), self.accounts[BORN - 1])
            self.ids |= {number: unit.people.by_account(self.accounts[number]).id for number in range(BORN - 1)}
            self.asked[BORN - 1] = self._asks(unit, guest.id)
            self.asked[0] = self._asks(unit, self.ids[0])
            request = unit.requests.get(self.asked[0])
            unit.offers.add(Offer("", request.id, self.ids[1], OfferState.CONFIRMED, 1, 1, MONDAY))

    # --- what files do

    @rule(who=_WHO)
    def married(self, who: int) -> None:
        self.emails[who] = self._email()
        self._imports(range(BORN))

    @rule(who=_WHO)
    def another_account(self, who: int) -> None:
        if who == BORN - 1 and BORN - 1 not in self.ids:
            return  # nobody can tell yet that it is the one who came by themselves
        self.accounts[who] = self._account()
        self._imports(range(BORN))

    @rule(one=_WHO, other=_WHO)
    def swapped(self, one: int, other: int) -> None:
        """Two accounts change hands: stopped, and done where it is said."""
        if one == other or BORN - 1 not in self.ids:
            return
        rows = self._rows(range(BORN))
        rows[one], rows[other] = (
            replace(rows[one], accounts=rows[other].accounts),
            replace(rows[other], accounts=rows[one].accounts),
        )
        before = self._everything()
        with pytest.raises(RosterError):
            self._apply(rows)
        assert self._everything() == before
        self._apply(rows, move=True)
        self.accounts[one], self.accounts[other] = self.accounts[other], self.accounts[one]

    @rule(who=_WHO, by_account=st.booleans())
    def on_two_lines(self, who: int, by_account: bool) -> None:
        """The old line is still there beside the new one: stopped, whichever of them is the old one."""
        if who not in self.ids:
            return
        rows = self._rows(range(BORN))
        double = replace(rows[who].person, email=self._email())
        rows[who], second = replace(rows[who], accounts=()), RosterRow(double, rows[who].accounts, line=99)
        before = self._everything()
        with pytest.raises(RosterError):
            self._apply([*rows, second] if by_account else [second, *rows])
        assert self._everything() == before

    @rule(left_out=st.sets(_WHO, max_size=3))
    def some_are_missing(self, left_out: set[int]) -> None:
        self._imports([each for each in range(BORN) if each not in left_out])

    @rule(left_out=st.sets(st.integers(0, BORN - 2), min_size=1, max_size=2), number=st.booleans())
    def whoever_is_missing_ends(self, left_out: set[int], number: bool) -> None:
        there = [each for each in range(BORN) if each not in left_out]
        done = self._apply(self._rows(there), complete=True)
        if done.refused and number:
            done = self._apply(self._rows(there), complete=True, ends=done.ended)
        if not done.refused:
            self._note(there)

    @rule()
    def a_header_alone(self) -> None:
        before = self._everything()
        self._apply([], complete=True)
        assert self._everything() == before

    @precondition(lambda self: BORN - 1 not in self.ids)
    @rule()
    def the_guest_is_named_first_without_the_account(self) -> None:
        rows = self._rows(range(BORN))
        rows[-1] = replace(rows[-1], accounts=())
        self._apply(rows)
        self._imports(range(BORN))

    # --- what holds

    @invariant()
    def one_person_is_one(self) -> None:
        with self._unit() as unit:
            everybody = {each.id: each for each in unit.people.everybody()}
            assert len(everybody) == BORN
            for number, person_id in self.ids.items():
                owner = unit.people.by_account(self.accounts[number])
                assert owner is not None
                assert owner.id == person_id, f"the account of {number} is somebody else's"
                assert everybody[person_id].kind in {Kind.LISTED, Kind.FORMER}

    @invariant()
    def no_request_is_without_its_owner(self) -> None:
        with self._unit() as unit:
            for number, request_id in self.asked.items():
                request = unit.requests.get(request_id)
                assert request is not None
                owner = unit.people.by_account(self.accounts[number])
                assert owner is not None
                assert unit.requests.details(request).physician == owner.id
                assert unit.requests.of_physician(owner.id) == request

    # --- inside

    def _unit(self) -> Any:
        return Opened(self.database, self.keys)

    def _asks(self, unit: UnitOfWork, person: str) -> str:
        request = Request("", "", SITE, Pathway.REACH_IN, RequestState.SEEKING, 1, MONDAY, Terms(), MONDAY)
        opened = unit.requests.open(request, Details(person, "204-555-0143"))
        return opened.id

    def _email(self) -> str:
        self.names += 1
        return f"invented{self.names}@example.org"

    def _account(self) -> Account:
        self.names += 1
        return Account("slack", "T0DEMO", f"U0{self.names:05}")

    def _rows(self, who: Any) -> list[RosterRow]:
        roles = {1: frozenset({Role.SUPPORTER}), 2: frozenset({Role.COORDINATOR}), 3: frozenset({Role.COORDINATOR})}
        return [
            RosterRow(
                Person("", SITE, f"Dr. Invented {number}", self.emails[number], roles=roles.get(number, frozenset())),
                (self.accounts[number],),
                line=number + 2,
            )
            for number in who
        ]

    def _imports(self, who: Any) -> None:
        self._apply(self._rows(who))
        self._note(who)

    def _note(self, who: Any) -> None:
        """From the moment a file has named the guest with the account, they are somebody for good."""
        if BORN - 1 in who and self.ids and BORN - 1 not in self.ids:
            with self._unit() as unit:
                self.ids[BORN - 1] = unit.people.by_account(self.accounts[BORN - 1]).id

    def _apply(self, rows: list[RosterRow], **options: Any) -> roster_import.Imported:
        with self._unit() as unit:
            return roster_import.apply(unit, PROGRAMME, rows, "roster.csv", **options)

    def _everything(self) -> list[Any]:
        with self._unit() as unit:
            return [unit.people.everybody(), sorted(map(str, unit.people.all_accounts()))]


class Opened:
    def __init__(self, database: Database, keys: Keyring) -> None:
        self._changing = changing(database)
        self._keys = keys

    def __enter__(self) -> UnitOfWork:
        return UnitOfWork(self._changing.__enter__(), self._keys, MONDAY)

    def __exit__(self, *error: Any) -> None:
        self._changing.__exit__(*error)


@pytest.fixture
def town(tmp_path: Path, migrated_sqlite: bytes) -> type[Town]:
    return type("TownHere", (Town,), {"folder": tmp_path, "empty": migrated_sqlite})


def test_any_sequence_of_imports_keeps_one_person_one_and_no_request_without_its_owner(town: type[Town]) -> None:
    run_state_machine_as_test(
        town,
        settings=settings(
            max_examples=40, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
