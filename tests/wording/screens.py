"""What people see while stories are played: every card, dialog and notice, in each language."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import textstat

from bot.ports.platform import Outgoing
from bot.surface import (
    Bullets,
    Button,
    Card,
    Choice,
    Dialog,
    Event,
    Fact,
    Field,
    Line,
    Option,
    Paragraph,
    People,
    Phrase,
    Reply,
    Verbatim,
    Words,
    to_plain,
)
from bot.wording import Wording
from storage.stores.requests import ALPHABET
from tests.stages.playground import PlaygroundStage

MOST_WORDS = 120  # of any screen but consent and the form

# The way to the phone and who answers it are data, not sentences: they count as no words.
DATA = {
    "contact-name",
    "contact-name-email",
    "contact-write",
    "hand-contacted",
    "hand-promised",
    "hand-told",
    "phone-line-open",
    "phone-line-open-for",
    "phone-route",
    "phone-route-always",
    "phone-route-closed",
    "phone-route-hours",
    "phone-route-open",
    "risk-lines",
    "risk-opens",
}


@dataclass(frozen=True)
class Screen:
    """One card, dialog or notice. `told` is where the stage was when it was shown."""

    shown: Card | Dialog | Phrase
    timezone: str
    told: str

    @property
    def key(self) -> str:
        """The same screen for somebody else, or an hour later, is the same."""
        return json.dumps(_faceless(to_plain(self.shown)), sort_keys=True)

    @property
    def name(self) -> str:
        shown = self.shown
        if not isinstance(shown, (Card, Dialog)):
            return f"notice {_id(shown)}"
        first = [_id(block.words) for block in shown.blocks if isinstance(block, Paragraph)][:1]
        return f"dialog {_id(shown.title)} {first}" if isinstance(shown, Dialog) else f"card {first}"


@dataclass
class Screens:
    """Everything that was shown on the stages that it watches."""

    seen: dict[str, Screen] = field(default_factory=dict)

    def watch(self, stage: PlaygroundStage) -> None:
        engine, chat, zone = stage.demo.house.engine, stage.demo.chat, stage.demo.site.timezone
        handle, post, edit = engine.handle, chat.post, chat.edit

        async def handled(event: Event) -> Reply:
            reply = await handle(event)
            for shown in (reply.card, reply.dialog, reply.notice, *reply.errors.values()):
                self._add(shown, zone, stage)
            return reply

        async def posted(message: Outgoing) -> str:
            self._add(message.card, zone, stage)
            return await post(message)

        async def edited(message: Outgoing, reference: str) -> None:
            self._add(message.card, zone, stage)
            await edit(message, reference)

        engine.handle = handled  # type: ignore[method-assign]
        chat.post = posted  # type: ignore[method-assign]
        chat.edit = edited  # type: ignore[method-assign]

    def ids(self) -> set[str]:
        """Every message that was said."""
        return {id_ for screen in self.seen.values() for id_ in _ids(to_plain(screen.shown))}

    def _add(self, shown: Card | Dialog | Phrase | None, zone: str, stage: PlaygroundStage) -> None:
        if shown is not None:
            screen = Screen(shown, zone, stage.lines[-1] if stage.lines else "")
            self.seen.setdefault(screen.key, screen)


def english_grade(text: str) -> float:
    """The higher of the Flesch-Kincaid grade and the automated readability index.

    textstat counts English syllables in a dictionary that it downloads, so the syllables here are counted by rule; the
    index counts letters and needs none.
    """
    words, sentences = int(textstat.lexicon_count(text)), int(textstat.sentence_count(text))
    syllables = sum(_syllables(word) for word in re.findall(r"[a-z']+|\d+", text.lower()))
    kincaid = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    return max(kincaid, float(textstat.automated_readability_index(text)))


def french_grade(text: str) -> float:
    """From the reading ease with Kandel and Moles' weights for French, which textstat uses for "fr".

    It was made to be read on Flesch's own table, where 60 is the lower end of "8th and 9th grade, plain language";
    around there a grade is about six points, as it is between Flesch's ease and the Flesch-Kincaid grade.
    """
    textstat.set_lang("fr")
    return 8 + (60 - float(textstat.flesch_reading_ease(text))) / 6


GRADES = {"en": english_grade, "fr": french_grade}


def _syllables(word: str) -> int:
    """By the usual rule: groups of vowels, less a silent e at the end."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouy]es$|[^aeioutdy]ed$", word) is not None and not re.search(
        r"[scxz]es$|[cg]hes$", word
    )
    return max(1, groups - silent)


