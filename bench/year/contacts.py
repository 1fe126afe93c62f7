"""What really passes between a supporter and a physician: calls, texts, messages, and whether anybody answered.

The house knows none of it but what the two press. So this is what the year's figures hold against what was told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bench.year import behaviour
from bench.year.life import Life
from bench.year.town import Soul
from bench.year.waking import VOLUNTEERING, Window
from bot.surface import Dialog, Fact, Verbatim

AWAKE = Window(6, 24)


@dataclass(frozen=True, slots=True)
class Given:
    """How a physician is to be reached, as they last gave it. `works`: whether it leads to them."""

    way: str = ""
    voicemail: bool = False
    works: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """One try. `reached`: somebody answered at once; else `message` says whether one was left."""

    reached: bool = False
    message: bool = False


class Contacts:
    """`on_reached` hears of each offer whose two have really met, and when. `first` of an offer only."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.given: dict[str, Given] = {}  # by physician
        self._with: dict[str, str] = {}  # offer -> physician, as its supporter read it
        self._latest: dict[str, str] = {}  # physician -> the offer that was confirmed last
        self._since: dict[str, datetime] = {}  # offer -> when it was confirmed
        self._reached: set[str] = set()  # offers
        self.on_reached: Callable[[str, str], None] = lambda _user, _offer: None

    # --- who knows whom

    def learn(self, offer: str, dialog: Dialog | None) -> None:
        """The supporter reads the name in the dialog of the match."""
        for block in dialog.blocks if dialog else ():
            name = block.value if isinstance(block, Fact) else None
            user = self._life.town.named(name.text) if isinstance(name, Verbatim) else ""
            if user and offer not in self._with:
                self._with[offer] = user
                self._latest[user] = offer
                self._since[offer] = self._life.now

    def has_met(self, physician: str) -> bool:
        """Whether the colleague of their match has really reached them."""
        return self._latest.get(physician) in self._reached

    def reached(self, offer: str) -> bool:
        return offer in self._reached

    def waited(self, physician: str) -> timedelta:
        """Since the match."""
        return self._life.now - self._since.get(self._latest.get(physician, ""), self._life.now)

    def works(self, physician: str) -> bool:
        return self.given.get(physician, Given()).works

    def may_leave_message(self, offer: str) -> bool:
        return self.given.get(self._with.get(offer, ""), Given()).voicemail

    # --- a try

    def try_once(self, who: Soul, offer: str, then: Callable[[], None]) -> Tried:
        """Call, or write. `then` is called when an answer comes later."""
        chance = self._life.chance
        physician = self._with.get(offer, "")
        given = self.given.get(physician, Given())
        way = given.way or chance.choice(("call", "text"))
        if not given.works:
            return Tried()
        if way == "call":
            if chance.often(behaviour.PICKS_UP):
                self._meet(who, offer)
                return Tried(reached=True)
            if given.voicemail and chance.often(behaviour.CALLS_BACK):
                self._answers_later(who, offer, then)
            return Tried(message=given.voicemail)
        if chance.often(behaviour.ANSWERS_A_TEXT):
            self._answers_later(who, offer, then)
        return Tried()

    def _answers_later(self, who: Soul, offer: str, then: Callable[[], None]) -> None:
        delay = self._life.chance.hours(behaviour.REPLY_HOURS)
        self._life.agenda.put(AWAKE.next(self._life.now + delay), partial(self._answered, who, offer, then))

    async def _answered(self, who: Soul, offer: str, then: Callable[[], None]) -> None:
        if offer not in self._reached and self._is_live(who, offer):
            self._meet(who, offer)
            then()

    def _meet(self, who: Soul, offer: str) -> None:
        if offer not in self._reached:
            self._reached.add(offer)
            self.on_reached(who.user, offer)

    def _is_live(self, who: Soul, offer: str) -> bool:
        return any(button.token == offer for button in self._life.chat.buttons(who.user))

    def soon(self, who: Soul, median: float, act: Callable[[], object]) -> None:
        """When the supporter finds the time."""

        async def done() -> None:
            act()

        self._life.later(who, self._life.chance.hours(median, 0.75), VOLUNTEERING, done)
