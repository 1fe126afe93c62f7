"""The only place that knows every part and wires it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.port import Port
from bot.clock import Clock, SystemClock
from bot.deadlines import Deadlines
from bot.engine import Engine
from bot.outbox import Outbox
from bot.programme import Programme
from bot.settings import Settings
from bot.wording import LANGUAGES, Wording
from storage.database import Database, open_database
from storage.keys import GivenKeys, KeyFile, KeySource
from storage.scrub import scrub
from storage.writer import Writer, writer_for


@dataclass(slots=True)
class House:
    """Everything that runs. Close it once."""

    settings: Settings
    programme: Programme
    wording: Wording
    clock: Clock
    database: Database
    keys: KeySource
    writer: Writer
    engine: Engine
    deadlines: Deadlines
    outbox: Outbox

    def close(self) -> None:
        self.deadlines.stop()
        self.outbox.stop()
        self.writer.close()
        self.database.close()


def keys_for(settings: Settings) -> KeySource:
    """PEERLINE_KEYS, or the key file beside the SQLite database, made on the first start. Raises BadKeys."""
    if settings.peerline_keys is not None:
        return GivenKeys(settings.peerline_keys.get_secret_value())
    file = key_file(settings)
    file.make_if_missing()
    return file


def key_file(settings: Settings) -> KeyFile:
    database = Path(settings.peerline_database_url.removeprefix("sqlite:///"))
    return KeyFile(database.parent / "keys")


def wording_for(programme: Programme, path: Path) -> Wording:
    """The shipped texts, with those that stand beside the programme file (NAME.en.ftl, NAME.fr.ftl) in their place."""
    own: dict[str, Iterable[Path]] = {
        language: [file] for language in LANGUAGES if (file := path.with_suffix(f".{language}.ftl")).exists()
    }
    return Wording(own, programme.default_language)


def build(
    settings: Settings,
    programme: Programme,
    wording: Wording,
    ports: Mapping[str, Port],
    clock: Clock | None = None,
) -> House:
    """Wire the house. Raises BadDatabase and BadKeys; nothing has started yet."""
    clock = clock or SystemClock()
    database = open_database(settings.peerline_database_url)
    keys = keys_for(settings)
    keys.current()
    writer = writer_for(database, keys, clock)
    engine = Engine(writer, programme, clock)
    outbox = Outbox(engine, programme, ports, clock)
    engine.on_commit = outbox.wake
    deadlines = Deadlines(engine, programme, lambda: scrub(database))
    return House(settings, programme, wording, clock, database, keys, writer, engine, deadlines, outbox)
