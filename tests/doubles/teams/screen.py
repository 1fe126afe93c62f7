"""One person's screen: the open dialog, short texts, and what went wrong on it."""

from dataclasses import dataclass, field
from typing import Any

from tests.doubles.plain import copied
from tests.doubles.teams.cards.reading import buttons, inputs, words

Json = dict[str, Any]


@dataclass(frozen=True)
class Trouble:
    """An error that the client shows: "Unable to reach app", "Something went wrong". `kind` says why."""

    kind: str
    detail: str = ""


@dataclass
class Dialog:
    title: str
    card: Json
    height: int | str | None = None
    width: int | str | None = None

    @property
    def words(self) -> str:
        return words(self.card)

    @property
    def buttons(self) -> list[str]:
        return [action["title"] for action in buttons(self.card)]

    @property
    def fields(self) -> list[Json]:
        return inputs(self.card)


@dataclass
class Screen:
    """`seen` is every dialog and toast that was ever shown, oldest first."""

    dialog: Dialog | None = None
    toasts: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    seen: list[Json] = field(default_factory=list)

    def opens(self, dialog: Dialog) -> None:
        self.dialog = dialog
        self.seen.append({"title": dialog.title, "card": copied(dialog.card)})

    def says(self, text: str) -> None:
        self.toasts.append(text)
        self.seen.append({"toast": text})

    def trouble(self, kind: str, detail: object = "") -> None:
        self.troubles.append(Trouble(kind, str(detail)))
