"""What `check` finds without asking anybody outside: `serve` says it too as it starts, a line of the log each."""

from collections.abc import Iterator

import structlog

from bot.cli.checks import ground, platforms
from bot.cli.checks.line import Line, warn
from bot.configuration.settings import Settings, doubts
from storage.database.connect import Database

_log = structlog.get_logger("start")


def tell(given: Settings, database: Database) -> None:
    for line in (*settings(), *ground.writes(database), *_doors(given)):
        say = _log.error if line.failed else _log.warning
        say("not_in_order", where=line.what, why=line.sentence)


def settings() -> Iterator[Line]:
    yield from (warn("settings", doubt) for doubt in doubts())


def _doors(given: Settings) -> Iterator[Line]:
    for what in given.callers:
        yield from platforms.without_address(given, what)
    yield from platforms.certificate(given)
