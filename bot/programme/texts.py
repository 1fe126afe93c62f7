"""Texts of a programme file: one for everybody, or one in each of the programme's languages."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from bot.programme.kinds import Info, Text, among, refuse, text
from bot.programme.sentences import shown
from bot.surface import Localised

LANGUAGES = ("en", "fr")
LONGEST_CARD = 90  # words of a text of the site's own: with its title and the rest a screen stays under 120
LONGEST_SENTENCE = 40  # words of `reporting`: it is on the fullest screen of all

PLACEHOLDER = "PLACEHOLDER"  # a text with this word was never meant to be read by anybody
NO_WORDS = Localised.same("")


def is_placeholder(text: Localised) -> bool:
    return any(PLACEHOLDER in words for _, words in text.texts)


def _table(languages: tuple[str, ...]) -> str:
    return "{" + ", ".join(f'{language} = "..."' for language in languages) + "}"


def words(value: object, info: Info) -> Localised:
    """The context has the programme's `languages`, the default one first."""
    languages: tuple[str, ...] = info.context["languages"]
    if isinstance(value, str):
        return Localised.same(text(value))
    if not isinstance(value, dict):
        refuse()
    for language in value:
        if language not in LANGUAGES:
            raise ValueError(f"{shown(language)} is not a language of the bot; expected {_table(languages)}")
    for language in languages:
        if language not in value:
            raise ValueError(f"no text in {shown(language)}; expected {_table(languages)}")
        if not isinstance(value[language], str) or not value[language].strip():
            raise ValueError(f"{shown(value[language])} is not a text; expected a text in quotes that is not empty")
    return Localised(tuple((language, text(value[language])) for language in languages))


def _short(most: int) -> Any:
    """In no more than so many words in any language."""

    def check(value: Localised) -> Localised:
        for language, wording in value.texts:
            if len(wording.split()) > most:
                where = f" in {shown(language)}" if language else ""
                raise ValueError(
                    f"{len(wording.split())} words{where}; expected {most} at most, so that a screen stays short"
                )
        return value

    return AfterValidator(check)


_EACH: Any = dict[Annotated[str, among(LANGUAGES)], Text]
Words = Annotated[
    Localised,
    PlainValidator(words, json_schema_input_type=Text | _EACH),
    Field(title="a text", description=f"a text in quotes, or {_table(LANGUAGES)}"),
]
ShortCard = Annotated[Words, _short(LONGEST_CARD)]
ShortSentence = Annotated[Words, _short(LONGEST_SENTENCE)]
