"""What the physician sees of a match, before first contact and after it.

Three ways are always in sight, because whoever waits for a call must be able to say so: nobody has reached me, correct
my contact, someone else. The rest is one tap away.
"""

from datetime import datetime

from bot.core.request import Contact, Escalation, Request, RequestState
from bot.flows.common import voicemail
from bot.flows.common.access import everybody
from bot.flows.common.desk import Desk
from bot.flows.match import both_sides, escalation, first_contact, outlook, plans, second_word
from bot.flows.physician import given
from bot.flows.physician.steps import steps
from bot.flows.welcome.hello import PHONE, nearest_phone, phone_blocks
from bot.flows.welcome.services import SERVICES, resource_blocks
from bot.surface import Block, Button, Dialog, Paragraph, Phrase, Style, w


def matched(desk: Desk, request: Request, *, answered: bool = False) -> Dialog:
    """With `answered` they have said "not yet" this moment, and are not asked again in the same breath."""
    hand = _hand(desk, request)
    asked_again = answered or _asked_again(desk, request)
    if first_contact.overdue(desk, request) and not asked_again:
        return _question(desk, request, *_so_far(desk, request), *hand)
    if request.contact_wrong:
        return _not_reached(desk, request, *(() if hand else (w("they-try-again", by=_by(desk, request)),)))
    return desk.dialog(
        w("status-title"),
        Paragraph(_before_contact(desk, request, held=bool(hand), asked_again=asked_again), strong=True),
        *(() if hand else steps(desk, request)),
        *hand,
        *given.reached_at(desk, request),
        *_phone(desk, request),
        buttons=(nobody_reached(request), correct_contact(request), someone_else(request), _more(request)),
    )


def _asked_again(desk: Desk, request: Request) -> bool:
    """Whether the supporter was asked to try again, and has said nothing since."""
    tried = request.contact_wrong or request.messages_left
    return not tried and bool(desk.records.deadlines.when("contact-open", "contact-rest", request=request.id))


def _so_far(desk: Desk, request: Request) -> tuple[Phrase, ...]:
    """Under the question at the 72 hours: the newest that the supporter has said, and what goes on."""
    until = desk.records.deadlines.when("connect-over", request=request.id)
    if request.longer_used and until is not None:
        goes_on: tuple[Phrase, ...] = (w("mark-longer", by=until),)
    elif request.messages_left and not request.contact_wrong:
        goes_on = ()
    else:
        goes_on = (w("mark-then") if any(everybody(desk, request)) else w("mark-then-alone"),)
    if request.contact_wrong:
        return (w("mark-unreached"), *goes_on)
    return (_tried_since(desk, request), *goes_on) if request.messages_left else goes_on


def _tried_since(desk: Desk, request: Request) -> Phrase:
    return w("status-tried-since") if _spoken(desk, request) else w("status-wrote-since")


def _spoken(desk: Desk, request: Request) -> bool:
    """Whether what was left is a voicemail."""
    return voicemail.allowed(desk.records.requests.details(request))


def _by(desk: Desk, request: Request) -> datetime:
    """The hour that their colleague reads too."""
    return first_contact.try_by(desk, request) or first_contact.reach_by(desk, request)


def _before_contact(desk: Desk, request: Request, *, held: bool, asked_again: bool) -> Phrase:
    by = _by(desk, request)
    if request.contact is Contact.DENIED and request.messages_left and not asked_again:
        return _tried_since(desk, request)
    if request.contact is Contact.DENIED or first_contact.overdue(desk, request):
        if held:
            return w("status-denied-held")
        told_at = desk.records.deadlines.when("contact-open", request=request.id)
        if told_at is None or not any(everybody(desk, request)):
            return w("status-denied-alone", by=told_at or by)
        return w("status-denied", by=told_at, coordinator=outlook.coordinator(desk, request))
    if held:  # the match itself came into question: its hour is no promise any more
        return w("status-unsure")
    if not request.messages_left:
        return w("status-matched", by=by)
    return w("status-tried", by=by) if _spoken(desk, request) else w("status-wrote", by=by)


def connected(desk: Desk, request: Request) -> Dialog:
    hand = _hand(desk, request)
    if request.contact is Contact.DECIDED:
        return _decided(desk, request, *hand)
    if request.contact_wrong:
        return _not_reached(desk, request, *_closes(desk, request, "close-silent"))
    if both_sides.asked(desk, request) and (not hand or request.denials or escalation.keeps_promise(request)):
        heard = any(everybody(desk, request))
        under = w("not-yet-then", coordinator=outlook.coordinator(desk, request)) if heard else w("not-yet-then-alone")
        ends = _closes(desk, request, *second_word.ENDINGS)
        return _question(desk, request, *hand, *(() if hand else (*ends, under)), asks=_said(desk, request))
    usual = request.conversations >= request.terms.conversations_usual
    planned, over = plans.ahead(desk, request), plans.over(desk, request)
    done = (_done(request),) if planned and request.conversations else ()
    words: Phrase = {Contact.AGREED: w("status-connected"), Contact.NONE: w("status-trying")}.get(
        request.contact, w("status-said")
    )
    if planned or over:
        words = plans.words(desk, request) if planned else w("talking-over")
    return desk.dialog(
        w("status-title"),
        Paragraph(w("status-unsure") if hand else words, strong=True),
        *(() if hand else steps(desk, request)),
        *hand,
        *(resource_blocks(desk) if usual else ()),
        *_phone(desk, request),
        buttons=(
            nobody_reached(request),
            correct_contact(request),
            someone_else(request),
            *done,
            *((SERVICES,) if usual else ()),
            _more(request),
        ),
    )


