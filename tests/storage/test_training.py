"""Training comes back as it went in, sealed, and leaves as a file that knows of nothing else."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.cli.training_csv import ledger, undated
from bot.core.people import Role, Training, TrainingKind
from bot.core.policy import Policy
from bot.programme import Programme, load
from bot.roster import RosterError
from bot.roster.sessions import COLUMNS, Session
from bot.runtime.training_import import Done, take_in
from storage.database.sql import Sql
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import do, join, joined

DEMO = Path(__file__).parents[2] / "programmes" / "demo.toml"
FIRST = Training("", date(2026, 2, 1), 2.5, TrainingKind.INITIAL)
LATER = Training("", date(2026, 9, 1), 1.0, TrainingKind.REFRESHER)


@pytest.fixture
def programme() -> Programme:
    return load(DEMO)


def plain(found: list[Training]) -> list[tuple[date, float, TrainingKind]]:
    return [(each.day, each.hours, each.kind) for each in found]


def test_sessions_come_back_in_the_order_of_their_days(writer: Writer):
    ruth, omar = joined(writer, "Ruth Okafor", "Omar Haddad")
    do(writer, lambda unit: unit.training.add(ruth.id, LATER))
    do(writer, lambda unit: unit.training.add(ruth.id, FIRST))
    found = do(writer, lambda unit: unit.training.of(ruth.id))
    assert plain(found) == plain([FIRST, LATER])
    assert do(writer, lambda unit: unit.training.of(omar.id)) == []


def test_an_entry_is_removed_by_its_owner_only_and_once(writer: Writer):
    ruth, omar = joined(writer, "Ruth Okafor", "Omar Haddad")
    do(writer, lambda unit: unit.training.add(ruth.id, FIRST))
    (entry,) = do(writer, lambda unit: unit.training.of(ruth.id))
    assert do(writer, lambda unit: unit.training.remove(omar.id, entry.id)) is None
    assert do(writer, lambda unit: unit.training.remove(ruth.id, entry.id)) == entry
    assert do(writer, lambda unit: unit.training.remove(ruth.id, entry.id)) is None


def test_the_rows_say_neither_the_day_nor_the_hours(writer: Writer):
    (ruth,) = joined(writer, "Ruth Okafor")

    def look(unit: UnitOfWork) -> bytes:
        unit.training.add(ruth.id, FIRST)
        row = unit.link.driver.execute("SELECT body FROM training").fetchone()
        return bytes(row[0])

    body = do(writer, look)
    assert b"2026" not in body
    assert b"initial" not in body


def test_the_ledger_has_a_row_for_each_session_of_the_site_and_the_time(writer: Writer):
    (ruth,) = joined(writer, "Ruth Okafor")
    omar = do(writer, lambda unit: join(unit, "Omar =Haddad", Role.LEAD, site="south"))

    def story(unit: UnitOfWork) -> tuple[str, str, str]:
        unit.training.add(ruth.id, FIRST)
        unit.training.add(ruth.id, LATER)
        unit.training.add(omar.id, LATER)
        return (
            ledger(unit, {}),
            ledger(unit, {}, site="north"),
            ledger(unit, {}, since=date(2026, 2, 1), until=date(2026, 2, 28)),
        )

    whole, north, february = (list(csv.reader(io.StringIO(text))) for text in do(writer, story))
    assert whole == [
        list(COLUMNS),
        ["north", "Ruth Okafor", "ruth@hospital.example", "2026-02-01", "2.5", "initial", "", "", ""],
        ["north", "Ruth Okafor", "ruth@hospital.example", "2026-09-01", "1", "refresher", "", "", ""],
        ["south", "Omar =Haddad", "omar@hospital.example", "2026-09-01", "1", "refresher", "", "", ""],
    ]
    assert north == whole[:3]
    assert february == whole[:2]


def test_r52_what_is_owed_and_earned_comes_from_the_site_and_paid_on_ends_it(writer: Writer):
    (ruth,) = joined(writer, "Ruth Okafor")
    pays = {"north": Policy(sessional_rate=176.18, credits_per_hour=1)}
    paid = replace(LATER, paid_on=date(2026, 9, 30), credits=1.5)

    def story(unit: UnitOfWork) -> str:
        unit.training.add(ruth.id, FIRST)
        unit.training.add(ruth.id, paid)
        return ledger(unit, pays)

    rows = list(csv.reader(io.StringIO(do(writer, story))))
    assert [row[3:] for row in rows[1:]] == [
        ["2026-02-01", "2.5", "initial", "2.5", "440.45", ""],
        ["2026-09-01", "1", "refresher", "1.5", "0.00", "2026-09-30"],
    ]
    assert plain(do(writer, lambda unit: unit.training.of(ruth.id))) == plain([FIRST, LATER])
    assert [each.paid_on for each in do(writer, lambda unit: unit.training.of(ruth.id))] == [None, date(2026, 9, 30)]


def test_what_was_written_before_there_was_any_pay_is_read(writer: Writer):
    (ruth,) = joined(writer, "Ruth Okafor")

    def story(unit: UnitOfWork) -> list[Training]:
        unit.training.add(ruth.id, replace(FIRST, id="0123456789abcdef"))
        old = unit.keys.seal(b'["2026-02-01", 2.5, "initial"]', "training.body:0123456789abcdef")
        unit.link.run(Sql("UPDATE training SET body = :body"), body=old)
        return unit.training.of(ruth.id)

    assert do(writer, story) == [replace(FIRST, id="0123456789abcdef")]


def a_session(email: str, day: date, hours: float, **more: Any) -> Session:
    kind = more.pop("kind", TrainingKind.INITIAL)
    return Session(email, Training("", day, hours, kind, **more), "training.csv:line 2")


def test_r52_the_first_cohort_gets_days_for_the_hours_that_the_roster_had(writer: Writer, programme: Programme):
    """The dated hours are a part of the roster's sum, and only what is more makes it larger; twice is once."""
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER, trained_hours=4.0))
    held = [a_session(ruth.email, date(2026, 2, 1), 2.5), a_session(ruth.email, date(2026, 2, 8), 1.5)]
    more = [
        a_session(ruth.email, date(2026, 3, 1), 1.0),
        replace(held[0], training=replace(held[0].training, credits=2)),
    ]

    def story(unit: UnitOfWork) -> list[tuple[Done, float, int]]:
        told = []
        for dry_run, each in ((True, held), (False, held), (False, held), (False, more)):
            done = take_in(unit, programme, each, dry_run=dry_run)
            told.append((done, unit.people.get(ruth.id).trained_hours, undated(unit)))
        return told

    assert do(writer, story) == [
        (Done(2, 0, 0), 4.0, 1), (Done(2, 0, 0), 4.0, 0), (Done(0, 0, 2), 4.0, 0), (Done(1, 1, 0), 5.0, 0),
    ]  # fmt: skip


