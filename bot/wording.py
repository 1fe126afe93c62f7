"""Words -> text: the Fluent files, in the reader's language and time zone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

from bot.surface import Joined, Localised, Phrase, Verbatim, Words

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("en", "fr")
_BABEL = {"en": "en_CA", "fr": "fr_CA"}
_MOMENT = {"en": "EEEE, MMMM d, HH:mm", "fr": "EEEE d MMMM, HH:mm"}


class MissingWords(LookupError):
    """A message that a file lacks, or one whose arguments do not fit. It is a defect, never shown to a person."""


class Wording:
    """Every word a person reads. A programme may bring files of its own that replace single messages."""

    def __init__(self, own: Mapping[str, Iterable[Path]] | None = None, default: str = "en") -> None:
        self.default = default
        self.languages = LANGUAGES
        self._bundles = {language: _bundle(language, (own or {}).get(language, ())) for language in LANGUAGES}

    def text(self, phrase: Phrase, language: str, timezone: str = "UTC") -> str:
        """The phrase as a person reads it. An unknown language becomes the programme's default. Raises MissingWords."""
        known = language if language in self._bundles else self.default
        if isinstance(phrase, Verbatim):
            return phrase.text
        if isinstance(phrase, Localised):
            return phrase.in_(known)
        if isinstance(phrase, Joined):
            return ", ".join(self.text(part, known, timezone) for part in phrase.parts)
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
            return format_date(value, "full", locale=_BABEL[language])
        return value


def moment(at: datetime, language: str, timezone: str) -> str:
    """Weekday, date and time of day on the reader's clock: "Friday, November 27, 09:00".

    `at` is aware; `timezone` is a name such as "America/Winnipeg".
    """
    return format_datetime(at.astimezone(ZoneInfo(timezone)), _MOMENT[language], locale=_BABEL[language])


def message_ids(language: str) -> dict[str, ast.Message]:
    """Every message of one language with its parsed form, for the tests that compare the languages."""
    parser = FluentParser()
    found: dict[str, ast.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in parser.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise MissingWords(f"{path.name}: {entry.content[:60]!r} is not Fluent")
            if isinstance(entry, ast.Message):
                if entry.id.name in found:
                    raise MissingWords(f"{path.name}: {entry.id.name} stands twice")
                found[entry.id.name] = entry
    return found


@lru_cache
def _shipped(language: str) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((LOCALES / language).glob("*.ftl")))


def _bundle(language: str, own: Iterable[Path]) -> FluentBundle:
    # No isolation marks: they would stand inside phone numbers that people copy.
    bundle = FluentBundle([_BABEL[language].replace("_", "-")], use_isolating=False)
    for text in _shipped(language):
        bundle.add_resource(FluentResource(text))
    for path in own:
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")), allow_overrides=True)
    return bundle
