"""A page of plain text: headings, paragraphs and lists, as they look in a terminal, a mail or a document."""

import textwrap
from collections.abc import Iterable

from bot.surface import Phrase, Value, Words
from bot.wording import Wording

WIDTH = 100  # columns


class Page:
    """Lines in one language. `say` and its like take the id of a message and its arguments."""

    def __init__(self, wording: Wording, language: str) -> None:
        self._wording = wording
        self._language = language
        self._lines: list[str] = []

    def title(self, id_: str, /, **args: Value) -> None:
        self._lines += [f"# {self.text(id_, **args)}"]

    def heading(self, id_: str, /, **args: Value) -> None:
        self._lines += ["", f"## {self.text(id_, **args)}", ""]

    def say(self, *ids: str, **args: Value) -> None:
        """One paragraph; several messages follow each other, and each is given the same arguments."""
        self.paragraph(" ".join(self.text(id_, **args) for id_ in ids))

    def paragraph(self, text: str) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")
        self._lines += _wrapped(text)

    def bullets(self, items: Iterable[Phrase]) -> None:
        for item in items:
            self.item("- ", self.read(item))

    def item(self, mark: str, text: str) -> None:
        self._lines += _wrapped(text, mark)

    def text(self, id_: str, /, **args: Value) -> str:
        return self.read(Words(id_, args))

    def read(self, phrase: Phrase) -> str:
        return self._wording.text(phrase, self._language)

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
