"""The platform of the town: everybody's chat with the cards that are in it, and the sending half of an adapter."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bench.year.chance import Chance
from bot.adapters.playground.needs import PLATFORM
from bot.ports.platform import Outgoing, Temporary, Unreachable
from bot.surface import Account, Button, Card
from bot.surface.posted import Meaning, bare

Meanings = Callable[[str, Account], Awaitable[tuple[Meaning, ...]]]

_TROUBLE = 0.003  # the share of sends that the platform refuses for a moment


def _meaning(button: Button) -> Meaning:
    return button.verb, button.token, button.version


async def _nothing(_value: str, _account: Account) -> tuple[Meaning, ...]:
    return ()


class Chat:
    """`on_shown` hears of every card that somebody sees: the user, the card, and whether it was posted anew."""

    platform = PLATFORM

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.meanings: Meanings = _nothing  # of the house that posts here
        self._posted: dict[tuple[str, Meaning], Button] = {}  # the button as it was posted, by user and what it means
        self._numbers = itertools.count(1)
        self._cards: dict[str, dict[str, Card]] = {}  # by user: what can be pressed, by reference, oldest first
        self.gone: set[str] = set()
        self.on_shown: Callable[[str, Card, bool], None] = lambda _user, _card, _anew: None

    # --- the port

    async def post(self, message: Outgoing) -> str:
        self._meets_trouble(message)
        reference = f"m{next(self._numbers)}"
        card = await self.read(message.account, message.card)
        self._show(message.account.user, reference, card)
        self.on_shown(message.account.user, card, True)
        return reference

    async def edit(self, message: Outgoing, reference: str) -> None:
        self._meets_trouble(message)
        card = await self.read(message.account, message.card)
        self._show(message.account.user, reference, card)
        self.on_shown(message.account.user, card, False)

    async def retire(self, message: Outgoing, reference: str) -> None:
        await self.edit(message, reference)

    async def find(self, message: Outgoing) -> str | None:  # noqa: ARG002 - what was refused has not arrived
        return None

    def _meets_trouble(self, message: Outgoing) -> None:
        if message.account.user in self.gone:
            raise Unreachable("deactivated")
        if self._chance.often(_TROUBLE):
            raise Temporary("502")

    async def read(self, account: Account, card: Card) -> Card:
        """With buttons as they are meant, which people tell by the words and the inspector by what they lead to."""
        value = card.buttons[0].token if card.buttons else ""
        meant = await self.meanings(value, account) if value else ()
        if not meant:
            return self._remember(account.user, card, bare(card))
        buttons = [
            replace(shown, verb=verb, token=token, version=version)
            for shown, (verb, token, version) in zip(card.buttons, meant, strict=True)
        ]
        return self._remember(account.user, card, replace(card, buttons=tuple(buttons)))

    def _remember(self, user: str, posted: Card, meant: Card) -> Card:
        self._posted |= {(user, _meaning(each)): was for each, was in zip(meant.buttons, posted.buttons, strict=True)}
        return meant

    def as_posted(self, user: str, button: Button) -> Button | None:
        """What a press on it sends; None for a button of a dialog."""
        return self._posted.get((user, _meaning(button)))

    # --- what is there

    def answer(self, user: str, card: Card) -> None:
        """What a command is answered with is posted at once."""
        self._show(user, f"m{next(self._numbers)}", card)

    def buttons(self, user: str) -> list[Button]:
        """Everything that can be pressed in this chat, the newest card first."""
        cards = self._cards.get(user, {})
        return [button for card in reversed(cards.values()) for button in card.buttons]

    def find_button(self, user: str, verb: str, token: str | None = None) -> Button | None:
        """The newest with this verb, and this token if one is named."""
        for button in self.buttons(user):
            if button.verb == verb and token in {None, button.token}:
                return button
        return None

    def users(self) -> list[str]:
        return list(self._cards)

    def _show(self, user: str, reference: str, card: Card) -> None:
        cards = self._cards.setdefault(user, {})
        if card.buttons:
            cards[reference] = card
        else:
            cards.pop(reference, None)
