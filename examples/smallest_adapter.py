"""The smallest adapter: one person talks to Peerline in a terminal. A port for what is posted, and a loop for what is
typed: a number presses the button that it stands before, everything else is text, which nobody keeps.

    python -m examples.smallest_adapter

A real one also says who somebody is, brings forms, and tells its platform's failures in the errors of
bot/ports/platform.py; tests/stages shows what each of them must be able to do.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from bot.configuration.settings import given
from bot.ports.application import Engine, Wording
from bot.ports.platform import Outgoing, Vanished
from bot.process.bootstrap import build, wording_for
from bot.process.demo import PROGRAMMES
from bot.programme import load
from bot.surface import Account, Button, Card, Dialog, Event, Fact, Paragraph, Phrase, Press, Reply, Text
from storage.database.migrate import upgrade

ME = Account("terminal", "here", "me")
Write = Callable[[str], None]


@dataclass
class Terminal:
    """The Port (bot/ports/platform.py) and the screen. What was posted is known by its reference, here its mark."""

    wording: Wording
    write: Write
    platform: str = "terminal"
    posted: dict[str, Card] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    async def post(self, message: Outgoing) -> str:
        self.posted[message.mark] = message.card
        self.show(message.card)
        return message.mark

    async def edit(self, message: Outgoing, reference: str) -> None:
        if reference not in self.posted:
            raise Vanished("the message to edit is not there")
        self.posted[reference] = message.card

    async def retire(self, message: Outgoing, reference: str) -> None:  # noqa: ARG002 - a chat would show `message`
        self.posted.pop(reference, None)

    async def find(self, message: Outgoing) -> str | None:
        return message.mark if message.mark in self.posted else None

    def show(self, shown: Card | Dialog) -> None:
        """Words first, then each button behind its number; the footer last, on cards and dialogs alike (rule 6)."""
        lines = [self._says(shown.title)] if isinstance(shown, Dialog) else []
        for block in shown.blocks:
            if isinstance(block, Paragraph):
                lines.append(self._says(block.words))
            elif isinstance(block, Fact):
                lines.append(f"{self._says(block.label)}: {self._says(block.value)}")
        self.buttons = list(shown.buttons)
        lines += [f"  {place} [{self._says(each.words)}]" for place, each in enumerate(self.buttons, 1)]
        lines += [self._says(shown.footer)] if shown.footer else []
        self.write("\n".join([*lines, ""]))

    def answer(self, reply: Reply) -> None:
        if reply.notice:
            self.write(self._says(reply.notice))
        if shown := reply.dialog or reply.card:
            self.show(shown)

    def _says(self, phrase: Phrase) -> str:
        return self.wording.text(phrase, "en")


def event_of(line: str, terminal: Terminal) -> Event:
    """`key` is what makes an event one: a platform that brings it again brings the same. Here nothing comes twice."""
    number = int(line) if line.isdecimal() else 0
    if 1 <= number <= len(terminal.buttons):
        button = terminal.buttons[number - 1]
        return Press(uuid4().hex, ME, verb=button.verb, token=button.token, version=button.version)
    return Text(uuid4().hex, ME)  # what was typed goes no further than this line (rule 7)


async def talk(engine: Engine, terminal: Terminal, lines: list[str]) -> None:
    for line in lines:
        terminal.answer(await engine.handle(event_of(line.strip(), terminal)))


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        programme = load(PROGRAMMES / "demo.toml")
        wording = wording_for(programme, PROGRAMMES / "demo.toml")
        terminal = Terminal(wording, lambda text: print(text, flush=True))  # noqa: T201 - a terminal
        settings = given(peerline_database_url=f"sqlite:///{Path(folder) / 'example.db'}")
        house = build(settings, programme, wording, {terminal.platform: terminal})
        upgrade(house.database)
        print("Type something, or a button's number; an empty line ends it.")  # noqa: T201
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            await talk(house.engine, terminal, [line])
        house.close()


if __name__ == "__main__":
    asyncio.run(main())
