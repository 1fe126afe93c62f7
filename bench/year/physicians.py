"""How physicians live: they ask, look what became of it, are patient or not, and may not get through."""

import itertools
from datetime import datetime
from functools import partial

from bench.year.hand import Values, on
from bench.year.life import Life
from bench.year.supporters import Supporters
from bench.year.town import Kind, Soul
from bench.year.waking import Window
from bot.surface import Card, Choice, Dialog

AWAKE = Window(6, 24)
_STRANGERS = 0.1
_ENDINGS = ("withdraw", "someone-else", "done")
_TIMES = ("mornings", "midday", "evenings", "weekends")


class Physicians:
    def __init__(self, life: Life, supporters: Supporters) -> None:
        self._life = life
        self._supporters = supporters
        self._numbers = itertools.count(1)
        self._waiting: set[str] = set()  # users with a request of their own that is open
        self.sent = 0

    def plan_year(self, requests: int, start: datetime, days: int) -> None:
        sizes = {place: len(self._life.town.at(place, Kind.SUPPORTER)) for place in self._life.town.places}
        for at in self._life.chance.arrivals(requests, start, days):
            self._life.agenda.put(at, partial(self._ask, self._life.chance.one_of(sizes)))

    # --- asking

    async def _ask(self, site: str) -> None:
        """The card of the door, the consent, the form, Send."""
        who = self._somebody(site)
        self._waiting.add(who.user)
        chance, hand, chat = self._life.chance, self._life.hand, self._life.chat
        door = chat.find_button(who.user, "ask")
        if door is None:
            await hand.type(who, "")
            door = chat.find_button(who.user, "ask")
        assert door is not None
        form = on((await hand.press(who, door)).dialog, "ask-form")
        assert form is not None, f"{who.user} may not ask"
        dialog = (await hand.press(who, form)).dialog
        assert dialog is not None
        sent = (await hand.send(who, dialog, self._filled(who, dialog))).dialog
        assert on(sent, "withdraw"), f"{who.user} could not send"
        self.sent += 1
        if chance.often(0.05):
            self._life.later(who, chance.hours(20), AWAKE, partial(self._look, who, "withdraw"))
        elif chance.often(0.1):
            self._life.later(who, chance.hours(10), AWAKE, partial(self._look, who, ""))

    def _somebody(self, site: str) -> Soul:
        chance, town = self._life.chance, self._life.town
        free = [each for each in town.at(site, Kind.PHYSICIAN) if each.user not in self._waiting]
        if free and not chance.often(_STRANGERS):
            return chance.choice(free)
        user = f"stranger-{site[-2:]}-{next(self._numbers):04}"
        return town.join(Soul(user, site, Kind.STRANGER, f"Dr. Invented {user}"))

    def _filled(self, who: Soul, dialog: Dialog) -> Values:
        chance, town = self._life.chance, self._life.town
        offered = {field.name: field.options for field in dialog.fields if isinstance(field, Choice)}
        times = tuple(chance.some(_TIMES, 2))
        values: dict[str, str | tuple[str, ...]] = {"contact": self._contact(who), "times": times}
        if chance.often(0.15):
            around = [*town.at(who.site, Kind.SUPPORTER), *town.at(who.site, Kind.COORDINATOR)]
            values["not_these"] = tuple(each.user for each in chance.some(around, 2))
        for name, share in (("wish", 0.2), ("language", 0.15), ("reason", 0.6), ("asked_for", 0.05)):
            if name in offered and chance.often(share):
                values[name] = chance.choice(offered[name]).value
        if chance.often(0.5):
            values["share_reason"] = "yes"
        if chance.often(0.02):
            values["outside"] = "yes"
        return values

    def _contact(self, who: Soul) -> str:
        """Nobody's else, so that it can be told where it turns up. Telephone numbers are reserved for fiction."""
        number = next(self._numbers)
        return f"204-555-01{number % 100:02} x{number}" if number % 2 else f"{who.user}.{number}@home.example.org"

    # --- looking what became of it

    def shown(self, who: Soul, card: Card) -> None:
        chance = self._life.chance
        verbs = {button.verb: button for button in card.buttons}
        if "closed" in verbs:
            self._waiting.discard(who.user)
            if chance.often(0.4):
                self._life.later(who, chance.hours(8), AWAKE, partial(self._closed, who, verbs["closed"].token))
        elif "status" in verbs and chance.often(0.45):
            self._life.later(who, chance.hours(2.5), AWAKE, partial(self._look, who, ""))
        elif "call-open" in verbs and chance.often(0.7):
            self._life.later(who, chance.hours(4), AWAKE, partial(self._missed_call, who, verbs["call-open"].token))

    async def _look(self, who: Soul, meant: str) -> None:
        """[Open], and one of the buttons behind it, or none."""
        update = self._life.chat.find_button(who.user, "status")
        if update is None:
            return
        dialog = (await self._life.hand.press(who, update)).dialog
        did = on(dialog, meant or self._decide(dialog))
        if did is None:
            return
        reply = await self._life.hand.press(who, did)
        if did.verb == "see-who":
            known = on(reply.dialog, "someone-else")
            if known and self._life.chance.often(0.06):
                await self._sure(who, (await self._life.hand.press(who, known)).dialog)
        elif did.verb == "contact-form" and reply.dialog is not None:
            await self._life.hand.send(who, reply.dialog, {"contact": self._contact(who)})
        elif did.verb == "phone":
            await self._phone_me(who, reply.dialog)
        elif did.verb in _ENDINGS:
            await self._sure(who, reply.dialog)
            if did.verb != "someone-else":
                self._waiting.discard(who.user)

    async def _sure(self, who: Soul, dialog: Dialog | None) -> None:
        """The second press, where the first was asked back."""
        yes = next((found for verb in _ENDINGS if (found := on(dialog, f"{verb}-yes"))), None)
        if yes is not None:
            await self._life.hand.press(who, yes)

    def _decide(self, dialog: Dialog | None) -> str:
        """By what stands there. `contact-wait` is there when the 72 hours are over."""
        verbs = {button.verb for button in dialog.buttons} if dialog else set()
        chance = self._life.chance
        if "transfer-yes" in verbs:
            return chance.one_of({"transfer-yes": 6, "transfer-no": 3, "": 1})
        if "contact-wait" in verbs:
            return chance.one_of(
                {"contact-yes": 15, "contact-wait": 45, "someone-else": 20, "contact-form": 5, "withdraw": 5, "": 10}
            )
        if "contact-yes" in verbs:
            return chance.one_of({"": 80, "see-who": 12, "contact-form": 4, "withdraw": 2, "phone": 2})
        if "done" in verbs:
            return chance.one_of({"": 88, "done": 8, "someone-else": 2, "withdraw": 2})
        if "contact-form" in verbs:
            return chance.one_of({"contact-form": 65, "someone-else": 10, "withdraw": 10, "": 15})
        return chance.one_of({"": 93, "phone": 3, "withdraw": 4})

    # --- by phone, and afterwards

    async def _phone_me(self, who: Soul, dialog: Dialog | None) -> None:
        button = on(dialog, "phone-me")
        form = (await self._life.hand.press(who, button)).dialog if button else None
        if form is not None and form.submit is not None:
            await self._life.hand.send(who, form, {"contact": self._number()})

    def _number(self) -> str:
        number = next(self._numbers)
        return f"204-555-01{number % 100:02} x{number}"

    async def _missed_call(self, who: Soul, call: str) -> None:
        button = self._life.chat.find_button(who.user, "call-open", call)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        again = on(dialog, "call-form")
        form = (await self._life.hand.press(who, again)).dialog if again else None
        if form is not None and form.submit is not None:
            await self._life.hand.send(who, form, {"contact": self._number()})

    async def _closed(self, who: Soul, ticket: str) -> None:
        button = self._life.chat.find_button(who.user, "closed", ticket)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        tap = on(dialog, self._life.chance.choice(("useful-yes", "useful-yes", "useful-somewhat", "useful-no")))
        if tap is not None:
            await self._life.hand.press(who, tap)
