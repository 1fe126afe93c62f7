"""What every command needs: the settings and the database, one transaction, and errors that are sentences."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TypeVar

import typer

from bot.cli.lost_database import is_missing, lost
from bot.clock import SystemClock
from bot.configuration.settings import Settings
from bot.configuration.settings import load as load_settings
from bot.errors import OperatorError
from bot.ports.records import Conflict
from bot.process import logs
from bot.process.bootstrap import fitting_keys, keys_for, wording_for
from bot.programme import Programme
from bot.programme import load as load_programme
from bot.wording import Wording
from storage.database import migrate
from storage.database.connect import Database, open_database, sqlite_file
from storage.database.db_errors import TROUBLES, sentence
from storage.database.transaction import changing
from storage.encryption.keys import KEY_FILE, GivenKeys, KeyFile, KeySource, fresh
from storage.encryption.sealed import Unreadable
from storage.stores.ledger import note_command
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable, writer_for

T = TypeVar("T")


class Refused(OperatorError):
    """What was asked for cannot be done; the sentence says why and what to do."""


@contextmanager
def sentences() -> Iterator[None]:
    """What was wrong goes to standard error, a sentence a line, and the command ends with 1. A defect of ours tells its
    kind and place and never its words, which may hold a person (rule 12)."""
    try:
        yield
    except OperatorError as error:
        _end(str(error))
    except TROUBLES as error:
        _end(sentence(error))
    except Unavailable as error:
        _end(f"the database does not answer ({error}); nothing was changed, try again")
    except Unreadable as error:
        _end(f"a stored value cannot be opened ({error}); run: python app.py check")
    except Conflict:
        _end("somebody else was faster; nothing was changed, try again")
    except OSError as error:
        _end(f"{error.filename or 'this machine'}: {error.strerror or type(error).__name__}")
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - nothing above catches it
        place = traceback.extract_tb(error.__traceback__)[-1]
        _end(
            f"this is a defect of Peerline: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        )


@contextmanager
def opened(
    *, tables: bool = True, make: bool = True, keys: bool = True, anew: bool = False
) -> Iterator[tuple[Settings, Database]]:
    """The settings' database, with `make` made on the first start, which nothing may tell not to be the first unless
    `anew`. With `tables` it must be at this version, and with `keys` the master keys must be its own."""
    settings = load_settings()
    logs.configure(settings.peerline_log_level)
    why = "" if anew else lost(settings)
    if why and is_missing(settings):
        raise Refused(why)
    database = open_database(settings.peerline_database_url, make=make)
    try:
        if why and migrate.current(database) is None:
            raise Refused(why)
        if tables:
            _at_this_version(database, make=make)
        if tables and keys:
            fitting_keys(settings, database)
        yield settings, database
    except TROUBLES as error:
        raise Refused(sentence(error, database)) from None
    except Unavailable as error:
        if not isinstance(error.__cause__, TROUBLES):
            raise
        raise Refused(sentence(error.__cause__, database)) from None
    finally:
        database.close()


def in_transaction(settings: Settings, database: Database, job: Callable[[UnitOfWork], T]) -> T:
    """Through the writer, as everything; beside a running server it waits for its turn."""
    writer = writer_for(database, keys_for(settings, database), SystemClock())
    try:
        try:
            return writer.submit(job).result()
        except Conflict:
            return writer.submit(job).result()  # once more, from what is true by now
    finally:
        writer.close()


def walked(what: str) -> Callable[[Iterable[T], int], Iterable[T]]:
    """How far a long walk through `what` is, on a terminal; a log has nothing of it."""

    def walk(each: Iterable[T], length: int) -> Iterable[T]:
        if not sys.stderr.isatty():
            return each
        return _with_bar(each, length, what)

    return walk


def _with_bar(each: Iterable[T], length: int, what: str) -> Iterator[T]:
    with typer.progressbar(each, length=length, label=what, file=sys.stderr) as bar:
        yield from bar


def refuse_to_overwrite(out: Path | None, *, force: bool) -> None:
    if out is not None and out.exists() and not force:
        raise Refused(f"{out} exists already; choose another name, or say --force to overwrite it")


def put_into_audit(database: Database, verb: str) -> None:
    """A line of the audit: what was done here, and on which day. What prints people or figures notes it before."""
    with changing(database) as link:
        note_command(link, verb, SystemClock().now())


def has_database(settings: Settings) -> bool:
    """Whether there is a database with tables in it. Nothing is made by looking. Raises Refused where one is lost."""
    there = not is_missing(settings) and _has_tables(settings)
    if not there and (why := lost(settings)):
        raise Refused(why)
    return there


def _has_tables(settings: Settings) -> bool:
    database = open_database(settings.peerline_database_url, make=False)
    try:
        return migrate.current(database) is not None
    finally:
        database.close()


def keys_at_hand(settings: Settings, *, needed: bool = False) -> KeySource:
    """The keys as they are. Where there are none yet: one that opens nothing, and is kept nowhere; where they are
    `needed` a key file that is not there says so when it is asked for them."""
    if settings.peerline_keys is not None:
        return GivenKeys(settings.peerline_keys.get_secret_value())
    database = sqlite_file(settings.peerline_database_url)
    file = database.parent / KEY_FILE if database else None
    return KeyFile(file) if file and (needed or file.exists()) else GivenKeys(fresh())


def programme_of(settings: Settings) -> Programme:
    path = settings.peerline_programme
    if path is None:
        raise Refused(
            "PEERLINE_PROGRAMME is not set; expected the path of a programme file, such as programmes/manitoba.toml"
        )
    programme = load_programme(path)
    wording_for(programme, path)
    return programme


def wording_of(settings: Settings, programme: Programme) -> Wording:
    """The texts, with the programme's own in their place."""
    assert settings.peerline_programme is not None  # noqa: S101 - the programme was loaded from there
    return wording_for(programme, settings.peerline_programme)


def _at_this_version(database: Database, *, make: bool) -> None:
    current = migrate.current(database)
    if current is None and make:
        migrate.upgrade(database)
    elif why := migrate.other(current):
        raise Refused(f"the database is {why}")


def _end(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(1) from None