@dataclass(frozen=True)
class Read:
    """A screen in one language."""

    screen: Screen
    language: str
    wording: Wording

    def say(self, phrase: Phrase) -> str:
        return self.wording.text(phrase, self.language, self.screen.timezone)

    def paragraphs(self) -> list[str]:
        """What is to be understood: no facts, lists, ways to the phone, nor what people wrote about themselves."""
        shown = self.screen.shown
        if not isinstance(shown, (Card, Dialog)):
            return [self.say(shown)]
        said = [block.words for block in shown.blocks if isinstance(block, Paragraph)]
        return [self.say(words) for words in said if not _is_data(words)]

    def words(self) -> int:
        """Of the body, with facts, lists, what is at the fields, and their options; without the way to the phone.

        Buttons are not read but looked through, and a name to choose from is data.
        """
        texts = self.paragraphs()
        shown = self.screen.shown
        if isinstance(shown, (Card, Dialog)):
            facts = [block for block in shown.blocks if isinstance(block, Fact)]
            texts += [f"{self.say(fact.label)} {self.say(fact.value)}" for fact in facts]
            lists = [block for block in shown.blocks if isinstance(block, Bullets)]
            texts += [self.say(item) for each in lists for item in each.items]
        texts += [text for each in self.fields() for text in self.labels(each)]
        texts += [self.say(option.words) for option in self._choices() if isinstance(option.words, Words)]
        return sum(any(sign.isalnum() for sign in word) for text in texts for word in text.split())

    def prose(self) -> str:
        """With one letter for a request's number, which is drawn and copied, not read."""
        text = " ".join(each if each.endswith((".", "?", "!")) else f"{each}." for each in self.paragraphs())
        return re.sub(rf"\b([Rr]equest|[Dd]emande|[Cc]all|[Aa]ppel) [{ALPHABET}]{{4}}\b", r"\1 N", text)

    def grade(self) -> float:
        """The school grade that the body asks of a reader."""
        return GRADES[self.language](self.prose())

    def title(self) -> str:
        return self.say(self.screen.shown.title) if isinstance(self.screen.shown, Dialog) else ""

    def buttons(self) -> list[str]:
        return [self.say(button.words) for button in _buttons(self.screen.shown)]

    def fields(self) -> tuple[Field, ...]:
        return self.screen.shown.fields if isinstance(self.screen.shown, Dialog) else ()

    def labels(self, each: Field) -> list[str]:
        hint = each.hint if isinstance(each, (Line, People)) else None
        return [self.say(each.label), *([self.say(hint)] if hint else [])]

    def options(self) -> list[str]:
        return [self.say(option.words) for option in self._choices()]

    def _choices(self) -> list[Option]:
        return [option for each in self.fields() if isinstance(each, Choice) for option in each.options]

    def footer(self) -> str:
        shown = self.screen.shown
        return self.say(shown.footer) if isinstance(shown, (Card, Dialog)) and shown.footer else ""

    def __str__(self) -> str:
        return f"{self.language}: {self.screen.name} after {self.screen.told!r}"


def _buttons(shown: Card | Dialog | Phrase) -> tuple[Button, ...]:
    if isinstance(shown, Dialog):
        return (*shown.buttons, shown.submit) if shown.submit else shown.buttons
    return shown.buttons if isinstance(shown, Card) else ()


def _is_data(words: Phrase) -> bool:
    return isinstance(words, Verbatim) or (isinstance(words, Words) and words.id in DATA)


def _id(phrase: Phrase) -> str:
    return phrase.id if isinstance(phrase, Words) else type(phrase).__name__


def _ids(plain: Any) -> Iterator[str]:
    if isinstance(plain, list):
        for item in plain:
            yield from _ids(item)
    if isinstance(plain, dict):
        if plain.get("@") == "Words":
            yield plain["id"]
        for item in plain.values():
            yield from _ids(item)


def _faceless(plain: Any) -> Any:
    """Without tokens, times, names and numbers."""
    if isinstance(plain, list):
        return [_faceless(item) for item in plain]
    if isinstance(plain, dict):
        if plain.get("@") in {"datetime", "date"}:
            return plain["@"]
        return {key: _faceless(item) for key, item in plain.items() if key not in {"token", "version", "text", "value"}}
    return plain if isinstance(plain, (str, bool)) else 0
