"""The platform of the town: everybody's chat with the cards that stand in it, and the sending half of an adapter."""

import itertools
from collections.abc import Callable

from bench.year.chance import Chance
from bot.adapters.playground.needs import PLATFORM
from bot.adapters.port import Outgoing, Temporary, Unreachable
from bot.surface import Button, Card

_TROUBLE = 0.003  # the share of sends that the platform refuses for a moment


class Chat:
    """`on_shown` hears of every card that somebody sees: the user, the card, and whether it was posted anew."""

    platform = PLATFORM

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._numbers = itertools.count(1)
        self._cards: dict[str, dict[str, Card]] = {}  # by user: what can be pressed, by reference, oldest first
        self.gone: set[str] = set()
        self.on_shown: Callable[[str, Card, bool], None] = lambda _user, _card, _anew: None

    # --- the port

    async def post(self, message: Outgoing) -> str:
        self._meets_trouble(message)
        reference = f"m{next(self._numbers)}"
        self._show(message.account.user, reference, message.card)
        self.on_shown(message.account.user, message.card, True)
        return reference

    async def edit(self, message: Outgoing, reference: str) -> None:
        self._meets_trouble(message)
        self._show(message.account.user, reference, message.card)
        self.on_shown(message.account.user, message.card, False)

    async def retire(self, message: Outgoing, reference: str) -> None:
        await self.edit(message, reference)

    async def find(self, message: Outgoing) -> str | None:  # noqa: ARG002 - what was refused has not arrived
        return None

    def _meets_trouble(self, message: Outgoing) -> None:
        if message.account.user in self.gone:
            raise Unreachable("deactivated")
        if self._chance.often(_TROUBLE):
            raise Temporary("502")

    # --- what stands there

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
