"""The one card of a request that its coordinators see, and what is on it by now.

It is posted anew only when something else is needed of them than before; what goes on waiting is in the digest of
the next morning (digest.py).
"""

from collections.abc import Collection, Sequence

from bot.core.people import Person
from bot.core.request import Escalation, Request
from bot.flows.common.access import concerned, everybody
from bot.flows.common.cards import escalation_card, escalation_slot
from bot.flows.common.desk import Desk
from bot.flows.match import digest
from bot.surface import Card, Phrase, w

_WHY = "escalation-why-"
# A match whose hours still run is nobody's to end: that it takes long is told once.
_ONCE = "escalation-why-days"
# What [Open] leads to, where it is not the request itself: where a person chooses, the three best (R21, R30).
_OPENS = {"escalation-why-choose": "escalation-choose", "escalation-why-outside": "escalation-choose"}
# It goes on by itself, and they hear of it: nothing is asked of them yet.
_GOES_ON = frozenset(
    {"escalation-why-misses", "escalation-why-long", "escalation-why-names-asked", "escalation-why-none"}
)
# Where nothing more is needed of them.
_WHERE = {Escalation.PROMISED: "escalation-in-hand", Escalation.CONTACTED: "escalation-in-contact"}


def say(desk: Desk, request: Request, why: str, people: Sequence[Person]) -> Request:
    """Their one card of this request says `why`. It is posted anew where that is another thing than before, or where
    no digest will say it."""
    request = as_it_is(desk, request)
    needs = _headline(request, why)
    new = request.told != why.removeprefix(_WHY) or (digest.has_its_own_post(request) and why != _ONCE)
    request = desk.records.requests.change(request, told=why.removeprefix(_WHY))
    card = escalation_card(desk, request, needs, w(why), verb=_OPENS.get(why, "escalation-open"))
    for person in people:
        anew = new or not desk.records.slots.exists(person.id, escalation_slot(request))
        desk.say(person.id, escalation_slot(request), card, notify=anew, wait=True)
        digest.book(desk, person)
    heard = {each.id for each in (*people, *concerned(desk, request))}
    as_it_stands(desk, request, besides=heard)
    return request


def why_told(request: Request) -> str:
    """The Fluent id of what they were told last."""
    return _WHY + request.told


def _headline(request: Request, why: str) -> Phrase:
    return w("escalation-news" if why in _GOES_ON else "escalation-card", number=request.number)


def as_it_stands(desk: Desk, request: Request, *, besides: Collection[str] = ()) -> None:
    """Every card of it that is shown says what is true by now, and alerts nobody: nobody's promise outlives itself on
    the card of whoever is away. `besides` are those whose cards have just said so."""
    request = as_it_is(desk, request)
    for person in everybody(desk, request):
        if person.id not in besides and desk.records.slots.exists(person.id, escalation_slot(request)):
            desk.say(person.id, escalation_slot(request), _standing_card(desk, request, person))


def _standing_card(desk: Desk, request: Request, person: Person) -> Card:
    if request.told and any(person.id == each.id for each in concerned(desk, request)):
        why = why_told(request)
        verb = _OPENS.get(why, "escalation-open")
        return escalation_card(desk, request, _headline(request, why), w(why), verb=verb)
    words = _WHERE.get(request.escalation, "escalation-at-rest")
    if request.told:
        words = "escalation-passed-on" if person.is_off_post(desk.today(person.site)) else "escalation-handed-back"
    return escalation_card(desk, request, w(words, number=request.number))


def settle_cards(desk: Desk, request: Request, words: str) -> None:
    """Every card of it says so, and alerts nobody; whatever is told next is new."""
    for person in everybody(desk, request):
        if desk.records.slots.exists(person.id, escalation_slot(request)):
            card = escalation_card(desk, request, w(words, number=request.number))
            desk.say(person.id, escalation_slot(request), card)
    desk.records.requests.change(as_it_is(desk, request), told="")


def as_it_is(desk: Desk, request: Request) -> Request:
    """With what was told meanwhile; whoever called may hold an older one."""
    return desk.records.requests.get(request.id) or request