def test_somebody_who_is_not_on_the_roster_stops_the_file_with_their_line(writer: Writer, programme: Programme):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    held = [a_session(ruth.email, date(2026, 2, 1), 2.5), a_session("nobody@hospital.example", date(2026, 2, 8), 1.5)]
    with pytest.raises(RosterError, match=r"training.csv:line 2: nobody on the roster has this email"):
        do(writer, lambda unit: take_in(unit, programme, held))
    assert do(writer, lambda unit: unit.training.of(ruth.id)) == []


def test_hours_that_came_with_the_roster_are_counted_by_person_since_they_have_no_day(writer: Writer):
    """The ledger has a row a session: whoever reads it must know that a sum without days is beside it."""

    def story(unit: UnitOfWork) -> list[int]:
        told = [undated(unit)]
        rostered = join(unit, "Ruth Okafor", trained_hours=4.0)
        join(unit, "Omar Haddad", site="south", trained_hours=0.0)
        told += [undated(unit), undated(unit, site="south"), undated(unit, site="north")]
        unit.training.add(rostered.id, FIRST)
        told.append(undated(unit))  # 2.5 of 4 hours have a day
        unit.training.add(rostered.id, Training("", date(2026, 3, 1), 1.5, TrainingKind.INITIAL))
        return [*told, undated(unit)]

    assert do(writer, story) == [0, 1, 0, 1, 1, 0]
