"""`python app.py check`: is everything there that Peerline needs to keep its promises? It changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.cli.checks import front, ground, people, platforms, said, start
from bot.cli.checks.line import Check, Level, Line, Subject, fail, ok
from bot.configuration.settings import SettingsError, load
from bot.documents.guideline import Seen, checklist, guidelines
from bot.errors import OperatorError
from bot.programme import Programme
from bot.wording import Wording
from storage.database.db_errors import TROUBLES, sentence
from storage.encryption.sealed import Unreadable

__all__ = ["Found", "Line", "look", "run", "start"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked at: the lines, and what can be written from the programme file if that could be read."""

    lines: tuple[Line, ...]
    programme: Programme | None = None
    wording: Wording | None = None
    seen: Seen | None = None

    def guideline(self, language: str = "") -> str:
        """Each site's written guideline (R36, R67), "" without a programme file that can be read."""
        if self.programme is None or self.wording is None:
            return ""
        return guidelines(self.programme, self.wording, language or self.programme.default_language)

    def checklist(self, language: str = "") -> str:
        """The steps of setting up (R68), with a cross at what could be seen; "" as above."""
        if self.programme is None or self.wording is None or self.seen is None:
            return ""
        return checklist(self.programme, self.seen, self.wording, language or self.programme.default_language)


def run(now: datetime) -> list[Line]:
    """Every line, in the order in which things depend on each other."""
    return list(look(now).lines)


def look(now: datetime) -> Found:
    try:
        settings = load()
    except SettingsError as error:
        return Found(tuple(fail("settings", problem) for problem in error.problems))
    subject = Subject(settings, now)
    try:
        found = chain.from_iterable(_lines(what, check, subject) for what, check in _CHECKS)
        lines = (ok("settings", "no dangerous combination"), *start.settings(), *found)
        return Found(lines, subject.programme, subject.wording, _seen(subject, lines))
    finally:
        subject.close()


def _seen(subject: Subject, lines: tuple[Line, ...]) -> Seen:
    settings = subject.settings

    def good(*names: str) -> bool:
        return all(line.level is Level.OK for line in lines if line.what.startswith(names))

    return Seen(
        fresh=good("resources"),
        ground=subject.keys is not None and good("database", "migrations", "keys"),
        chat=(settings.slack or settings.teams) and good("Slack", "Teams"),
        staffed=frozenset(subject.staffed),
        volunteers=frozenset(subject.volunteers),
        trained=frozenset(subject.trained),
        provincial=subject.provincial,
    )


def _lines(what: str, check: Check, subject: Subject) -> list[Line]:
    lines: list[Line] = []
    try:
        lines.extend(check(subject))
    except TROUBLES as error:
        lines.append(fail(what, sentence(error, subject.opened[0] if subject.opened else None)))
    except Unreadable as error:
        lines.append(fail(what, f"a stored value cannot be opened ({error}); restore a backup"))
    except OSError as error:
        lines.append(fail(what, f"{error.filename or 'this machine'}: {error.strerror or type(error).__name__}"))
    except OperatorError as error:
        lines += [fail(what, problem) for problem in str(error).splitlines()]
    except Exception as error:  # noqa: BLE001 - one broken check must not hide the others
        lines.append(fail(what, f"could not be checked: {type(error).__name__}"))
    return lines


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("database", ground.database),
    ("keys", ground.keys),
    ("erasures", ground.erasures),
    ("programme", people.programme),
    ("resources", said.resources),
    ("roster", people.roster),
    ("network", platforms.network),
    ("address", front.address),
    ("chat", platforms.chat),
    ("Slack", platforms.slack),
    ("Teams", platforms.teams),
)
