"""How supporters live: they answer or do not, phone or do not, tell or do not, and are away now and then."""

from datetime import datetime, timedelta
from functools import partial

from bench.year.hand import on
from bench.year.life import Act, Life
from bench.year.town import Kind, Soul
from bench.year.waking import VOLUNTEERING, ZONE
from bot.surface import Card

_MATCHED = {"phones": 0.92, "phones, tells nobody": 0.03, "never": 0.025, "hands over": 0.015, "knows them": 0.01}
_NUDGED = {"phones": 0.45, "left-message": 0.15, "longer": 0.2, "hand-over": 0.05, "": 0.15}
_TOOK = {"under_30": 30, "from_30_to_60": 40, "over_60": 12, "not_yet": 10, "decided_not_to": 3, "not_reached": 5}
_NEXT = {
    True: {"done": 62, "another": 20, "pointed": 13, "hand_over": 5},
    False: {"another": 70, "done": 25, "hand_over": 5},
}
_LEAST_DAYS = 5  # who comes in with the last days of the year plans nothing in it
_ABLE = {"fully": 45, "mostly": 40, "partly": 10, "not_really": 3, "rather_not_say": 2}


class Supporters:
    def __init__(self, life: Life) -> None:
        self._life = life
        self._minding: set[tuple[str, str]] = set()  # what somebody means to do already: user and offer
        self.reached: set[str] = set()  # offers whose physician was phoned, told or not

    def shown(self, who: Soul, card: Card) -> None:
        """A new card in their chat: they look at its buttons."""
        verbs = {button.verb: button for button in card.buttons}
        if "offer-accept" in verbs:
            self._offered(who, verbs["offer-accept"].token)
        elif "left-message" in verbs:
            self._nudged(who, verbs["left-message"].token)
        elif "reached-out" in verbs:
            self._matched(who, verbs["reached-out"].token)
        elif "tracker" in verbs:
            self._asked(who, verbs["tracker"].token)
        elif "back" in verbs:
            self._life.later(who, self._life.chance.hours(30), VOLUNTEERING, partial(self._press, who, "back", ""))

    # --- the offer

    def _offered(self, who: Soul, offer: str) -> None:
        chance = self._life.chance
        if (who.user, offer) not in self._minding and not chance.often(who.silent):
            self._minding.add((who.user, offer))
            self._life.later(who, chance.hours(3.5), VOLUNTEERING, partial(self._answer, who, offer))

    async def _answer(self, who: Soul, offer: str) -> None:
        chance, hand = self._life.chance, self._life.hand
        if chance.often(0.14):
            await self._press(who, "offer-decline", offer)
            return
        button = self._life.chat.find_button(who.user, "offer-accept", offer)
        if button is None:
            return
        name = (await hand.press(who, button)).dialog
        verb = chance.one_of({"offer-known": 4, "offer-decline": 3, "offer-confirm": 89, "": 4})
        did = on(name, verb)
        if did is not None:
            await hand.press(who, did)
        elif not verb and chance.often(0.5):  # the dialog was closed; the card keeps [Continue]
            self._life.later(who, chance.hours(2), VOLUNTEERING, partial(self._go_on, who, offer))

    async def _go_on(self, who: Soul, offer: str) -> None:
        button = self._life.chat.find_button(who.user, "offer-accept", offer)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        confirm = on(dialog, "offer-confirm")
        if confirm:
            await self._life.hand.press(who, confirm)

    # --- the first contact

    def _matched(self, who: Soul, offer: str) -> None:
        if (who.user, f"match {offer}") in self._minding:
            return  # a reminder: they know
        self._minding.add((who.user, f"match {offer}"))
        match self._life.chance.one_of(_MATCHED):
            case "phones":
                self._phones(who, offer, median=10)
            case "phones, tells nobody":
                self.reached.add(offer)
            case "hands over":
                self._soon(who, partial(self._details, who, offer, "hand-over"))
            case "knows them":
                self._soon(who, partial(self._details, who, offer, "offer-known"))

    def _nudged(self, who: Soul, offer: str) -> None:
        did = self._life.chance.one_of(_NUDGED)
        if did == "phones":
            self._phones(who, offer, median=5)
        elif did:
            self._soon(who, partial(self._press, who, did, offer))

    def _phones(self, who: Soul, offer: str, median: float) -> None:
        self._life.later(who, self._life.chance.hours(median, 0.75), VOLUNTEERING, partial(self._reach, who, offer))

    async def _reach(self, who: Soul, offer: str) -> None:
        if self._life.chat.find_button(who.user, "reached-out", offer) is None:
            return
        if self._life.chance.often(0.25):
            await self._press(who, "details", offer)
        self.reached.add(offer)
        await self._press(who, "reached-out", offer)

    async def _details(self, who: Soul, offer: str, verb: str) -> None:
        """Through the dialog behind [Details]."""
        button = self._life.chat.find_button(who.user, "details", offer)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        inside = on(dialog, verb)
        if inside:
            await self._life.hand.press(who, inside)

    # --- the tracker

    def _asked(self, who: Soul, offer: str) -> None:
        chance = self._life.chance
        if not chance.often(0.1 + who.silent):
            self._life.later(who, chance.hours(9), VOLUNTEERING, partial(self._track, who, offer))

    async def _track(self, who: Soul, offer: str) -> None:
        chance, hand = self._life.chance, self._life.hand
        button = self._life.chat.find_button(who.user, "tracker", offer)
        if button is None:
            return
        dialog = (await hand.press(who, button)).dialog
        verb = f"track:{(took := chance.one_of(_TOOK))}"
        happened = took in {"under_30", "from_30_to_60", "over_60"}
        able = chance.one_of(_ABLE) if happened else "rather_not_say"
        if happened:
            first = on(dialog, verb)
            dialog = (await hand.press(who, first)).dialog if first else None
            verb = f"{verb}:{able}"
        step = on(dialog, verb)
        dialog = (await hand.press(who, step)).dialog if step else None
        prefix = f"track:{took}:{able}"
        last = on(dialog, f"{prefix}:{chance.one_of(_NEXT[happened])}")
        saved = (await hand.press(who, last)).dialog if last else None
        debrief = on(saved, "debrief")
        if debrief and chance.often(0.03):
            await hand.press(who, debrief)

    # --- away and back

    def plan_year(self, start: datetime, days: int) -> None:
        for who in list(self._life.town.all(Kind.SUPPORTER)):
            self.plan(who, start, days)

    def plan(self, who: Soul, start: datetime, days: int) -> None:
        """Weeks of leave, other limits for a while, and a few who leave the role or the hospital."""
        chance, agenda = self._life.chance, self._life.agenda
        if days < _LEAST_DAYS:
            return

        def some_day() -> datetime:
            return VOLUNTEERING.next(start + timedelta(days=chance.uniform(2, days - 2)))

        for _ in range(chance.randint(1, 5)):
            agenda.put(some_day(), partial(self._leave, who, chance.choice((2, 4, 7, 7, 10, 14, 21))))
        if chance.often(0.1):
            agenda.put(some_day(), partial(self._limit, who))
        if chance.often(0.03):
            agenda.put(some_day(), partial(self._step_back, who))
        elif chance.often(0.01):
            agenda.put(some_day(), partial(self._life.hand.vanish, who))

    async def _leave(self, who: Soul, days: int) -> None:
        until = self._life.now + timedelta(days=days)
        open_end = self._life.chance.often(0.25)
        day = "" if open_end else until.astimezone(ZONE).date().isoformat()
        await self._type(who, "away", day)
        if open_end:
            self._life.agenda.put(VOLUNTEERING.next(until), partial(self._press, who, "back", ""))
        elif self._life.chance.often(0.1):  # back earlier than said
            self._life.agenda.put(VOLUNTEERING.next(until - timedelta(days=1)), partial(self._type, who, "back"))

    async def _limit(self, who: Soul) -> None:
        most = self._life.town.places[who.site].limit
        await self._type(who, "limit", str(self._life.chance.randint(0, most)))
        back = self._life.now + timedelta(days=self._life.chance.randint(10, 40))
        self._life.agenda.put(VOLUNTEERING.next(back), partial(self._type, who, "limit", str(most)))

    async def _step_back(self, who: Soul) -> None:
        await self._type(who, "leave")
        await self._press(who, self._life.chance.choice(("leave-now", "leave-later", "stay")), "")

    # --- inside

    def _soon(self, who: Soul, act: Act) -> None:
        self._life.later(who, self._life.chance.hours(2), VOLUNTEERING, act)

    async def _type(self, who: Soul, word: str, rest: str = "") -> None:
        if who.user not in self._life.chat.gone:
            await self._life.hand.type(who, word, rest)

    async def _press(self, who: Soul, verb: str, token: str) -> None:
        """Whatever still stands there; a card that has changed meanwhile is left alone."""
        button = self._life.chat.find_button(who.user, verb, token)
        if button is not None and who.user not in self._life.chat.gone:
            await self._life.hand.press(who, button)
