"""Words -> text: the Fluent files, in the reader's language and time zone."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.errors import PeerlineError, Several
from bot.surface import Joined, Localised, Phrase, Verbatim, Words
from bot.surface.former_words import present

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("en", "fr")
_BABEL = {"en": "en_CA", "fr": "fr_CA"}
_FRENCH_FIRST = "d'er'"  # the first of a month alone is an ordinal
# French wants a space before a colon and inside its quotation marks, where no line may break.
_HELD_TOGETHER = re.compile(r"(?<=«) | (?=»|:(?:\s|$))", re.MULTILINE)
_NAME = re.compile(r"^[A-Za-z][\w-]*(?= *=)", re.MULTILINE)  # of a message in a Fluent file
FOOTER = "footer"  # the crisis lines under every card and dialog
_SAMPLE = 2  # an argument that every pattern can format
_REMEMBERED = 4_000
_Key = tuple[Any, ...]


class MissingWords(PeerlineError, LookupError):
    """A message that a file lacks, or one whose arguments do not fit. It is a defect, never shown to a person."""


class WordingError(Several):
    """A programme's own file cannot be used. `problems` are whole sentences, each naming the file and the message."""


class Wording:
    """Every word a person reads. A programme may bring files of its own that replace single messages.

    Raises WordingError with every problem of those files at once.
    """

    def __init__(self, own: Mapping[str, Iterable[Path]] | None = None, default: str = "en") -> None:
        self.default = default
        self.languages = LANGUAGES
        self.read(own or {})

    def read(self, own: Mapping[str, Iterable[Path]]) -> None:
        """Those files in the place of the ones before. Raises WordingError, and all words stay as they were."""
        problems: list[str] = []
        bundles = {}
        for language in LANGUAGES:
            paths = tuple(own.get(language, ()))
            bundles[language] = _bundle(language) if paths else _unchanged(language)
            for path in paths:
                problems += _replace(bundles[language], language, path)
        if problems:
            raise WordingError(tuple(problems))
        self._bundles = bundles
        self._lasting: dict[_Key, str] = {}
        self._footers: dict[str, tuple[Words, str]] = {}

    def text(self, phrase: Phrase, language: str, timezone: str = "UTC") -> str:
        """The phrase as a person reads it. An unknown language becomes the programme's default. Raises MissingWords."""
        known = language if language in self._bundles else self.default
        if not isinstance(phrase, Words):
            return self._other(phrase, known, timezone)
        found = (known, phrase.id) if not phrase.args else _key(phrase, known)
        if found is not None:  # most words of a screen
            text = self._lasting.get(found)
            if text is None:
                text = self._formatted(phrase, known, timezone)
                if len(self._lasting) >= _REMEMBERED:
                    self._lasting.clear()
                self._lasting[found] = text
            return text
        if phrase.id == FOOTER:  # on every screen, and the same object each time (bot/flows/common/desk.py)
            known_footer = self._footers.get(known)
            if known_footer is None or known_footer[0] is not phrase:
                known_footer = self._footers[known] = (phrase, self._formatted(phrase, known, timezone))
            return known_footer[1]
        return self._formatted(phrase, known, timezone)

    def _other(self, phrase: Verbatim | Localised | Joined, known: str, timezone: str) -> str:
        if isinstance(phrase, Verbatim):
            return phrase.text
        if isinstance(phrase, Localised):
            return phrase.in_(known)
        return ", ".join(self.text(part, known, timezone) for part in phrase.parts)

    def _formatted(self, phrase: Words, known: str, timezone: str) -> str:
        bundle = self._bundles[known]
        if not bundle.has_message(phrase.id):
            raise MissingWords(f"{known}: no message {phrase.id}")
        args = {key: self._value(value, known, timezone) for key, value in phrase.args.items()}
        message = bundle.get_message(phrase.id)
        if message.value is None:
            raise MissingWords(f"{known}: {phrase.id} has no text")
        text, errors = bundle.format_pattern(message.value, args)
        if errors:
            raise MissingWords(f"{known}: {phrase.id}: {errors[0]}")
        return str(text)

    def _value(self, value: Any, language: str, timezone: str) -> Any:
        if isinstance(value, (Words, Verbatim, Localised, Joined)):
            return self.text(value, language, timezone)
        if isinstance(value, datetime):
            return moment(value, language, timezone)
        if isinstance(value, date):
            return _day(value, language)
        return value


def _key(phrase: Words, language: str) -> _Key | None:
    """Where a text stands that is the same for everybody who reads this language: without a name, a place or a date."""
    found: list[Any] = [language, phrase.id]
    for key, value in phrase.args.items():
        if isinstance(value, Words) and not value.args:
            found += (key, value.id)
        elif type(value) is int:
            found += (key, value)
        else:
            return None
    return tuple(found)