def corrected(desk: Desk, request: Request) -> Dialog:
    """After a new contact: that it is kept, and by when their colleague is to use it. Nothing is asked in the same
    breath."""
    hand = _hand(desk, request)
    by = first_contact.try_by(desk, request) if request.state is RequestState.MATCHED and not hand else None
    return desk.dialog(
        w("status-title"),
        Paragraph(w("contact-saved-by", by=by) if by else w("contact-saved"), strong=True),
        *hand,
        *given.reached_at(desk, request),
        *_phone(desk, request),
        buttons=(nobody_reached(request), correct_contact(request), someone_else(request), _more(request)),
    )


def more(desk: Desk, request: Request) -> Dialog:
    """What is needed seldom."""
    before = request.state is RequestState.MATCHED
    further = Button(w("in-touch"), "contact-yes", request.id, request.version) if before else _done(request)
    return desk.dialog(
        w("status-title"),
        w("status-more-words"),
        *phone_blocks(desk),
        buttons=(see_who(request), given.show_button(request), further, PHONE, withdrawal(request), back(request)),
    )


# --- the questions ---------------------------------------------------------------------------------------------------


def _said(desk: Desk, request: Request) -> Phrase:
    """The question about a claim, as far as the supporter has said more than that they are in touch: it is their word,
    and theirs alone (rule 16)."""
    if request.conversations:
        return w("said-talked")
    if plans.ahead(desk, request):
        return w("said-planned", when=plans.when(desk, request))
    return w("said-over") if plans.over(desk, request) else w("status-overdue")


def _question(desk: Desk, request: Request, *under: Phrase | Block, asks: Phrase | None = None) -> Dialog:
    """Has your colleague reached you? A day after the supporter's word, and at the 72 hours."""
    return desk.dialog(
        w("status-title"),
        Paragraph(asks or w("status-overdue"), strong=True),
        *under,
        *given.reached_at(desk, request),
        *_phone(desk, request),
        buttons=(
            Button(w("reached-yes"), "contact-yes", request.id, request.version, Style.PRIMARY),
            Button(w("not-yet"), "contact-not-yet", request.id, request.version),
            Button(w("wrong-contact"), "contact-wrong", request.id, request.version, opens=True),
            Button(w("rather-leave"), "leave-for-now", request.id, request.version),
            someone_else(request),
            _more(request),
        ),
    )


def _closes(desk: Desk, request: Request, *kinds: str) -> tuple[Phrase, ...]:
    """What ends by itself unless they answer says when."""
    dues = (desk.records.deadlines.when(kind, request=request.id) for kind in kinds)
    return tuple(w("closes-unanswered", by=due) for due in dues if due is not None)


def _decided(desk: Desk, request: Request, *hand: Block) -> Dialog:
    """The supporter understood that they would rather not: theirs to say, before anything closes."""
    return desk.dialog(
        w("status-title"),
        Paragraph(w("decided-ask"), strong=True),
        *_closes(desk, request, "close-silent"),
        *hand,
        *_phone(desk, request),
        buttons=(
            Button(w("decided-yes"), "decided-yes", request.id, request.version),
            Button(w("decided-no"), "decided-no", request.id, request.version, Style.PRIMARY),
            nobody_reached(request),
            correct_contact(request),
            someone_else(request),
            _more(request),
        ),
    )


def _not_reached(desk: Desk, request: Request, *then: Phrase) -> Dialog:
    return desk.dialog(
        w("status-title"),
        Paragraph(w("status-not-reached"), strong=True),
        *then,
        *_hand(desk, request),
        *given.reached_at(desk, request),
        *_phone(desk, request),
        buttons=(
            Button(w("correct-contact"), "contact-form", request.id, request.version, Style.PRIMARY, opens=True),
            Button(w("contact-is-right"), "contact-not-yet", request.id, request.version),
            someone_else(request),
            _more(request),
        ),
    )


# --- in whose hands --------------------------------------------------------------------------------------------------


def _hand(desk: Desk, request: Request) -> tuple[Block, ...]:
    """What a match that came into a coordinator's hands says of it."""
    match request.escalation:
        case Escalation.NOBODY:
            return ()
        case Escalation.PROMISED:
            return (Paragraph(outlook.promised(desk, request), strong=True),)
        case Escalation.CONTACTED:
            return (Paragraph(outlook.contacted(desk, request), strong=True),)
        case Escalation.PHYSICIAN:
            return (Paragraph(w("status-honest-late")), *outlook.somebody(desk, request))
        case _:
            return (Paragraph(w("status-hand", by=escalation.answer_by(desk, request)), strong=True),)


def _phone(desk: Desk, request: Request) -> tuple[Block, ...]:
    """Their answers are in sight; whoever was told that they can phone reads every number."""
    return phone_blocks(desk) if request.escalation is Escalation.PHYSICIAN else nearest_phone(desk)


# --- buttons ---------------------------------------------------------------------------------------------------------


def nobody_reached(request: Request) -> Button:
    return Button(w("nobody-reached"), "contact-not-yet", request.id, request.version)


def correct_contact(request: Request) -> Button:
    return Button(w("correct-contact"), "contact-form", request.id, request.version, opens=True)


def someone_else(request: Request) -> Button:
    return Button(w("someone-else"), "someone-else", request.id, request.version)


def see_who(request: Request) -> Button:
    return Button(w("see-who"), "see-who", request.id, request.version, opens=True)


def withdrawal(request: Request) -> Button:
    return Button(w("withdraw"), "withdraw", request.id, request.version, Style.DANGER)


def back(request: Request) -> Button:
    return Button(w("back"), "status", request.id, opens=True)


def _done(request: Request) -> Button:
    return Button(w("we-are-done"), "done", request.id, request.version)


def _more(request: Request) -> Button:
    return Button(w("status-more"), "status-more", request.id, request.version, opens=True)
