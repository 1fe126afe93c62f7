"""The cards that more than one flow says, and the slots they stand in. Posted cards are neutral (rule 8)."""

from collections.abc import Callable
from datetime import datetime

from bot.core.people import Person
from bot.core.request import Escalation, Offer, Request
from bot.flows.common.access import asked_without_account, go_betweens
from bot.flows.common.desk import Desk
from bot.surface import Button, Card, Phrase, Reply, Style, w


def open_button(verb: str, token: str = "", version: int = 0, *, label: Phrase | None = None) -> Button:
    """[Open]: what a neutral card leads to."""
    return Button(w("open"), verb, token, version, Style.PRIMARY, opens=True, label=label)


OPEN = open_button("open")


def posts(words: Phrase, *buttons: Button, opens: str) -> Callable[[Desk, object], Reply]:
    """The flow of a typed word, which cannot open a dialog: it posts a neutral card, the same for everybody who types
    it, whose [Open] leads to the verb `opens`."""

    def post(desk: Desk, _event: object) -> Reply:
        return Reply(card=desk.card(words, buttons=(open_button(opens), *buttons)))

    return post


def update_slot(request: Request) -> str:
    return f"update:{request.id}"


def offer_slot(offer: Offer) -> str:
    return f"offer:{offer.id}"


def escalation_slot(request: Request) -> str:
    return f"escalation:{request.id}"


def news_slot(request: Request) -> str:
    """A coordinator's, while somebody without an account waits to be told something."""
    return f"news:{request.id}"


def tell_physician(desk: Desk, request: Request, *, notify: bool = True) -> None:
    """ "You have an update" and nothing else: the story is in the dialog behind [Open]."""
    if asked_without_account(desk, request):
        _have_them_told(desk, request)
        return
    physician = desk.records.requests.details(request).physician
    desk.say(physician, update_slot(request), update_card(desk), notify=notify)


def news_waits(desk: Desk, request: Request) -> bool:
    """Whether somebody without an account waits to be told something."""
    if not asked_without_account(desk, request):
        return False
    return any(desk.records.slots.exists(each.id, news_slot(request)) for each in go_betweens(desk, request))


def pass_news_on(desk: Desk, left: Person) -> None:
    """`left` is not at their post from now on: whoever is there has it to tell. Where nobody is it stays with them."""
    for request in desk.records.requests.open_ones():
        theirs = asked_without_account(desk, request) and desk.records.slots.exists(left.id, news_slot(request))
        if theirs and all(left.id != each.id for each in go_betweens(desk, request)):
            end_card(desk, left.id, news_slot(request), w("escalation-handed-back", number=request.number))
            if not news_waits(desk, request):
                _have_them_told(desk, request)


# Whoever has it in hand phones in any case, and reads on the way what there is to tell.
_PHONES = frozenset({Escalation.COORDINATOR, Escalation.DEPUTY, Escalation.PROMISED})


def _have_them_told(desk: Desk, request: Request) -> None:
    """Somebody without an account hears it from a coordinator who is not on their list (R74)."""
    if request.escalation in _PHONES:
        return
    card = escalation_card(desk, request, w("news-card", number=request.number), verb="speak")
    for person in go_betweens(desk, request):
        desk.say(person.id, news_slot(request), card, notify=True, wait=True)


def update_card(desk: Desk) -> Card:
    """The same for every physician, whatever has happened and whatever is open (opening.py)."""
    return desk.card(w("update"), buttons=(OPEN,))


def last_word(
    desk: Desk,
    person_id: str,
    slot: str,
    words: Phrase,
    *buttons: Button,
    notify: bool = False,
    at: datetime | None = None,
) -> Card:
    """The final card of a slot, now or `at` a later moment; the slot is forgotten once it is shown."""
    card = desk.card(words, buttons=buttons)
    desk.say(person_id, slot, card, notify=notify, last=True, at=at)
    return card


def end_card(
    desk: Desk, person_id: str, slot: str, words: Phrase, *buttons: Button, at: datetime | None = None
) -> bool:
    """The same where they have a card in this slot; whether they had."""
    had = desk.records.slots.exists(person_id, slot)
    if had:
        last_word(desk, person_id, slot, words, *buttons, at=at)
    return had


def escalation_card(desk: Desk, request: Request, *words: Phrase, verb: str = "escalation-open") -> Card:
    """[Open] leads to the request, or to what `verb` does with it."""
    number = w("escalation-open-label", number=request.number)
    return desk.card(*words, buttons=(open_button(verb, request.id, request.version, label=number),))
