"""A roster file arrives while people are being asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.playground.needs import PLATFORM
from bot.configuration.settings import given
from bot.core.people import Person, Role
from bot.core.request import RequestState
from bot.process.demo import SITE, account_of, demo_rows
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.runtime.roster_import.ending import concerned
from bot.runtime.roster_import.known import read_waits
from bot.surface import Account, Press
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import PHYSICIAN, Stage
from tests.stages.playground import PlaygroundStage


@pytest.fixture
async def stage(tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[Stage]:
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    found = await PlaygroundStage.open(given(peerline_database_url=f"sqlite:///{path}", peerline_keys=fresh()))
    yield found
    await found.close()


async def test_a_supporter_who_is_none_any_more_loses_the_offer_and_the_next_one_is_asked(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    rows = [_without(row, Role.SUPPORTER) if _user(row) == first.user else row for row in _rows(stage)]
    done = await _apply(stage, rows)
    assert (done.added, done.updated, done.unchanged) == (0, 1, len(rows) - 1)
    assert stage.offered() is not first
    assert "Accept" not in first.buttons()


async def test_somebody_who_asked_before_they_were_on_the_roster_keeps_their_request(stage: Stage) -> None:
    """They asked as a stranger; the file knows their account, and their e-mail for the first time."""
    stranger, asked = await _stranger_asks(stage)
    row = RosterRow(Person(id="", site=SITE, name="Dr. New Here", email="new@example.org"), (stranger,))
    done = await _apply(stage, [row])
    assert (done.added, done.updated) == (1, 0), "it would tell that they have asked"
    known = await stage.read(lambda unit: unit.people.by_email("new@example.org"))
    assert known.id == asked.id
    request = await stage.read(lambda unit: unit.requests.of_physician(known.id))
    assert request.state is RequestState.SEEKING
    assert await stage.read(lambda unit: unit.people.accounts(known.id)) == [stranger]


async def test_an_account_that_waits_for_an_answer_brings_its_request_along(stage: Stage) -> None:
    """The roster has the e-mail under another person already, who turns out to be the one that asked."""
    stranger, asked = await _stranger_asks(stage)
    person = Person(id="", site=SITE, name="Dr. New Here", email="new@example.org")
    await _apply(stage, [RosterRow(person)])
    done = await _apply(stage, [RosterRow(person, (stranger,))])
    assert (done.added, done.updated, done.unchanged) == (0, 1, 0)
    known = await stage.read(lambda unit: unit.people.by_account(stranger))
    assert known.email == "new@example.org"
    assert known.id != asked.id
    assert (await stage.read(lambda unit: unit.requests.of_physician(known.id))).state is RequestState.SEEKING
    assert await stage.read(lambda unit: unit.people.find(asked.id)) is None


async def test_where_both_have_asked_the_account_waits_and_nothing_is_said(stage: Stage) -> None:
    """Neither request may lose its way back; the file that names the account says nothing new until one has ended."""
    stranger, asked = await _stranger_asks(stage)
    row = next(row for row in _rows(stage) if _user(row) == PHYSICIAN)
    done = await _apply(stage, [replace(row, accounts=(stranger,))])
    assert (done.added, done.updated, done.unchanged) == (0, 0, 1)
    assert not [each for each in done.details if "line" in each]
    assert await stage.read(lambda unit: unit.people.accounts(asked.id)) == [stranger]
    assert stage.physician.account in await stage.read(
        lambda unit: unit.people.accounts(unit.people.by_email(row.person.email).id)
    )


async def test_the_monthly_word_moves_with_the_account_of_who_joined(stage: Stage) -> None:
    """They joined on no roster; the file gives their account to somebody whom it has already."""
    stranger = Account(PLATFORM, SITE, "somebody-new")
    stage.delivering = False  # they have no screen here
    await stage.house.engine.handle(Press("", stranger, "en", "New Here", verb="monthly-join"))
    emptied = await stage.read(lambda unit: unit.people.by_account(stranger))
    person = Person(id="", site=SITE, name="Dr. New Here", email="new@example.org")
    await _apply(stage, [RosterRow(person)])
    for _ in range(2):
        await _apply(stage, [RosterRow(person, (stranger,))])
    known = await stage.read(lambda unit: unit.people.by_email("new@example.org"))
    assert known.id != emptied.id
    booked = await stage.read(lambda unit: unit.deadlines.pending_kind("monthly"))
    assert [due.person for due in booked] == [known.id]
    await stage.forward(25)
    assert await stage.read(lambda unit: emptied.id in {each.id for each in unit.people.everybody()}) is False


async def test_whoever_joined_already_gets_one_word_and_not_two(stage: Stage) -> None:
    stranger = Account(PLATFORM, SITE, "somebody-new")
    stage.delivering = False
    robin = stage.physician
    for account in (stranger, robin.account):
        await stage.house.engine.handle(Press("", account, "en", "", verb="monthly-join"))
    row = next(row for row in _rows(stage) if _user(row) == PHYSICIAN)
    await _apply(stage, [replace(row, accounts=(stranger,))])
    known = await stage.read(lambda unit: unit.people.by_email(row.person.email))
    booked = await stage.read(lambda unit: unit.deadlines.pending_kind("monthly"))
    assert [due.person for due in booked] == [known.id]


async def test_another_account_on_the_same_platform_takes_the_place_of_the_old_one(stage: Stage) -> None:
    row = next(row for row in _rows(stage) if _user(row) == PHYSICIAN)
    moved = replace(row, accounts=(Account(PLATFORM, SITE, "robin-elsewhere"),))
    assert (await _apply(stage, [moved])).updated == 1
    known = await stage.read(lambda unit: unit.people.by_email(row.person.email))
    assert await stage.read(lambda unit: unit.people.accounts(known.id)) == list(moved.accounts)
    assert (await _apply(stage, [moved])).unchanged == 1


def _rows(stage: Stage) -> list[RosterRow]:
    rows = demo_rows(stage.house.programme)
    return [replace(row, accounts=(account_of(row),)) for row in rows]


def _user(row: RosterRow) -> str:
    return row.accounts[0].user


def _without(row: RosterRow, role: Role) -> RosterRow:
    return replace(row, person=replace(row.person, roles=row.person.roles - {role}))


async def _apply(stage: Stage, rows: list[RosterRow]) -> roster_import.Imported:
    done: roster_import.Imported = await stage.read(lambda unit: roster_import.apply(unit, stage.house.programme, rows))
    await stage.settle()
    return done


async def _stranger_asks(stage: Stage) -> tuple[Account, Person]:
    """What the flow does for an account on no roster: a person without an e-mail, and their request."""
    stranger = Account(PLATFORM, SITE, "somebody-new")

    def ask(unit: Any) -> Person:
        person: Person = unit.people.add(Person(id="", site=SITE, name="New Here"), stranger)
        robin = unit.people.by_email("robin.fictional@example.org")
        request = unit.requests.of_physician(robin.id)
        details = unit.requests.details(request)
        unit.requests.open(replace(request, id="", number=""), replace(details, physician=person.id))
        return person

    await stage.ask()
    return stranger, await stage.read(ask)


async def test_whoever_has_yet_to_answer_an_invitation_waits_for_no_call(stage: Stage) -> None:
    """They know of nothing yet: ending them concerns nobody, and two requests are two all the same."""
    stranger, asked = await _stranger_asks(stage)

    def invite(unit: UnitOfWork) -> Person:
        person = unit.people.put(Person(id="", site=SITE, name="Dr. New Here", email="new@example.org"))
        request = unit.requests.of_physician(asked.id)
        assert request is not None
        details = unit.requests.details(request)
        invited = replace(request, id="", number="", state=RequestState.INVITED)
        unit.requests.open(invited, replace(details, physician=person.id))
        return person

    person = await stage.read(invite)
    waits = await stage.read(read_waits)
    assert person.id in waits.asking
    assert not concerned([person], waits)
    row = RosterRow(replace(person, id=""), (stranger,))
    assert (await _apply(stage, [row])).unchanged == 1
    assert await stage.read(lambda unit: unit.people.accounts(asked.id)) == [stranger]
