"""The only place that knows every part and wires it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.configuration.settings import Settings
from bot.ports.platform import Port
from bot.programme import Programme
from bot.programme.in_force import InForce
from bot.runtime.chart_images import Illustrated, Studio
from bot.runtime.engine import Engine
from bot.runtime.outbox import Outbox
from bot.runtime.platform_store import PlatformStore
from bot.runtime.scheduler import Deadlines
from bot.wording import LANGUAGES, Wording
from storage.database import migrate
from storage.database.connect import Database, open_database
from storage.database.scrub import scrub
from storage.encryption.keys import KEY_FILE, BadKeys, GivenKeys, KeyFile, KeySource
from storage.rotation import master_key
from storage.transactions.writer import Writer, writer_for


@dataclass(slots=True)
class House:
    """Everything that runs. Close it once."""

    settings: Settings
    in_force: InForce
    wording: Wording
    clock: Clock
    database: Database
    keys: KeySource
    writer: Writer
    engine: Engine
    deadlines: Deadlines
    outbox: Outbox
    studio: Studio

    @property
    def programme(self) -> Programme:
        return self.in_force.programme

    def plug(self, port: Port) -> None:
        """From now on the outbox delivers through it."""
        self.outbox.ports[port.platform] = Illustrated(port, self.studio)

    def platform_store(self, platform: str) -> PlatformStore:
        return PlatformStore(platform, self.engine)

    def close(self) -> None:
        self.deadlines.stop()
        self.outbox.stop()
        self.writer.close()
        self.database.close()


def keys_for(settings: Settings, database: Database) -> KeySource:
    """PEERLINE_KEYS or PEERLINE_KEYS_FILE, else the key file beside the SQLite database, made on the first start.

    Raises BadKeys, also where they are not those of this database.
    """
    keys = fitting_keys(settings, database)
    if isinstance(keys, KeyFile):
        keys.make_if_missing()
    keys.current()
    return keys


def fitting_keys(settings: Settings, database: Database) -> KeySource:
    """The same, and nothing is made: a key file that is not there yet raises BadKeys when it is asked for its keys."""
    given = settings.peerline_keys
    keys = GivenKeys(given.get_secret_value()) if given is not None else key_file(database)
    if migrate.current(database) is not None:
        master_key.refuse_foreign_keys(database, keys)
    return keys


def key_file(database: Database) -> KeyFile:
    """Where the master keys of a SQLite database stand. Raises BadKeys for PostgreSQL, whose keys are given."""
    if database.path is None:
        raise BadKeys("with PostgreSQL the master keys come from PEERLINE_KEYS or PEERLINE_KEYS_FILE")
    return KeyFile(database.path.parent / KEY_FILE)


def wording_for(programme: Programme, path: Path) -> Wording:
    """The shipped texts, with those that are beside the programme file (NAME.en.ftl, NAME.fr.ftl) in their place."""
    return Wording(own_texts(path), programme.default_language)


def own_texts(path: Path) -> dict[str, Iterable[Path]]:
    """The files beside the programme file that replace single messages, by language."""
    return {language: [file] for language in LANGUAGES if (file := path.with_suffix(f".{language}.ftl")).exists()}


def build(
    settings: Settings,
    programme: Programme,
    wording: Wording,
    ports: Mapping[str, Port] | None = None,
    clock: Clock | None = None,
) -> House:
    """Wire the house. Raises BadDatabase and BadKeys; nothing has started yet."""
    clock = clock or SystemClock()
    database = open_database(settings.peerline_database_url)
    keys = keys_for(settings, database)
    writer = writer_for(database, keys, clock)
    in_force = InForce(programme)
    engine = Engine(writer, in_force, clock)
    engine.address = settings.peerline_public_url.rstrip("/")
    studio = Studio(wording)
    drawn: dict[str, Port] = {name: Illustrated(port, studio) for name, port in (ports or {}).items()}
    outbox = Outbox(engine, in_force, drawn, clock)
    engine.on_commit = outbox.wake
    deadlines = Deadlines(engine, in_force, lambda: scrub(database))
    engine.on_stir = deadlines.stir
    engine.on_erased = deadlines.erased
    return House(settings, in_force, wording, clock, database, keys, writer, engine, deadlines, outbox, studio)
