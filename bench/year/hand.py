"""A hand that presses: the event as the platform would make it, and the answer as the person sees it.

People here go by what a button means; on the way it is sealed, as everybody's is.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace

from bench import carried
from bench.year.chat import Chat
from bench.year.town import Soul
from bot.runtime.engine import Engine
from bot.surface import Button, Card, Command, Dialog, Gone, Paragraph, Press, Reply, Submit, Words

_TIMES = 3  # how often the platform brings an event that nobody could act on

Values = Mapping[str, str | tuple[str, ...]]


class Hand:
    """`on_done` hears of everything that was done and how it was answered."""

    def __init__(self, engine: Engine, chat: Chat) -> None:
        self._engine = engine
        self._chat = chat
        self._keys = itertools.count(1)
        self.presses = 0
        self.on_done: Callable[[Soul, Press | Submit | Command | Gone, Reply], None] = lambda _who, _event, _reply: None

    async def press(self, who: Soul, button: Button) -> Reply:
        event = Press(self._key(), who.account, name=who.name, verb=button.verb, token=button.token,
                      version=button.version)  # fmt: skip
        posted = self._chat.as_posted(who.user, button)
        return await self._do(who, event, replace(event, verb=posted.verb, token=posted.token) if posted else None)

    async def send(self, who: Soul, dialog: Dialog, values: Values) -> Reply:
        """Fill the open form in and send it; what is not named stays as it is shown."""
        button = dialog.submit
        assert button is not None, f"{who.user} has no form open: {dialog.title}"
        event = Submit(self._key(), who.account, name=who.name, verb=button.verb, token=button.token,
                       version=button.version, values=values)  # fmt: skip
        return await self._do(who, event)

    async def type(self, who: Soul, word: str, rest: str = "") -> Reply:
        """A command; its card is posted."""
        reply = await self._do(who, Command(self._key(), who.account, name=who.name, word=word, rest=rest))
        if reply.card is not None:
            self._chat.answer(who.user, await self._chat.read(who.account, reply.card))
        return reply

    async def vanish(self, who: Soul) -> None:
        """The platform says that this account is deactivated."""
        self._chat.gone.add(who.user)
        await self._do(who, Gone("", who.account))

    async def _do(self, who: Soul, event: Press | Submit | Command | Gone, posted: Press | None = None) -> Reply:
        """`posted` is the press as it comes from the chat."""
        self.presses += 1
        seals = carried.keyring(self._engine)
        outside = posted or (carried.sealed(event, seals) if isinstance(event, Press | Submit) else event)
        for _ in range(_TIMES):
            reply = await self._engine.handle(outside)
            if not reply.undone or (reply.notice is not None and getattr(reply.notice, "id", "") == "went-wrong"):
                break
        if reply.dialog is not None:
            reply = replace(reply, dialog=carried.plain(reply.dialog, who.account, seals))
        self.on_done(who, event, reply)
        return reply

    def _key(self) -> str:
        return f"e{next(self._keys)}"


def said(screen: Card | Dialog | None) -> list[str]:
    """The ids of what a screen says, from the top."""
    blocks = screen.blocks if screen else ()
    words = (block.words for block in blocks if isinstance(block, Paragraph))
    return [each.id for each in words if isinstance(each, Words)]


def on(dialog: Dialog | None, verb: str, *taps: str) -> Button | None:
    """The button of an open dialog with this verb, and these answers if any are named."""
    ending = ":".join(["", *taps])
    found = (each for each in dialog.buttons if each.verb == verb and each.token.endswith(ending)) if dialog else ()
    return next(iter(found), None)
