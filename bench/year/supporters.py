"""How supporters live: they answer or do not, phone or do not, tell or do not, and are away now and then."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from bench.year import behaviour
from bench.year.contacts import Contacts
from bench.year.hand import on, said
from bench.year.life import Act, Life
from bench.year.town import Kind, Soul
from bench.year.waking import VOLUNTEERING, ZONE
from bot.surface import Card, Dialog, Reply

_LEAST_DAYS = 5  # who comes in with the last days of the year plans nothing in it
_SURE = {"hand-over": "hand-over-yes", "offer-known": "known-yes"}
_TALKED = frozenset({"under_30", "from_30_to_60", "over_60"})
_PUT_TO_THEM = frozenset({"not_reached", "decided_not_to"})  # the physician is asked, whatever comes next


class Supporters:
    def __init__(self, life: Life, contacts: Contacts) -> None:
        self._life = life
        self._contacts = contacts
        self._minding: set[tuple[str, str]] = set()  # what somebody means to do already: user and offer
        self._tries: Counter[str] = Counter()  # by offer
        self._talks: Counter[str] = Counter()  # by offer
        self._quiet: set[str] = set()  # offers whose supporter tells nobody

    def shown(self, who: Soul, card: Card) -> None:
        """A new card in their chat: they look at its buttons."""
        verbs = {button.verb: button for button in card.buttons}
        if "offer-accept" in verbs:
            self._offered(who, verbs["offer-accept"].token)
        elif "reached-out" in verbs:
            self._matched(who, verbs["reached-out"].token, card)
        elif "tracker" in verbs:
            self._asked(who, verbs["tracker"].token)
        elif "back" in verbs:
            self._life.later(
                who, self._life.chance.hours(behaviour.PAUSE_HOURS), VOLUNTEERING, partial(self._press, who, "back", "")
            )

    # --- the offer

    def _offered(self, who: Soul, offer: str) -> None:
        """They answer the card or its reminder, or neither."""
        chance = self._life.chance
        if (who.user, offer) in self._minding or chance.often(who.silent):
            return
        self._minding.add((who.user, offer))
        falls_silent = not chance.often(self._life.rates.answers)
        if not falls_silent:
            self._life.later(who, chance.hours(behaviour.ANSWER_HOURS), VOLUNTEERING, partial(self._answer, who, offer))

    async def _answer(self, who: Soul, offer: str) -> None:
        chance = self._life.chance
        if self._life.chat.find_button(who.user, "offer-later", offer) and chance.often(behaviour.ASK_ME_LATER):
            self._minding.discard((who.user, offer))  # until the reminder
            await self._press(who, "offer-later", offer)
            return
        if chance.often(behaviour.DECLINES):
            await self._press(who, "offer-decline", offer)
            if not chance.often(behaviour.DECLINE_TAKEN_BACK):
                return
            await self._press(who, "offer-keep", offer)
        button = self._life.chat.find_button(who.user, "offer-accept", offer)
        if button is None:
            return
        name = (await self._life.hand.press(who, button)).dialog
        verb = chance.one_of(behaviour.AT_THE_NAME)
        did = on(name, verb)
        if did is not None:
            self._learn(offer, await self._life.hand.press(who, did))
        elif not verb and chance.often(
            behaviour.COMES_BACK_TO_THE_NAME
        ):  # the dialog was closed; the card keeps [Continue]
            self._life.later(
                who, chance.hours(behaviour.COMES_BACK_HOURS), VOLUNTEERING, partial(self._go_on, who, offer)
            )

    async def _go_on(self, who: Soul, offer: str) -> None:
        button = self._life.chat.find_button(who.user, "offer-accept", offer)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        confirm = on(dialog, "offer-confirm")
        if confirm:
            self._learn(offer, await self._life.hand.press(who, confirm))

    def _learn(self, offer: str, reply: Reply) -> None:
        if any(button.verb == "hand-over" for button in (reply.dialog.buttons if reply.dialog else ())):
            self._contacts.learn(offer, reply.dialog)

    # --- the first contact

    def _matched(self, who: Soul, offer: str, card: Card) -> None:
        if (who.user, f"match {offer}") in self._minding:
            self._reminded(who, offer, card)
            return
        self._minding.add((who.user, f"match {offer}"))
        match self._life.chance.one_of(behaviour.MATCHED):
            case "tries":
                self._tries_in(who, offer, behaviour.FIRST_TRY_HOURS)
            case "tries, tells nobody":
                self._quiet.add(offer)
                self._tries_in(who, offer, behaviour.FIRST_TRY_HOURS)
            case "hands over":
                self._soon(who, partial(self._details, who, offer, "hand-over"))
            case "knows them":
                self._soon(who, partial(self._details, who, offer, "offer-known"))

    def _reminded(self, who: Soul, offer: str, card: Card) -> None:
        """The first contact is still open: at the 72 hours, or because the one who waits said so, or corrected
        something. Before the 72 hours they know."""
        chance = self._life.chance
        did = ""
        match next(iter(said(card)), ""):
            case "nudge":
                did = chance.one_of(behaviour.NUDGED)
            case "still-hoping" | "contact-changed":
                did = "tries" if chance.often(behaviour.TRIES_AGAIN) else ""
        if did == "tries":
            self._tries[offer] = min(self._tries[offer], behaviour.MOST_TRIES - 1)
            self._tries_in(who, offer, behaviour.AFTER_REMINDER_HOURS)
        elif did:
            self._soon(who, partial(self._press, who, did, offer))

    def _tries_in(self, who: Soul, offer: str, median: float) -> None:
        delay = self._life.chance.hours(median, 0.75)
        self._life.later(who, delay, VOLUNTEERING, partial(self._try, who, offer))

    async def _try(self, who: Soul, offer: str) -> None:
        """Once, and what they tell of it."""
        chance = self._life.chance
        if self._life.chat.find_button(who.user, "reached-out", offer) is None:
            return
        if self._contacts.reached(offer):
            await self._tell(who, offer)
            return
        if chance.often(behaviour.READS_THE_DETAILS_AGAIN):
            await self._press(who, "details", offer)
        self._tries[offer] += 1
        tried = self._contacts.try_once(who, offer, then=partial(self._answered, who, offer))
        if tried.reached or (self._tries[offer] == 1 and chance.often(behaviour.CLAIMS_TOO_SOON)):
            await self._tell(who, offer)
            return
        if tried.message and chance.often(behaviour.TELLS_OF_A_MESSAGE):
            await self._press(who, "left-message", offer)
        if self._tries[offer] < behaviour.MOST_TRIES:
            self._tries_in(who, offer, behaviour.NEXT_TRY_HOURS)
        else:
            await self._gives_up(who, offer)

    def _answered(self, who: Soul, offer: str) -> None:
        """The physician calls or writes back: they say so when they next look."""
        self._soon(who, partial(self._tell, who, offer))

    async def _tell(self, who: Soul, offer: str) -> None:
        """ "We're in touch", and how far they are: a talk already, or a time."""
        if offer in self._quiet:
            return
        dialog = await self._press(who, "reached-out", offer)
        when = self._life.chance.one_of(behaviour.SET_A_TIME)
        if when == "talked":
            talked = on(dialog, "tracker")
            if talked is not None and self._contacts.reached(offer):
                await self._taps(who, offer, (await self._life.hand.press(who, talked)).dialog, talked=True)
            return
        day = on(dialog, "agreed", when)
        if day is not None:
            await self._life.hand.press(who, day)

    async def _gives_up(self, who: Soul, offer: str) -> None:
        """Nobody got through, three times."""
        await self._press(who, "not-reached", offer)

    async def _details(self, who: Soul, offer: str, verb: str) -> None:
        """Through the dialog behind [Details]."""
        button = self._life.chat.find_button(who.user, "details", offer)
        dialog = (await self._life.hand.press(who, button)).dialog if button else None
        inside = on(dialog, verb)
        if inside:
            await self._surely(who, (await self._life.hand.press(who, inside)).dialog, verb)

    # --- the tracker

    def _asked(self, who: Soul, offer: str) -> None:
        chance = self._life.chance
        if not chance.often(behaviour.TRACKER_UNANSWERED + who.silent / 2):
            delay = chance.hours(behaviour.TRACKER_HOURS)
            self._life.later(who, delay, VOLUNTEERING, partial(self._track, who, offer))

    async def _track(self, who: Soul, offer: str) -> None:
        button = self._life.chat.find_button(who.user, "tracker", offer)
        if button is not None:
            await self._taps(who, offer, (await self._life.hand.press(who, button)).dialog)

    async def _taps(self, who: Soul, offer: str, dialog: Dialog | None, *, talked: bool = False) -> None:
        chance, hand = self._life.chance, self._life.hand
        share = behaviour.TOOK if self._contacts.reached(offer) else behaviour.NOT_THROUGH
        took = chance.one_of({each: weight for each, weight in share.items() if not talked or each in _TALKED})
        able = chance.one_of(behaviour.ABLE) if took in _TALKED else "rather_not_say"
        if took in _TALKED:
            self._talks[offer] += 1
            first = on(dialog, "track-took", took)
            dialog = (await hand.press(who, first)).dialog if first else None
        step = on(dialog, "track-able", took, able) if took in _TALKED else on(dialog, "track-took", took)
        dialog = (await hand.press(who, step)).dialog if step else None
        last = on(dialog, "track-next", took, able, self._next(offer, took))
        saved = (await hand.press(who, last)).dialog if last else None
        sure = on(saved, "track-over")
        if sure:
            saved = (await hand.press(who, sure)).dialog
        again = on(saved, "agreed", chance.one_of(behaviour.ANOTHER_WHEN))
        if again:
            saved = (await hand.press(who, again)).dialog
        debrief = on(saved, "debrief")
        if debrief and chance.often(behaviour.DEBRIEF):
            await hand.press(who, debrief)

    def _next(self, offer: str, took: str) -> str:
        if took in _PUT_TO_THEM:
            return "done"
        if took not in _TALKED:
            return self._life.chance.one_of(behaviour.NEXT_WITHOUT_TALK)
        usual = self._talks[offer] < 3
        return self._life.chance.one_of(behaviour.NEXT if usual else behaviour.NEXT_AFTER_THREE)

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

        for _ in range(chance.randint(*behaviour.LEAVES)):
            agenda.put(some_day(), partial(self._leave, who, chance.choice(behaviour.LEAVE_DAYS)))
        if chance.often(behaviour.OTHER_LIMIT):
            agenda.put(some_day(), partial(self._limit, who))
        if chance.often(behaviour.STEPS_BACK):
            agenda.put(some_day(), partial(self._step_back, who))
        elif chance.often(behaviour.VANISHES):
            agenda.put(some_day(), partial(self._life.hand.vanish, who))

    async def _leave(self, who: Soul, days: int) -> None:
        until = self._life.now + timedelta(days=days)
        open_end = self._life.chance.often(behaviour.LEAVE_OPEN_END)
        day = "" if open_end else until.astimezone(ZONE).date().isoformat()
        await self._type(who, "away", day)
        if open_end:
            self._life.agenda.put(VOLUNTEERING.next(until), partial(self._press, who, "back", ""))
        elif self._life.chance.often(behaviour.BACK_EARLY):
            self._life.agenda.put(VOLUNTEERING.next(until - timedelta(days=1)), partial(self._type, who, "back"))

    async def _limit(self, who: Soul) -> None:
        most = self._life.town.places[who.site].limit
        await self._type(who, "limit", str(self._life.chance.randint(0, most)))
        back = self._life.now + timedelta(days=self._life.chance.randint(*behaviour.OTHER_LIMIT_DAYS))
        self._life.agenda.put(VOLUNTEERING.next(back), partial(self._type, who, "limit", str(most)))

    async def _step_back(self, who: Soul) -> None:
        await self._type(who, "leave")
        await self._press(who, self._life.chance.choice(behaviour.HOW_THEY_LEAVE), "")

    # --- inside

    def _soon(self, who: Soul, act: Act) -> None:
        self._life.later(who, self._life.chance.hours(behaviour.SOON_HOURS), VOLUNTEERING, act)

    async def _type(self, who: Soul, word: str, rest: str = "") -> None:
        if who.user not in self._life.chat.gone:
            await self._life.hand.type(who, word, rest)

    async def _press(self, who: Soul, verb: str, token: str) -> Dialog | None:
        """Whatever is still there; a card that has changed meanwhile is left alone. What it opens."""
        button = self._life.chat.find_button(who.user, verb, token)
        if button is None or who.user in self._life.chat.gone:
            return None
        dialog = (await self._life.hand.press(who, button)).dialog
        await self._surely(who, dialog, verb)
        return dialog

    async def _surely(self, who: Soul, dialog: Dialog | None, verb: str) -> None:
        """They are asked once what it means, and mean it."""
        yes = on(dialog, _SURE.get(verb, ""))
        if yes:
            await self._life.hand.press(who, yes)
