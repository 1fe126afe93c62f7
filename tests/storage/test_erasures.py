"""Whoever is erased leaves no row, on either database; what stays is a mark that knows them if a restore brings them
back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.people import Kind, Person, Role, Training, TrainingKind
from bot.flows.departures import erasure
from bot.surface import Button, w
from storage.database.scrub import scrub
from storage.stores.erasures import BACKUPS_DAYS, marks_of
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.remains import mentions, opened
from tests.search.town import Town, programme
from tests.storage.scene import NOW, card, do, join, slack

SEAT_AT = NOW + timedelta(days=3)
NAMES = ("Quinn", "quinn@hospital.example", "UQUINN")


def full(unit: UnitOfWork) -> Person:
    """Everything at rest that can be somebody's."""
    quinn = join(unit, "Quinn Quiet")
    join(unit, "Edda Evaluates", Role.SUPPORTER, evaluates_people=frozenset({"quinn@hospital.example"}))
    unit.training.add(quinn.id, Training("", NOW.date(), 2, TrainingKind.INITIAL))
    unit.gatherings.take_seat("rounds", SEAT_AT, quinn.id, None)
    unit.ledger.note("training", site="north", actor=quinn.id)
    unit.slots.say(quinn.id, "update", card("Hello"), at=NOW, notify=True, last=True)
    unit.deadlines.book("monthly", NOW, person=quinn.id)
    told = replace(card("Hello"), buttons=(Button(w("open"), "queue", "token", 1),))
    unit.values.answer(told, slack("UQUINN"), NOW)
    return quinn


@pytest.mark.parametrize("waits", [False, True])
def test_every_row_of_theirs_goes_and_last_words_wait_under_another_id(writer: Writer, waits: bool) -> None:
    quinn = do(writer, full)
    stranger = Person("", "north", kind=Kind.GUEST)
    other = do(writer, lambda unit: unit.erasures.erase(quinn.id, stranger, waits=waits))
    left = do(writer, opened)
    assert mentions(left, [quinn.id]) == []
    assert mentions(left, NAMES) == (["account.address: UQUINN"] if waits else [])
    assert bool(other) == waits
    if waits:
        assert [row for row in left["slot.person"] if row == other]
        do(writer, lambda unit: unit.people.forget(other))
        assert mentions(do(writer, opened), [*NAMES, other]) == []


def test_the_rule_that_they_are_evaluated_holds_without_their_name(writer: Writer) -> None:
    quinn = do(writer, full)
    do(writer, lambda unit: unit.erasures.erase(quinn.id, Person("", "north", kind=Kind.GUEST), waits=False))
    edda = do(writer, lambda unit: unit.people.by_email("edda@hospital.example"))
    assert edda is not None
    assert not edda.evaluates_people
    assert len(edda.evaluates_marks) == 1


def test_a_mark_knows_them_and_ends_with_the_month_in_which_no_backup_is_so_old(writer: Writer) -> None:
    quinn = do(writer, full)
    do(writer, lambda unit: unit.erasures.erase(quinn.id, Person("", "north", kind=Kind.GUEST), waits=False))
    (until,) = do(writer, lambda unit: marks_of(unit.link, unit.keys)).values()
    end = NOW.fromtimestamp(until / 1e6, NOW.tzinfo)
    assert end >= NOW + timedelta(days=BACKUPS_DAYS)
    assert (end.day, end.hour, end.minute) == (1, 0, 0)

    back = Person(quinn.id, "north", name="Anybody", email="any@hospital.example")
    assert do(writer, lambda unit: unit.erasures.back_again()) == []
    do(writer, lambda unit: unit.people.insert(back))
    assert do(writer, lambda unit: unit.erasures.back_again()) == [quinn.id]


async def test_a_whole_town_on_either_database(database_url: str, tmp_path: Path) -> None:
    """Flow, store and cleaning together: a match, a list, a hand, and then nobody of the three."""
    town = Town(database_url, programme(tmp_path, quiet_hours=""))
    try:
        await town.settle_in("helper", "spare")
        await town.settle_in("hand", "deputy", roles=[Role.COORDINATOR])
        await town.settle_in("asker", roles=[])
        await town.asks("asker")
        await town.looks()
        (offer,) = await town.live()
        first = (await town.read(lambda unit: unit.people.get(offer.supporter))).name.removeprefix("Dr. ")
        await town.answers(first, "offer-accept", "offer-confirm")
        for who in (first, "hand", "asker"):
            person = await town.person(who)

            def erase(unit: UnitOfWork, person: Person = person) -> None:
                erasure.erase(town.house.engine._desk(unit), person, told=True)

            await town.read(erase)
            await town.looks()
        assert await town.open_ones() == []
        await town.passes(timedelta(hours=26))
        await town.house.outbox.settle()
        await town.passes(timedelta(hours=2))
        assert mentions(await town.read(opened), [f"{who}@example.org" for who in (first, "hand", "asker")]) == []
        assert scrub(town.house.database)
    finally:
        town.close()
