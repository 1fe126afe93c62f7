"""`python app.py keys ...`: a new master key, and the end of the old one."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.cli.console import Refused, in_transaction, opened, put_into_audit, sentences
from bot.clock import SystemClock
from bot.configuration.settings import Settings
from bot.process.bootstrap import key_file, keys_for
from bot.runtime import erasure_replay
from storage.backup.erasure_list import NotKept
from storage.database.connect import Database
from storage.database.db_errors import TROUBLES, sentence
from storage.encryption.keys import KeySource
from storage.rotation import master_key


def rotate() -> None:
    with sentences(), opened(make=False) as (settings, database), _half_way(database):
        known = _list_is_ours(settings, database)
        if settings.peerline_keys is None:
            clean = master_key.rotate_file(database, key_file(database))
            typer.echo("everything is sealed under a new master key; the old one is retired")
            if not clean:
                in_transaction(settings, database, lambda unit: unit.deadlines.book("scrub", unit.now))
                typer.echo("something still reads the database; a running Peerline clears the old pages soon")
        else:
            _rotate_given(database, keys_for(settings, database))
        put_into_audit(database, "keys-rotate")
        typer.echo("make a fresh backup now: one that was made before opens with the old key only")
        keys = keys_for(settings, database)
        if known:
            erasure_replay.seal_anew(settings, database, keys)
        else:
            erasure_replay.keep(settings, database, keys, SystemClock().now())


def _list_is_ours(settings: Settings, database: Database) -> bool:
    """As long as the keys of before open it."""
    try:
        erasure_replay.is_ours(settings, database, keys_for(settings, database), SystemClock().now())
    except NotKept:
        return False
    return True


@contextmanager
def _half_way(database: Database) -> Iterator[None]:
    """It goes in small steps, each of which leaves a database that the keys in use can read."""
    try:
        yield
    except TROUBLES as error:
        raise Refused(sentence(error, database, "the rotation stopped half way, and everything can be read")) from None


def _rotate_given(database: Database, keys: KeySource) -> None:
    if len(keys.current()) == 1:
        raise Refused("only one key was given; put a new one in front of it (openssl rand -base64 32) and run again")
    dropped = master_key.rotate_given(database, keys)
    typer.echo("everything is sealed under the first key that was given")
    if dropped:
        which = "key " + " and ".join(str(place) for place in dropped)
        typer.echo(f"{which} may be dropped once every replica has the first key as its first")
