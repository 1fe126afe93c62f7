"""What the physician says of first contact: yes, not yet, leave it, and whether they decided not to talk (rule 16)."""

from bot.core.request import Contact, Escalation, Outcome, Request, RequestState
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match import both_sides, contact_denied, escalation, first_contact, second_word
from bot.flows.match.closing import close, closed_dialog
from bot.flows.physician import in_match, status
from bot.surface import Press, Reply, w

_MATCH = (RequestState.MATCHED, RequestState.CONNECTED)


def more(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=in_match.more(desk, status.mine(desk, press, *_MATCH)))


def yes(desk: Desk, press: Press) -> Reply:
    request = status.mine(desk, press, RequestState.SEEKING, *_MATCH)
    if request.state is RequestState.SEEKING:
        _of_the_hand(desk, request)
        escalation.agreed(desk, request)
    elif request.state is RequestState.MATCHED:
        request = first_contact.connect(desk, request, contact=Contact.AGREED)
    elif request.contact is not Contact.AGREED:
        kept = request.denials or escalation.keeps_promise(request)
        request = both_sides.agree(desk, request)
        if kept:  # what a coordinator had in hand is settled
            request = escalation.resolve(desk, request)
        ending = second_word.waiting(desk, request)
        if ending is not None:
            close(desk, request, ending, notify_physician=False)
            return Reply(dialog=closed_dialog(desk))
    return Reply(dialog=status.screen(desk, request))


def not_yet(desk: Desk, press: Press) -> Reply:
    """Where nobody claims contact the 72 hours are kept: they are the supporter's. Once they are over, or after a
    denial, the supporter is reminded, and a coordinator hears what comes of it."""
    request = status.mine(desk, press, RequestState.SEEKING, *_MATCH)
    if request.state is RequestState.SEEKING:
        _of_the_hand(desk, request)
        return Reply(dialog=status.screen(desk, escalation.denied(desk, request)), notice=w("hand-hears-it"))
    if request.state is RequestState.MATCHED and request.escalation is Escalation.CONTACTED:
        request = escalation.denied(desk, request)
    if request.state is RequestState.CONNECTED:
        return Reply(dialog=status.screen(desk, contact_denied.deny(desk, request)), notice=w("asked-again"))
    if request.contact_wrong or request.contact is Contact.DENIED or first_contact.overdue(desk, request):
        asked = contact_denied.ask_again(desk, request)
        answered = in_match.matched(desk, desk.my_request() or request, answered=True)
        return Reply(dialog=answered, notice=w("asked-again" if asked else "asked-already"))
    by = first_contact.try_by(desk, request) or first_contact.reach_by(desk, request)
    return Reply(close=True, notice=w("not-yet-early", by=by))


def _of_the_hand(desk: Desk, request: Request) -> None:
    """While the search lasts, contact is what a coordinator says of it. Raises Sorry where none does."""
    if request.escalation is not Escalation.CONTACTED:
        raise Sorry(w("moved-on"), status.screen(desk, request))


# --- they decided not to ---------------------------------------------------------------------------------------------


def decided_yes(desk: Desk, press: Press) -> Reply:
    close(desk, _decided(desk, press), Outcome.DECLINED, notify_physician=False)
    return Reply(dialog=closed_dialog(desk, useful=False))


def decided_no(desk: Desk, press: Press) -> Reply:
    request = contact_denied.put_back(desk, _decided(desk, press))
    return Reply(dialog=status.screen(desk, request), notice=w("asked-again"))


def _decided(desk: Desk, press: Press) -> Request:
    """Their match, while that question waits for an answer. Raises Sorry."""
    request = status.mine(desk, press, RequestState.CONNECTED)
    if request.contact is not Contact.DECIDED:
        raise Sorry(w("moved-on"), status.screen(desk, request))
    return request


ROUTES = (
    on_press("status-more", more, who=OWNER),
    on_press("contact-yes", yes, who=OWNER),
    on_press("contact-not-yet", not_yet, who=OWNER),
    on_press("decided-yes", decided_yes, who=OWNER),
    on_press("decided-no", decided_no, who=OWNER),
)
