"""What the supporter says of first contact (R34): in touch, a message left, not reached. One side's word: the other is
asked (rule 16)."""

from collections.abc import Callable
from functools import partial

from bot.core.request import Contact, Details, RequestState
from bot.flows.common import voicemail
from bot.flows.common.access import own_match
from bot.flows.common.cards import offer_slot, tell_physician
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.common.taps import read, tap
from bot.flows.match import plans, rounds, tracker
from bot.flows.match.both_sides import ask_later
from bot.flows.match.contact_denied import first_try
from bot.flows.match.first_contact import connect, match_card
from bot.flows.match.talks import my_talk
from bot.surface import Phrase, Press, Reply, w


def in_touch(desk: Desk, press: Press) -> Reply:
    """The press itself counts, since a volunteer has ten seconds; what it answers with can be closed."""
    offer, request = own_match(desk, press)
    if request.state is RequestState.MATCHED:
        request = connect(desk, request, contact=Contact.SAID, said_at=desk.now)
        ask_later(desk, request)
    elif request.said_at is None:  # the physician said it first
        request = desk.records.requests.change(request, said_at=desk.now)
    return Reply(dialog=plans.first_dialog(desk, offer), card=rounds.connected_card(desk, request, offer))


def when(desk: Desk, press: Press) -> Reply:
    """The day of the talk, at any time after they are in touch: what was closed unanswered, or is another day now."""
    offer, request = my_talk(desk, press)
    return Reply(dialog=plans.when_dialog(desk, request, offer))


def agreed(desk: Desk, tapped: Press) -> Reply:
    """When they talk, or talk again: the tracker waits for it. Without a day it comes as it always does."""
    press, taps = read(tapped)
    offer, request = my_talk(desk, press)
    if not taps and not plans.ahead(desk, request):
        return Reply(dialog=tracker.saved(desk))
    request = rounds.wait_until(desk, request, tap(plans.Day, taps, 0)) if taps else rounds.wait_no_more(desk, request)
    card = rounds.connected_card(desk, request, offer)
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(dialog=tracker.saved(desk) if request.conversations else tracker.day_saved(desk))


def left_word(desk: Desk, press: Press, *, may: Callable[[Details], bool], sorry: Phrase) -> Reply:
    """A try, and no contact: the 72 hours go on, and the physician sees that their colleague has tried."""
    offer, request = own_match(desk, press, RequestState.MATCHED)
    if not may(desk.records.requests.details(request)):
        raise Sorry(sorry)
    news = first_try(desk, request) or request.messages_left == 0
    if request.messages_left == 0 or request.contact_wrong:
        request = desk.records.requests.change(request, messages_left=1, contact_wrong=False)
    if news:
        tell_physician(desk, request)
    card = match_card(desk, request, offer, w("left-message-noted"))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


def not_reached(desk: Desk, press: Press) -> Reply:
    """Before any contact, a try: the physician is asked whether their contact is right, and the 72 hours go on."""
    offer, request = own_match(desk, press, RequestState.MATCHED)
    first_try(desk, request)
    words = w("not-reached-again")
    if not request.contact_wrong:
        words = w("not-reached-asked")
        request = desk.records.requests.change(request, contact_wrong=True)
        tell_physician(desk, request)
    card = match_card(desk, request, offer, words)
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


ROUTES = (
    on_press("reached-out", in_touch, who=OWNER),
    on_press("talk-when", when, who=OWNER),
    on_press("agreed", agreed, who=OWNER),
    on_press("left-message", partial(left_word, may=voicemail.allowed, sorry=w("no-voicemail")), who=OWNER),
    on_press("wrote", partial(left_word, may=voicemail.writes, sorry=w("moved-on")), who=OWNER),
    on_press("not-reached", not_reached, who=OWNER),
)