def moment(at: datetime, language: str, timezone: str) -> str:
    """Weekday, date and time of day on the reader's clock: "Friday, November 27, 09:00", "le vendredi 27 novembre à
    9 h".

    `at` is aware; `timezone` is a name such as "America/Winnipeg".
    """
    local = at.astimezone(ZoneInfo(timezone))
    if language == "fr":
        # Its spaces hold together: no line breaks between the hour and its "h".
        hour = "H\u00a0'h'" + ("\u00a0mm" if local.minute else "")
        pattern = f"'le' EEEE {_FRENCH_FIRST if local.day == 1 else 'd'} MMMM 'à' {hour}"
    else:
        pattern = "EEEE, MMMM d, HH:mm"
    return format_datetime(local, pattern, locale=_BABEL[language])


def _day(day: date, language: str) -> str:
    """ "Tuesday, December 1, 2026", "mardi 1er décembre 2026"."""
    pattern = f"EEEE {_FRENCH_FIRST} MMMM y" if language == "fr" and day.day == 1 else "full"
    return format_date(day, pattern, locale=_BABEL[language])


def message_ids(language: str) -> dict[str, ast.Message]:
    """Every message of one language with its parsed form, for the tests that compare the languages."""
    parser = FluentParser()
    found: dict[str, ast.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in parser.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise MissingWords(f"{path.name}: {str(entry.content)[:60]!r} is not Fluent")
            if isinstance(entry, ast.Message):
                if entry.id.name in found:
                    raise MissingWords(f"{path.name}: {entry.id.name} is there twice")
                found[entry.id.name] = entry
    return found


def arguments(node: ast.BaseNode) -> frozenset[str]:
    """The names of the arguments that a message wants, without the $."""
    found = _Arguments()
    found.visit(node)
    return frozenset(found.names)


class _Arguments(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


@lru_cache
def _shipped(language: str) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((LOCALES / language).glob("*.ftl")))


@lru_cache
def _parsed(language: str) -> tuple[ast.Resource, ...]:
    """Parsing costs more than all the rest of a start, and every test starts anew."""
    return tuple(FluentResource(_held(text, language)) for text in _shipped(language))


def _bundle(language: str) -> FluentBundle:
    # No isolation marks: they would stand inside phone numbers that people copy.
    bundle = FluentBundle([_BABEL[language].replace("_", "-")], use_isolating=False)
    for resource in _parsed(language):
        bundle.add_resource(resource)
    return bundle


@lru_cache
def _unchanged(language: str) -> FluentBundle:
    """For everybody who replaces nothing."""
    return _bundle(language)


def _held(text: str, language: str) -> str:
    return _HELD_TOGETHER.sub("\u00a0", text) if language == "fr" else text


# --- a programme's own files ---------------------------------------------------------------------------------------


def _replace(bundle: FluentBundle, language: str, path: Path) -> list[str]:
    """Put the messages of one file in the place of ours. Returns what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return [f"{path}: cannot be read: {error.strerror}"]
    except UnicodeDecodeError:
        return [f"{path}: not UTF-8 text; save the file as UTF-8"]
    text = _NAME.sub(lambda name: present(name[0]), text)
    parsed = FluentParser().parse(text).body
    ours = message_ids(language)
    found = [entry for entry in parsed if isinstance(entry, ast.Message)]
    junk = [(each.content or "").partition("\n")[0] for each in parsed if isinstance(each, ast.Junk)]
    problems = [f"{path}: {line!r} is not Fluent" for line in junk]
    names = [message.id.name for message in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    problems += [f"{path}: {name}: is there twice" for name in twice]
    for message in found:
        problems += [f"{path}: {message.id.name}: {why}" for why in _wrong(message, ours)]
    if problems:
        return problems
    bundle.add_resource(FluentResource(_held(text, language)), allow_overrides=True)
    for name in names:
        pattern = bundle.get_message(name).value
        _, errors = (
            bundle.format_pattern(pattern, dict.fromkeys(arguments(ours[name]), _SAMPLE)) if pattern else ("", [])
        )
        problems += [f"{path}: {name}: {error}" for error in errors]
    return problems


def _wrong(message: ast.Message, ours: Mapping[str, ast.Message]) -> list[str]:
    """Why a programme's message cannot be in the place of ours."""
    name = message.id.name
    if name not in ours:
        close = get_close_matches(name, ours, n=1)
        return ["there is no message of this name to replace" + (f"; did you mean {close[0]}?" if close else "")]
    if message.value is None or message.attributes:
        return ["expected a text after = and nothing else"]
    wanted, given = arguments(ours[name]), arguments(message)
    missing = [f"the argument {{ ${each} }} is missing; our text has it" for each in sorted(wanted - given)]
    unknown = [f"there is no argument {{ ${each} }} here{_expected(wanted)}" for each in sorted(given - wanted)]
    return missing + unknown


def _expected(wanted: frozenset[str]) -> str:
    return "; expected " + " and ".join(f"{{ ${each} }}" for each in sorted(wanted)) if wanted else ""
