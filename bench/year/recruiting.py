"""How a circle grows: a coordinator reads how many more it takes and wins colleagues over, who come in by the chat.

What is said between people, in a corridor or on the phone, is left to chance; everything else is the house's own way:
the colleague offers, a coordinator says yes and records the workshop, and the colleague reads and signs.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from bench.year import behaviour
from bench.year.hand import on, said
from bench.year.life import Life
from bench.year.presence import hours_of
from bench.year.supporters import Supporters
from bench.year.town import TRAINING_HOURS, Kind, Soul
from bench.year.waking import OFFICE, VOLUNTEERING
from bot.core.people import TrainingKind
from bot.surface import Button, Card, Choice, Dialog, Line, Paragraph, Verbatim, Words

_HOURS = f"{TRAINING_HOURS:g}"


class Recruiting:
    def __init__(self, life: Life, supporters: Supporters, end: datetime) -> None:
        self._life = life
        self._supporters = supporters
        self._end = end  # of the year for which people plan
        self._won: dict[str, list[Soul]] = {}  # by site: who has agreed, in their order
        self._welcomed: set[str] = set()  # by name: of whom a coordinator said yes
        self._trained: set[str] = set()
        self._signed: set[str] = set()

    # --- the coordinator

    def told(self, who: Soul, card: Card) -> bool:
        """A card in a coordinator's chat. Whether it is one of these."""
        verbs = {button.verb for button in card.buttons}
        chance = self._life.chance
        if "joinings" in verbs:
            if not chance.often(who.silent):
                self._life.later(who, chance.hours(behaviour.WELCOME_HOURS), hours_of(who), partial(self._say_yes, who))
            return True
        if (_how_many(card) or "capacity-near" in said(card)) and who.kind is Kind.COORDINATOR:
            if not chance.often(who.silent):
                least = int("capacity-near" in said(card))
                self._life.later(
                    who, chance.hours(behaviour.RECRUIT_HOURS), hours_of(who), partial(self._recruit, who, least)
                )
            return True
        return False

    async def _recruit(self, who: Soul, least: int = 0) -> None:
        """The list says how many more; where somebody nears the ceiling, one at `least`. Whoever is on the way already
        is one of them, whichever coordinator won them. What the next year needs is the next year's story."""
        if self._life.now >= self._end:
            return
        button = self._life.chat.find_button(who.user, "supporters")
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        won = self._won.setdefault(who.site, [])
        free = [each for each in self._life.town.at(who.site, Kind.COLLEAGUE) if each not in won]
        new = free[: max(0, max(least, _how_many(dialog)) - len(list(self._on_the_way(who.site))))]
        for each in new:
            days = timedelta(days=self._life.chance.uniform(*behaviour.WON_DAYS))
            self._life.agenda.put(VOLUNTEERING.next(self._life.now + days), partial(self._volunteer, each))
        won += new
        if new:
            self._invite_to_workshop(who, *behaviour.WORKSHOP_DAYS)

    def _on_the_way(self, site: str) -> Iterator[Soul]:
        for each in self._won.get(site, []):
            if each.user not in self._trained & self._signed:
                yield each

    async def _say_yes(self, who: Soul) -> None:
        """To everybody who waits, one after the other."""
        hand = self._life.hand
        while button := self._life.chat.find_button(who.user, "joinings"):
            form = (await hand.press(who, button)).dialog
            name, person = next(iter(_people(form).items()), ("", ""))
            page = (await hand.send(who, form, {"person": person})).dialog if form and person else None
            yes = on(page, "supporter-yes")
            if yes is None:
                return
            await hand.press(who, yes)
            self._welcomed.add(name)

    def _invite_to_workshop(self, who: Soul, first: float, last: float) -> None:
        at = self._life.now + timedelta(days=self._life.chance.uniform(first, last))
        self._life.agenda.put(OFFICE.next(at), partial(self._workshop, who))

    async def _workshop(self, who: Soul) -> None:
        """Whoever is welcome by now and finds the time; for the others there is another one."""
        for each in list(self._on_the_way(who.site)):
            if (
                each.user not in self._trained
                and each.name in self._welcomed
                and self._life.chance.often(behaviour.COMES_TO_THE_WORKSHOP)
            ):
                await self._record(who, each)
        if any(each.user not in self._trained for each in self._on_the_way(who.site)):
            self._invite_to_workshop(who, *behaviour.NEXT_WORKSHOP_DAYS)

    async def _record(self, who: Soul, trainee: Soul) -> None:
        hand, chat = self._life.hand, self._life.chat
        await hand.type(who, "supporter")
        button = chat.find_button(who.user, "supporter")
        choose = (await hand.press(who, button)).dialog if button else None
        person = _people(choose).get(trainee.name)
        if choose is None or person is None:
            return
        page = (await hand.send(who, choose, {"person": person})).dialog
        record = on(page, "training")
        form = (await hand.press(who, record)).dialog if record else None
        if form is not None:
            shown = {field.name: field.value for field in form.fields if isinstance(field, Line)}
            await hand.send(who, form, {**shown, "kind": TrainingKind.INITIAL.value, "hours": _HOURS})
            self._trained.add(trainee.user)

    # --- the colleague

    async def _volunteer(self, who: Soul) -> None:
        await self._life.hand.type(who, "profile")
        button = self._life.chat.find_button(who.user, "role")
        offer = on((await self._life.hand.press(who, button)).dialog, "volunteer") if button else None
        if offer is not None:
            await self._life.hand.press(who, offer)

    def shown(self, who: Soul, card: Card) -> None:
        """How they stand, and the agreement, until it is signed; from then on they live like every supporter."""
        opens = next((button for button in card.buttons if button.verb in {"role", "agreement"}), None)
        chance = self._life.chance
        if opens is None:
            self._supporters.shown(who, card)
        elif who.user not in self._signed and not chance.often(who.silent):
            self._life.later(who, chance.hours(behaviour.SIGNS_HOURS), VOLUNTEERING, partial(self._sign, who, opens))

    async def _sign(self, who: Soul, opens: Button) -> None:
        if who.user in self._signed or self._life.chat.find_button(who.user, opens.verb) is None:
            return
        dialog = (await self._life.hand.press(who, opens)).dialog
        read = on(dialog, "agreement")
        if read is not None:
            dialog = (await self._life.hand.press(who, read)).dialog
        if dialog is None or dialog.submit is None or dialog.submit.verb != "agreement-sign":
            return
        await self._life.hand.send(who, dialog, {"agreed": "yes"})
        self._signed.add(who.user)
        self._supporters.plan(who, self._life.now, (self._end - self._life.now).days)


def _how_many(shown: Card | Dialog | None) -> int:
    """What the house says on it; 0 where it says nothing of the kind."""
    for block in shown.blocks if shown else ():
        words = block.words if isinstance(block, Paragraph) else None
        if isinstance(words, Words) and words.id == "capacity-more":
            return int(str(words.args["more"]))
    return 0


def _people(form: Dialog | None) -> dict[str, str]:
    """Who can be picked, by name, in the order of the form."""
    choices = (field for field in form.fields if isinstance(field, Choice)) if form else ()
    return {
        option.words.text: option.value
        for choice in choices
        for option in choice.options
        if isinstance(option.words, Verbatim)
    }
