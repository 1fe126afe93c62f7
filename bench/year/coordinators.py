"""How coordinators live: office hours, a few things at a time, and some cards that nobody gets round to."""

from datetime import UTC, datetime, timedelta
from functools import partial

from bench.year import behaviour
from bench.year.hand import on
from bench.year.life import Life
from bench.year.presence import hours_of
from bench.year.recruiting import Recruiting
from bench.year.town import Kind, Soul
from bench.year.waking import OFFICE, ZONE
from bot.surface import Card, Choice, Dialog, Fact, Paragraph, Words

_DAY = timedelta(days=1)
_OVER = frozenset({"escalation-why-no-contact", "escalation-why-left"})  # somebody else is needed


class Coordinators:
    def __init__(self, life: Life, recruiting: Recruiting) -> None:
        self._life = life
        self._recruiting = recruiting

    def shown(self, who: Soul, card: Card) -> None:
        if self._recruiting.told(who, card):
            return
        verbs = {button.verb: button for button in card.buttons}
        chance = self._life.chance
        if "queue" in verbs:
            if not chance.often(who.silent):
                self._life.later(who, chance.hours(behaviour.CARD_HOURS), hours_of(who), partial(self._go_through, who))
            return
        found = next(
            (verbs[verb] for verb in ("escalation-open", "escalation-choose", "call-see") if verb in verbs), None
        )
        if found is None or chance.often(who.silent):
            return
        act = self._call if found.verb == "call-see" else partial(self._see, why=_why(card))
        self._life.later(
            who, chance.hours(behaviour.CARD_HOURS), hours_of(who), partial(act, who, found.verb, found.token)
        )

    # --- away from the post

    def plan_year(self, start: datetime, end: datetime) -> None:
        """Whoever has a part of a post says at the end of a day in when the next is, or leaves it to the hours."""
        for who in self._life.town.all(Kind.COORDINATOR):
            if who.days_of > 1 and self._life.chance.often(behaviour.SETS_THEMSELVES_AWAY):
                at = start
                while at < end:
                    until = hours_of(who).next(at)
                    day = (until.astimezone(ZONE) - _DAY).date()
                    if until - at > _DAY:
                        self._life.agenda.put(at, partial(self._life.hand.type, who, "away", day.isoformat()))
                    at = until.astimezone(ZONE).replace(hour=OFFICE.closes, minute=0).astimezone(UTC)

    # --- a request that needs a hand

    async def _go_through(self, who: Soul) -> None:
        """The word of the morning: they open the queue, and what it lists one after the other."""
        dialog = await self._open(who, "queue", "")
        for button in dialog.buttons if dialog else ():
            if button.verb == "escalation-open":
                await self._see(who, "escalation-open", button.token, "")

    async def _see(self, who: Soul, verb: str, request: str, why: str) -> None:
        dialog = await self._open(who, verb, request)
        if dialog is None:
            return
        if on(dialog, "escalation-ask"):
            await self._ask_one(who, dialog)
            return
        decided = self._decide(dialog, why)
        did = on(dialog, decided)
        if did is None and decided == "escalation-again":  # nobody to ask: it falls to a person
            did = on(dialog, "escalation-promise")
        if did is None:
            return
        reply = await self._life.hand.press(who, did)
        if did.verb == "escalation-choose" and reply.dialog is not None:
            await self._ask_one(who, reply.dialog)
        elif did.verb == "escalation-rematch-first":
            await self._end_the_match(who, reply.dialog)
        elif did.verb == "escalation-promise":
            self._keep_promise(who, request)
        elif did.verb == "transfer":
            sure = on(reply.dialog, "transfer-ask")
            if sure:
                await self._life.hand.press(who, sure)
                self._keep_promise(who, request)

    def _decide(self, dialog: Dialog, why: str) -> str:
        verbs = {button.verb for button in dialog.buttons}
        chance = self._life.chance
        if "transfer-done" in verbs:
            return "transfer-done"
        if "escalation-contacted" in verbs:
            return "escalation-contacted"
        if "escalation-rematch-first" in verbs:
            return chance.one_of(behaviour.AT_72_HOURS_OVER if why in _OVER else behaviour.AT_72_HOURS)
        return chance.one_of(behaviour.FOR_ANOTHER_SITE if "transfer" in verbs else behaviour.AT_A_SEARCH)

    async def _ask_one(self, who: Soul, dialog: Dialog) -> None:
        """One of the three best, mostly the first."""
        best = [button for button in dialog.buttons if button.verb == "escalation-ask"]
        bends = not best and any(field.name == "bend" for field in dialog.fields)
        if bends and self._life.chance.often(behaviour.BENDS_THE_STAGE):
            await self._life.hand.send(who, dialog, {**_shown(dialog), "bend": "yes"})
        if best:
            await self._life.hand.press(who, best[0] if self._life.chance.often(behaviour.ASKS_THE_FIRST) else best[-1])

    async def _end_the_match(self, who: Soul, dialog: Dialog | None) -> None:
        """The second step says whether the two are in touch by now."""
        sure = on(dialog, "escalation-rematch")
        if sure and (not _in_touch(dialog) or self._life.chance.often(behaviour.ENDS_THOSE_IN_TOUCH)):
            await self._life.hand.press(who, sure)

    def _keep_promise(self, who: Soul, request: str) -> None:
        if self._life.chance.often(behaviour.KEEPS_A_PROMISE):
            self._life.later(
                who,
                self._life.chance.hours(behaviour.PROMISE_HOURS),
                hours_of(who),
                partial(self._contact, who, request),
            )

    async def _contact(self, who: Soul, request: str) -> None:
        """Look the number up, phone, and say so; or there is somebody to ask by now."""
        dialog = await self._open(who, "escalation-open", request)
        chance, hand = self._life.chance, self._life.hand
        again = on(dialog, "escalation-again")
        if again and chance.often(behaviour.SEARCHES_INSTEAD):
            await hand.press(who, again)
            return
        look, told = on(dialog, "escalation-contact"), on(dialog, "escalation-contacted")
        if look is None or told is None:
            return
        await hand.press(who, look)
        await hand.press(who, told)
        if chance.often(behaviour.ENDS_IT):
            self._life.later(who, chance.hours(behaviour.ENDS_HOURS), hours_of(who), partial(self._end, who, request))

    async def _end(self, who: Soul, request: str) -> None:
        dialog = await self._open(who, "escalation-open", request)
        end = on(dialog, "escalation-end")
        sure = (await self._life.hand.press(who, end)).dialog if end else None
        first = on(sure, "escalation-close-first", self._life.chance.choice(behaviour.ENDS_AS))
        asked = (await self._life.hand.press(who, first)).dialog if first else None
        close = on(asked, "escalation-close")
        if close:
            await self._life.hand.press(who, close)

    # --- somebody wants to be phoned

    async def _call(self, who: Soul, verb: str, call: str) -> None:
        dialog = await self._open(who, verb, call)
        did = on(dialog, self._life.chance.one_of(behaviour.PHONES))
        if did:
            await self._life.hand.press(who, did)

    # --- inside

    async def _open(self, who: Soul, verb: str, token: str) -> Dialog | None:
        button = self._life.chat.find_button(who.user, verb, token)
        return (await self._life.hand.press(who, button)).dialog if button else None


def _shown(form: Dialog) -> dict[str, str]:
    """What is chosen already."""
    return {field.name: field.chosen for field in form.fields if isinstance(field, Choice)}


def _in_touch(dialog: Dialog | None) -> bool:
    told = [block.value for block in dialog.blocks if isinstance(block, Fact)] if dialog else []
    return any(isinstance(each, Words) and each.id == "state-connected" for each in told)


def _why(card: Card) -> str:
    """What the card says of it."""
    said = [block.words for block in card.blocks if isinstance(block, Paragraph)]
    return next((each.id for each in said if isinstance(each, Words) and each.id.startswith("escalation-why")), "")
