"""Training comes back as it went in, sealed, and leaves as a file that knows of nothing else."""

import csv
import io
from datetime import date

from bot.cli.training_csv import COLUMNS, ledger, undated
from bot.core.people import Role, Training, TrainingKind
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import do, join, joined

FIRST = Training("", date(2026, 2, 1), 2.5, TrainingKind.INITIAL)
LATER = Training("", date(2026, 9, 1), 1.0, TrainingKind.REFRESHER)


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
            ledger(unit),
            ledger(unit, site="north"),
            ledger(unit, since=date(2026, 2, 1), until=date(2026, 2, 28)),
        )

    whole, north, february = (list(csv.reader(io.StringIO(text))) for text in do(writer, story))
    assert whole == [
        list(COLUMNS),
        ["north", "Ruth Okafor", "ruth@hospital.example", "2026-02-01", "2.5", "initial"],
        ["north", "Ruth Okafor", "ruth@hospital.example", "2026-09-01", "1", "refresher"],
        ["south", "Omar =Haddad", "omar@hospital.example", "2026-09-01", "1", "refresher"],
    ]
    assert north == whole[:3]
    assert february == whole[:2]


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
