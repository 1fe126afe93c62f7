"""The state of a supporter, as they see it: free or away, training, agreement, refresher (R23, R43, R51, R53)."""

from bot.core.people import Person
from bot.flows.common import access
from bot.flows.common.cards import open_button
from bot.flows.common.desk import Desk
from bot.flows.match.call_guide import PREPARE
from bot.roster.cells import written_number
from bot.surface import CLOSE, Block, Button, Card, Dialog, Fact, Paragraph, Phrase, Style, w

SLOT = "role"
IN_DIALOG = "role"  # what a button of this dialog carries, where the same verb is on a card too


def tell(desk: Desk, person: Person) -> None:
    """ "You have an update" and nothing else: the rest is in the dialog."""
    desk.say(person.id, SLOT, update(desk, "role"), notify=True, wait=True)


def update(desk: Desk, verb: str) -> Card:
    return desk.card(w("update"), buttons=(open_button(verb),))


def dialog(desk: Desk, me: Person) -> Dialog:
    signed = access.is_signed(desk, me)
    return desk.dialog(
        w("role-title"),
        Paragraph(_standing(desk, me), strong=True),
        *availability(desk, me),
        *facts(desk, me),
        buttons=(
            switch(desk, me, IN_DIALOG),
            Button(w("time-away"), "away-form", opens=True),
            PREPARE,
            Button(
                w("agreement-read") if signed else w("agreement-read-and-sign"),
                "agreement",
                style=Style.PLAIN if signed else Style.PRIMARY,
                opens=True,
            ),
            Button(w("my-page"), "profile", opens=True),
            CLOSE,
        ),
    )


def _standing(desk: Desk, me: Person) -> Phrase:
    if not access.is_ready(desk, me):
        return w("role-not-ready")
    return w("role-away") if me.is_away(desk.today(me.site)) else w("role-ready")


def availability(desk: Desk, me: Person) -> tuple[Block, ...]:
    standing, today = me.standing, desk.today(me.site)
    words: Phrase = w("available") if access.is_ready(desk, me) else w("available-not-yet")
    if me.is_away(today):
        words = w("available-later") if standing.away_until is None else w("available-after", day=standing.away_until)
    if standing.leaving_on is not None:
        words = w("available-leaving", day=standing.leaving_on)
    return (Fact(w("availability"), words),)


def switch(desk: Desk, me: Person, token: str = "") -> Button:
    """The one tap that pauses, or that ends a pause (R23). Who is leaving gets nothing new, and may stay after all."""
    if me.standing.leaving_on is not None:
        return Button(w("stay"), "stay", token)
    if me.is_away(desk.today(me.site)):
        return Button(w("i-am-back"), "back", token)
    return Button(w("pause-me"), "pause", token)


def facts(desk: Desk, person: Person) -> tuple[Block, ...]:
    needed = desk.policy(person.site).training_hours
    trained = w("training-of", hours=written_number(person.trained_hours), needed=written_number(needed))
    found = [Fact(w("training"), trained), Fact(w("agreement"), _agreement(desk, person))]
    if person.standing.refresher_on is not None:
        found.append(Fact(w("refresher"), w("refresher-due", day=person.standing.refresher_on)))
    return tuple(found)


def _agreement(desk: Desk, person: Person) -> Phrase:
    if access.is_signed(desk, person):
        return w("agreement-signed-on", day=person.agreement_signed_on or desk.today(person.site))
    return w("agreement-older") if person.agreement_signed_on else w("agreement-open")
