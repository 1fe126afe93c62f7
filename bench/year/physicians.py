"""How physicians live: they ask, look what became of it, are patient or not, and say whether somebody reached them."""

import itertools
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from bench.year import behaviour, town
from bench.year.contacts import AWAKE, Contacts, Given
from bench.year.hand import Values, on, said
from bench.year.life import Act, Life
from bench.year.town import Kind, Soul
from bot.surface import Card, Choice, Dialog
from bot.surface.posted import OPEN

_ENDINGS = ("withdraw", "someone-else", "done", "leave-for-now")
_DAY = timedelta(days=1)
_TIMES = ("mornings", "midday", "evenings", "weekends")


class Physicians:
    def __init__(self, life: Life, contacts: Contacts, waiting: Callable[[], Collection[str]]) -> None:
        """`waiting`: the users with a request of their own that is open, as they are now."""
        self._life = life
        self._contacts = contacts
        self._waiting = waiting
        self._numbers = itertools.count(1)
        self.invited: dict[str, Act | None] = {}  # who is invited, and what they make of it when they see that
        self.sent = 0

    def plan_year(self, requests: int, start: datetime, days: int) -> None:
        """Those who ask by themselves, on any day."""
        sizes = {place: len(self._life.town.at(place, Kind.SUPPORTER)) for place in self._life.town.places}
        for at in self._life.chance.arrivals(requests, start, days):
            self._life.agenda.put(at, self.asking(self._life.chance.one_of(sizes)))

    def asking(self, site: str) -> Act:
        return partial(self._ask, site)

    # --- asking

    async def _ask(self, site: str) -> None:
        """The card of the door and the consent."""
        who = self.somebody(site)
        hand, chat = self._life.hand, self._life.chat
        door = chat.find_button(who.user, "ask")
        if door is None:
            await hand.type(who, "")
            door = chat.find_button(who.user, "ask")
        assert door is not None
        before = (await hand.press(who, door)).dialog
        assert before is not None
        await self.fill_in(who, before)

    async def fill_in(self, who: Soul, before: Dialog) -> None:
        """Continue, the form, Send."""
        chance, hand = self._life.chance, self._life.hand
        form = on(before, "ask-form")
        assert form is not None, f"{who.user} may not ask"
        dialog = (await hand.press(who, form)).dialog
        assert dialog is not None
        sent = (await hand.send(who, dialog, self._filled(who, dialog))).dialog
        assert on(sent, "withdraw"), f"{who.user} could not send"
        self.sent += 1
        if chance.often(behaviour.WITHDRAWS_SOON):
            self._life.later(who, chance.hours(behaviour.WITHDRAWS_HOURS), AWAKE, partial(self._look, who, "withdraw"))
        elif chance.often(behaviour.LOOKS_UNASKED):
            self._life.later(who, chance.hours(behaviour.LOOKS_HOURS), AWAKE, partial(self._look, who, ""))

    def somebody(self, site: str) -> Soul:
        """A physician of this site with nothing open, most of them on no roster where that is the province's way."""
        chance, people = self._life.chance, self._life.town
        taken = {*self._waiting(), *self.invited}
        free = [each for each in people.at(site, Kind.PHYSICIAN) if each.user not in taken]
        if free and not chance.often(self._life.province.on_no_roster):
            return chance.choice(free)
        return town.stranger(people, chance, site, next(self._numbers), self._life.province)

    def _filled(self, who: Soul, dialog: Dialog) -> Values:
        chance, people = self._life.chance, self._life.town
        offered = {field.name: field.options for field in dialog.fields if isinstance(field, Choice)}
        given = Given(
            way=chance.one_of(behaviour.WAY),
            voicemail=chance.often(behaviour.MAY_LEAVE_VOICEMAIL),
            works=not chance.often(behaviour.CONTACT_WRONG * (1 - behaviour.SEES_IT_ON_SENT)),
        )
        self._contacts.given[who.user] = given
        values: dict[str, str | tuple[str, ...]] = {
            "contact": self._contact(who, given.way),
            "way": given.way,
            "times": tuple(chance.some(_TIMES, 2)),
        }
        if given.voicemail:
            values["voicemail"] = "yes"
        if "stage" in offered and who.says_stage and who.stage is not None:
            values["stage"] = who.stage.value
        if chance.often(behaviour.LISTS_SOMEBODY):
            around = [*people.at(who.site, Kind.SUPPORTER), *people.at(who.site, Kind.COORDINATOR)]
            values["not_these"] = tuple(each.user for each in chance.some(around, 2))
        for name, share in behaviour.WISHES.items():
            if name in offered and chance.often(share):
                values[name] = chance.choice(offered[name]).value
        if chance.often(behaviour.SHARES_THE_REASON):
            values["share_reason"] = "yes"
        if chance.often(self._life.province.outside):
            values["outside"] = "yes"
        return values

    def _contact(self, who: Soul, way: str) -> str:
        """What fits the way, and nobody's else, so that it can be told where it turns up. Telephone numbers are
        reserved for fiction."""
        number = next(self._numbers)
        phone = way in {"text", "call"} or (not way and number % 2)
        return f"204-555-01{number % 100:02} x{number}" if phone else f"{who.user}.{number}@home.example.org"

    # --- looking what became of it

    def shown(self, who: Soul, card: Card) -> None:
        chance = self._life.chance
        if OPEN not in {button.verb for button in card.buttons}:
            return
        if who.user in self.invited:
            answer = self.invited.pop(who.user)
            if answer is not None:
                self._life.later(who, chance.hours(behaviour.INVITED_HOURS), AWAKE, answer)
        elif chance.often(behaviour.OPENS):
            self._life.later(who, chance.hours(behaviour.OPENS_HOURS), AWAKE, partial(self._look, who, ""))

    async def _look(self, who: Soul, meant: str) -> None:
        """[Open], and one of the buttons behind it, or none."""
        update = self._life.chat.find_button(who.user, OPEN)
        if update is None:
            return
        dialog = (await self._life.hand.press(who, update)).dialog
        if "opened-nothing" in said(dialog):
            await self._closed(who, dialog)
            return
        if on(dialog, "call-form") is not None:
            await self._missed_call(who, dialog)
            return
        did = on(dialog, meant or self._decide(who, dialog))
        if did is None:
            return
        reply = await self._life.hand.press(who, did)
        if did.verb == "status-more":
            did = on(reply.dialog, self._seldom())
            if did is None:
                return
            reply = await self._life.hand.press(who, did)
        if did.verb == "see-who":
            known = on(reply.dialog, "someone-else")
            if known and self._life.chance.often(behaviour.WANTS_SOMEBODY_ELSE_BY_NAME):
                await self._sure(who, (await self._life.hand.press(who, known)).dialog)
        elif did.verb in {"contact-form", "contact-wrong"} and reply.dialog is not None:
            await self._correct(who, reply.dialog)
        elif did.verb == "phone":
            await self._phone_me(who, reply.dialog)
        elif did.verb in _ENDINGS:
            await self._sure(who, reply.dialog)

    async def _sure(self, who: Soul, dialog: Dialog | None) -> None:
        """The second press, where the first was asked back."""
        yes = next((found for verb in _ENDINGS if (found := on(dialog, f"{verb}-yes"))), None)
        if yes is not None:
            await self._life.hand.press(who, yes)

    async def _correct(self, who: Soul, form: Dialog) -> None:
        before = self._contacts.given.get(who.user, Given())
        self._contacts.given[who.user] = Given(before.way, before.voicemail)
        await self._life.hand.send(who, form, {"contact": self._contact(who, before.way), "way": before.way})

    def _decide(self, who: Soul, dialog: Dialog | None) -> str:
        """By what is there, and by what is true."""
        verbs = {button.verb for button in dialog.buttons} if dialog else set()
        chance = self._life.chance
        if "transfer-yes" in verbs:
            return chance.one_of(behaviour.HANDED_OVER)
        if "names-no" in verbs:
            return "names-yes" if chance.often(behaviour.ANOTHER_MAY_SEE_THE_NAME) else "names-no"
        if "decided-no" in verbs:
            decided = chance.one_of(behaviour.DECIDED)
            return f"decided-{decided}" if decided else ""
        if "status-in-contact-ask" in said(dialog):
            return "contact-yes"
        if "contact-yes" in verbs:
            return self._has_reached(who)
        if "see-who" in verbs or "status-more" in verbs:
            return self._in_match(who, dialog)
        return chance.one_of(behaviour.WHILE_WAITING)

    def _in_match(self, who: Soul, dialog: Dialog | None) -> str:
        """Nothing is asked, or whether the contact is right; they may have something to say."""
        chance = self._life.chance
        if "status-not-reached" in said(dialog):
            does = "contact-not-yet" if self._contacts.works(who.user) else "contact-form"
            return does if chance.often(behaviour.SHOWN_CORRECT) else ""
        late = self._contacts.waited(who.user) >= _DAY
        if late and not self._contacts.has_met(who.user) and chance.often(behaviour.NOBODY_HAS_UNASKED):
            return "contact-not-yet"
        return chance.one_of(behaviour.IN_A_MATCH)

    def _seldom(self) -> str:
        return self._life.chance.one_of(behaviour.BEHIND_MORE)

    def _has_reached(self, who: Soul) -> str:
        """ "Has your colleague reached you?", as it is."""
        share = behaviour.NOT_REACHED if self._contacts.works(who.user) else behaviour.NOT_REACHED_WRONG
        if self._contacts.has_met(who.user):
            share = behaviour.REACHED
        told = self._life.chance.one_of(share)
        return {
            "yes": "contact-yes",
            "not-yet": "contact-not-yet",
            "wrong": "contact-wrong",
            "leave": "leave-for-now",
        }.get(told, told)

    # --- by phone, and afterwards

    async def _phone_me(self, who: Soul, dialog: Dialog | None) -> None:
        button = on(dialog, "phone-me")
        form = (await self._life.hand.press(who, button)).dialog if button else None
        if form is not None and form.submit is not None:
            await self._life.hand.send(who, form, {"contact": self._number()})

    def _number(self) -> str:
        number = next(self._numbers)
        return f"204-555-01{number % 100:02} x{number}"

    async def _missed_call(self, who: Soul, dialog: Dialog | None) -> None:
        again = on(dialog, "call-form")
        form = (await self._life.hand.press(who, again)).dialog if again else None
        if form is not None and form.submit is not None:
            await self._life.hand.send(who, form, {"contact": self._number()})

    async def _closed(self, who: Soul, dialog: Dialog | None) -> None:
        tap = on(dialog, "useful", self._life.chance.choice(behaviour.USEFUL))
        if tap is not None and self._life.chance.often(behaviour.USEFUL_ANSWERED):
            await self._life.hand.press(who, tap)
