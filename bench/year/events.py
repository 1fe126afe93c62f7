"""Hard days: several colleagues at once are invited by a coordinator (R13, R20), and somebody asks by themselves.

A coordinator picks them in the dialog. Some say yes and fill the form in, some say no, some let it go away.
"""

from datetime import datetime, timedelta
from functools import partial

from bench.year import behaviour
from bench.year.contacts import AWAKE
from bench.year.hand import on
from bench.year.life import Act, Life
from bench.year.physicians import Physicians
from bench.year.presence import hours_of
from bench.year.town import Kind, Soul
from bot.surface import Dialog
from bot.surface.posted import OPEN

_PER_EVENT = sum(many * weight for many, weight in behaviour.PEOPLE_AT_AN_EVENT.items()) / sum(
    behaviour.PEOPLE_AT_AN_EVENT.values()
)


class Events:
    def __init__(self, life: Life, physicians: Physicians) -> None:
        self._life = life
        self._physicians = physicians
        self.invited = 0

    def plan_year(self, start: datetime, days: int) -> int:
        """Returns how many requests are expected to come of it, by invitation or by those who ask after it."""
        chance, agenda = self._life.chance, self._life.agenda
        count = 0
        for site in self._life.town.places:
            for _ in range(round(self._life.province.events * days / 365)):
                at = start + timedelta(days=chance.uniform(0, days - 1))
                hand = self._who_is_there(site, at)
                delay = chance.hours(behaviour.INVITES_HOURS)
                agenda.put(hours_of(hand).next(at + delay), partial(self._invite, hand))
                for _ in range(behaviour.OWN_ASKS_AFTER):
                    later = at + timedelta(days=chance.uniform(0, 3))
                    agenda.put(AWAKE.next(later), self._physicians.asking(site))
                count += 1
        return round(count * (_PER_EVENT * behaviour.SAYS_YES + behaviour.OWN_ASKS_AFTER))

    def _who_is_there(self, site: str, at: datetime) -> Soul:
        coordinators = self._life.town.at(site, Kind.COORDINATOR)
        there = [each for each in coordinators if hours_of(each).next(at) - at < timedelta(days=1)]
        return self._life.chance.choice(there or self._life.town.at(site, Kind.DEPUTY))

    async def _invite(self, who: Soul) -> None:
        chance, hand, chat = self._life.chance, self._life.hand, self._life.chat
        await hand.type(who, "invite")
        button = chat.find_button(who.user, "invite")
        form = (await hand.press(who, button)).dialog if button else None
        if form is None or form.submit is None:
            return
        people = [self._physicians.somebody(who.site) for _ in range(chance.one_of(behaviour.PEOPLE_AT_AN_EVENT))]
        people = list({each.user: each for each in people}.values())
        for each in people:
            self._physicians.invited[each.user] = self._answer(each)
        self.invited += len(people)
        await hand.send(who, form, {"colleagues": tuple(each.user for each in people)})

    def _answer(self, who: Soul) -> Act | None:
        """What they make of it once they see that there is an update; None: nothing."""
        draw = self._life.chance.random()
        if draw >= behaviour.SAYS_YES + behaviour.SAYS_NO:
            return None
        return partial(self._answers, who, "invite-yes" if draw < behaviour.SAYS_YES else "invite-no")

    async def _answers(self, who: Soul, verb: str) -> None:
        update = self._life.chat.find_button(who.user, OPEN)
        dialog = (await self._life.hand.press(who, update)).dialog if update else None
        said = on(dialog, verb)
        if said is None:
            return
        before: Dialog | None = (await self._life.hand.press(who, said)).dialog
        if verb == "invite-yes" and before is not None:
            await self._physicians.fill_in(who, before)
