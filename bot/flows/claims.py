"""What the supporter says of first contact (R34): in touch, a message left, not reached. One side's word: the other is
asked (rule 16)."""

from bot.core.request import Contact, RequestState
from bot.flows import plans, rounds, tracking, voicemail
from bot.flows.both_sides import ask_later
from bot.flows.cards import offer_slot, tell_physician
from bot.flows.denying import first_try
from bot.flows.desk import Desk, Sorry
from bot.flows.plans import Day
from bot.flows.reaching import connect, match_card
from bot.flows.taps import read, tap
from bot.flows.whose import my_match, my_talk
from bot.surface import Press, Reply, w


def in_touch(desk: Desk, press: Press) -> Reply:
    """The press itself counts, since a volunteer has ten seconds; what it answers with can be closed."""
    offer, request = my_match(desk, press)
    if request.state is RequestState.MATCHED:
        request = connect(desk, request, contact=Contact.SAID, said_at=desk.now)
        ask_later(desk, request)
    elif request.said_at is None:  # the physician said it first
        request = desk.records.requests.change(request, said_at=desk.now)
    return Reply(dialog=plans.first_dialog(desk, offer), card=rounds.connected_card(desk, request, offer))


def agreed(desk: Desk, tapped: Press) -> Reply:
    """When they talk, or talk again: the tracker waits for it. Without a day it comes as it always does."""
    press, taps = read(tapped)
    offer, request = my_talk(desk, press)
    if not taps:
        return Reply(dialog=tracking.saved(desk))
    request = rounds.wait_until(desk, request, tap(Day, taps, 0))
    card = rounds.connected_card(desk, request, offer)
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(dialog=tracking.saved(desk) if request.conversations else tracking.noted(desk))


def left_message(desk: Desk, press: Press) -> Reply:
    """A try, and no contact: the 72 hours go on, and the physician sees that their colleague has tried."""
    offer, request = my_match(desk, press, RequestState.MATCHED)
    if not voicemail.allowed(desk.records.requests.details(request)):
        raise Sorry(w("no-voicemail"))
    news = first_try(desk, request) or request.messages_left == 0
    if request.messages_left == 0:
        request = desk.records.requests.change(request, messages_left=1)
    if news:
        tell_physician(desk, request)
    card = match_card(desk, request, offer, w("left-message-noted"))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


def not_reached(desk: Desk, press: Press) -> Reply:
    """Before any contact, a try: the physician is asked whether their contact is right, and the 72 hours go on."""
    offer, request = my_match(desk, press, RequestState.MATCHED)
    first_try(desk, request)
    if not request.contact_wrong:
        request = desk.records.requests.change(request, contact_wrong=True)
        tell_physician(desk, request)
    card = match_card(desk, request, offer, w("not-reached-asked"))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)
