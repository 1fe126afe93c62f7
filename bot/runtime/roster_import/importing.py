"""An import from the machine, beside whoever presses meanwhile: looked at without holding anything, written at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.ports.records import Conflict
from bot.programme import Programme
from bot.roster import RosterRow
from bot.runtime.roster_import.known import Walk, as_it_is, read_known, read_waits
from bot.runtime.roster_import.plan import Plan, make_plan
from bot.runtime.roster_import.recognising import recognise
from bot.runtime.roster_import.saying import Imported, said
from bot.runtime.roster_import.writing import write
from storage.database.connect import Database
from storage.database.sql import Link
from storage.database.transaction import changing, reading
from storage.encryption.keys import KeySource
from storage.encryption.sealed import Keyring
from storage.stores.ledger import note_command
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer_base import lost_race

TRIES = 3  # before the last one, which holds the database from the first look on


@dataclass(frozen=True, slots=True)
class Options:
    move: bool = False
    complete: bool = False
    ends: int | None = None
    dry_run: bool = False


class Import:
    """One file, and what it is compared with."""

    def __init__(
        self,
        database: Database,
        keys: KeySource,
        clock: Clock,
        programme: Programme,
        rows: Sequence[RosterRow],
        file: str,
        options: Options,
        walk: Walk,
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._programme = programme
        self._rows = rows
        self._file = file
        self._options = options
        self._walk = walk

    def run(self) -> Imported:
        for _ in range(TRIES):
            with reading(self._database) as link:
                plan, done = self._looked(self._unit(link))
            if self._options.dry_run or done.refused:
                return done
            try:
                with changing(self._database) as link:
                    self._written(link, plan)
            except Conflict:
                continue  # somebody pressed meanwhile
            except Exception as error:
                if lost_race(error) is None:
                    raise
                continue
            return done
        with changing(self._database) as link:
            plan, done = self._looked(self._unit(link))
            if not done.refused:
                self._written(link, plan)
            return done

    def _looked(self, unit: UnitOfWork) -> tuple[Plan, Imported]:
        known = read_known(unit, self._walk)
        matches = recognise(self._rows, known, file=self._file, move=self._options.move)
        plan = make_plan(matches, known, read_waits(unit), complete=self._options.complete)
        return plan, said(self._programme, plan, self._file, ends=self._options.ends)

    def _written(self, link: Link, plan: Plan) -> None:
        unit = self._unit(link)
        if not plan.is_empty:
            write(unit, self._programme, plan, walk=self._walk)
        note_command(link, "roster-import", unit.now)

    def _unit(self, link: Link) -> UnitOfWork:
        return UnitOfWork(link, Keyring(self._keys.current()), self._clock.now())


def import_file(
    database: Database,
    keys: KeySource,
    clock: Clock,
    programme: Programme,
    rows: Sequence[RosterRow],
    file: str,
    options: Options,
    walk: Walk = as_it_is,
) -> Imported:
    """Raises RosterError for lines that stop it. Where `refused` says why, nothing was changed.

    Nothing is held while the file is compared; what has changed is written in one transaction and without a savepoint,
    since SQLite walks all that a savepoint would put back at every statement, which is quadratic.
    """
    return Import(database, keys, clock, programme, rows, file, options, walk).run()
