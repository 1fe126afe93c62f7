"""`python app.py check`: is everything there that Peerline needs to keep its promises? It changes nothing."""

from datetime import datetime
from itertools import chain

from bot.checks import ground, people, platforms
from bot.checks.line import Check, Line, Subject, fail, ok
from bot.settings import SettingsError, load
from storage.trouble import TROUBLES, sentence

__all__ = ["Line", "run"]


def run(now: datetime) -> list[Line]:
    """Every line, in the order in which things depend on each other."""
    try:
        settings = load()
    except SettingsError as error:
        return [fail("settings", problem) for problem in error.problems]
    subject = Subject(settings, now)
    try:
        found = chain.from_iterable(_lines(what, check, subject) for what, check in _CHECKS)
        return [ok("settings", "no dangerous combination"), *found]
    finally:
        subject.close()


def _lines(what: str, check: Check, subject: Subject) -> list[Line]:
    lines: list[Line] = []
    try:
        lines.extend(check(subject))
    except TROUBLES as error:
        lines.append(fail(what, sentence(error)))
    except (ValueError, OSError) as error:  # every one of ours is a sentence
        lines += [fail(what, problem) for problem in str(error).splitlines()]
    except Exception as error:  # noqa: BLE001 - one broken check must not hide the others
        lines.append(fail(what, f"could not be checked: {type(error).__name__}"))
    return lines


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("database", ground.database),
    ("keys", ground.keys),
    ("programme", people.programme),
    ("resources", people.resources),
    ("roster", people.roster),
    ("Slack", platforms.slack),
    ("Teams", platforms.teams),
)
