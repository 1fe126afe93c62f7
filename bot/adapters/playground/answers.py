"""One action of the page in, one answer out; the engine's reply finds its place in the chat, the dialog or neither."""

import asyncio
from collections import deque
from dataclasses import replace
from uuid import uuid4

from bot.adapters.playground import render, views
from bot.adapters.playground.inbound import Action, Asked, Clock, Drawer, Refused, Speak
from bot.adapters.playground.views import Parts
from bot.ports.application import Json, speaker
from bot.surface import Arrive, Card, Reply

REMEMBERED = 500  # clock moves; a page resends only what it has just sent


class Answers:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._moved: deque[str] = deque(maxlen=REMEMBERED)
        self._moving = asyncio.Lock()
        self._arriving = asyncio.Lock()
        self._arrived: set[str] = set()

    async def to(self, action: Action | Refused) -> Json:
        match action:
            case Refused(why=why):
                return {"error": "refused", "why": why}
            case Clock():
                await self._move(action)
                return {}
            case Drawer():
                return {"drawer": views.drawer(self._parts, await self._parts.controls.database())}
            case Speak(event=event):
                self._parts.chat.speak(event.account.user, event.locale)
                # The chat itself has turned: the engine's card in the new language would say hello twice.
                reply = await self._parts.engine.handle(event)
                return self._place(Asked(event), replace(reply, card=None))
            case Asked():
                return await self._ask(action)

    async def arrive(self) -> None:
        """Every person opens their chat once in the life of this server, when the first page connects."""
        async with self._arriving:
            for pane in self._parts.panes:
                if pane.user not in self._arrived:
                    caller = self._parts.caller(pane)
                    await self._ask(Asked(Arrive(str(uuid4()), caller.account, caller.locale, caller.name)))
                    self._arrived.add(pane.user)

    async def _move(self, clock: Clock) -> None:
        """Moves one after the other; one that is sent again moves nothing."""
        async with self._moving:
            if clock.id in self._moved:
                return
            if clock.hours:
                await self._parts.controls.forward(clock.hours)
            else:
                await self._parts.controls.to_next_deadline()
            self._moved.append(clock.id)

    async def _ask(self, asked: Asked) -> Json:
        event = asked.event
        if asked.typed:
            self._parts.chat.type(event.account.user, asked.typed, f"typed-{event.key}", self._parts.timezone)
        return self._place(asked, await self._parts.engine.handle(event))

    def _place(self, asked: Asked, reply: Reply) -> Json:
        user, chat = asked.event.account.user, self._parts.chat
        if reply.language and reply.language != chat.language(user):
            chat.speak(user, reply.language)  # chosen with a button, not with the page's switch
        timezone = reply.timezone if reply.language else self._parts.timezone
        say = speaker(self._parts.wording, chat.language(user), timezone)
        answer: Json = {}
        if reply.card and not asked.inside:
            if not reply.said:  # else the outbox brings it, and knows which of two is the newer one
                self._post(asked, reply.card, timezone)
        elif reply.card and not (reply.dialog or reply.close):
            answer["card"] = render.card(reply.card, say)  # asked in a dialog, answered there
        if reply.dialog:
            others = [pane for pane in self._parts.panes if pane.user != user]
            answer["dialog"] = render.dialog(reply.dialog, say, others)
        if reply.notice:
            answer["notice"] = say(reply.notice)
        if reply.errors:
            answer["errors"] = {name: say(phrase) for name, phrase in reply.errors.items()}
        if reply.close:
            answer["close"] = True
        return answer

    def _post(self, asked: Asked, card: Card, timezone: str) -> None:
        """In place of the pressed message, or anew; the slot keeps a repeated event from posting twice."""
        user, chat = asked.event.account.user, self._parts.chat
        if not (asked.ref and chat.replace(user, asked.ref, card, timezone)):
            chat.answer(user, card, f"reply-{asked.id}", timezone)
