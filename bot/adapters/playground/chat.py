"""The platform behind the playground: everybody's chat, held in memory, and the Port through which the outbox posts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from bot.adapters.playground.message import Author, Message
from bot.adapters.playground.needs import PLATFORM, Pane
from bot.ports.platform import Outgoing, Unreachable, Vanished
from bot.surface import Card

Listener = Callable[[str, Message | None], None]


class PlaygroundChat:
    """One conversation with the bot for each user of one team. `now` gives the time of a message."""

    platform: str = PLATFORM

    def __init__(self, team: str, panes: Iterable[Pane], now: Callable[[], datetime]) -> None:
        self.team = team
        self._now = now
        self._languages = {pane.user: pane.language for pane in panes}
        self._timelines: dict[str, dict[str, Message]] = {user: {} for user in self._languages}
        self._record: list[Message] = []
        self._listeners: list[Listener] = []

    # --- the Port ---------------------------------------------------------------------------------------------------

    async def post(self, message: Outgoing) -> str:
        user = self._user(message)
        return self._put(self._bot(user, message.mark, message.card, message.language, message.timezone)).ref

    async def edit(self, message: Outgoing, reference: str) -> None:
        user = self._user(message)
        if not self._rewrite(user, reference, message.card, message.language, message.timezone):
            raise Vanished("the message to edit is not there")

    async def retire(self, message: Outgoing, reference: str) -> None:
        await self.edit(message, reference)

    async def find(self, message: Outgoing) -> str | None:
        found = self.latest(self._user(message), message.mark)
        return found.ref if found else None

    # --- what the page and its people do ----------------------------------------------------------------------------

    def type(self, user: str, text: str, slot: str, timezone: str) -> None:
        """What a person types is in their own chat, as on any platform. A repeated slot adds nothing."""
        if self.latest(user, slot) is None:
            self._put(replace(self._blank(user, slot), author=Author.ME, text=text, timezone=timezone))

    def answer(self, user: str, card: Card, slot: str, timezone: str) -> None:
        """The bot's card in direct answer to something. A repeated slot edits the card that is there."""
        standing = self.latest(user, slot)
        if standing is None or not self.replace(user, standing.ref, card, timezone):
            self._put(self._bot(user, slot, card, self._languages[user], timezone))

    def replace(self, user: str, ref: str, card: Card, timezone: str) -> bool:
        """Put a card in the place of one of this user's messages. False when there is no such message."""
        return self._rewrite(user, ref, card, self._languages[user], timezone)

    def language(self, user: str) -> str:
        return self._languages[user]

    def speak(self, user: str, language: str) -> None:
        """The person changes language: their whole chat follows. The record keeps what was posted at the time."""
        self._languages[user] = language
        timeline = self._timelines[user]
        timeline.update({ref: replace(message, language=language) for ref, message in timeline.items()})
        self._tell(user, None)

    # --- looking at it ----------------------------------------------------------------------------------------------

    def timeline(self, user: str) -> tuple[Message, ...]:
        """Oldest first."""
        return tuple(self._timelines[user].values())

    def latest(self, user: str, slot: str) -> Message | None:
        return next((message for message in reversed(self.timeline(user)) if message.slot == slot), None)

    def record(self) -> tuple[Message, ...]:
        """Every version of every posted message and all that was typed, in order: an export may well hold the edits."""
        return tuple(self._record)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """The listener gets the user and the new or edited message, or None when the whole chat looks different.

        Returns what ends the subscription.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _user(self, message: Outgoing) -> str:
        account = message.account
        if (account.platform, account.team) != (PLATFORM, self.team) or account.user not in self._timelines:
            raise Unreachable("no such chat here")
        return account.user

    def _blank(self, user: str, slot: str) -> Message:
        return Message(uuid4().hex, user, slot, Author.BOT, self._now(), language=self._languages[user])

    def _bot(self, user: str, slot: str, card: Card, language: str, timezone: str) -> Message:
        return replace(self._blank(user, slot), card=card, language=language, timezone=timezone)

    def _rewrite(self, user: str, ref: str, card: Card, language: str, timezone: str) -> bool:
        old = self._timelines[user].get(ref)
        if old is None or old.author is not Author.BOT:
            return False
        self._put(replace(old, card=card, language=language, timezone=timezone, edited=old.edited + 1))
        return True

    def _put(self, message: Message) -> Message:
        self._timelines[message.user][message.ref] = message
        self._record.append(message)
        self._tell(message.user, message)
        return message

    def _tell(self, user: str, message: Message | None) -> None:
        for listener in tuple(self._listeners):
            listener(user, message)
