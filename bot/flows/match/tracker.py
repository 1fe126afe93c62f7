"""The tracker: three taps that say that a conversation happened, never what was said (R38, R39, R47)."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.request import Able, Contact, Next, Offer, Outcome, Request, TookPlace
from bot.flows.common.cards import offer_slot, tell_physician
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.risk import number_blocks
from bot.flows.common.routes import EVERYBODY, OWNER, on_press
from bot.flows.common.taps import about, read, tap
from bot.flows.match import escalation, handover, plans, rounds, second_word
from bot.flows.match.both_sides import ask_later
from bot.flows.match.closing import close, tally
from bot.flows.match.rematch import rematch
from bot.flows.match.talks import my_talk
from bot.flows.welcome.services import resource_blocks
from bot.surface import Block, Button, Dialog, Paragraph, Phrase, Press, Reply, Style, w

_THEIRS = frozenset({TookPlace.NOT_REACHED, TookPlace.DECIDED_NOT_TO})  # answers that the physician is asked about
_FIRST, _TOOK, _ABLE, _NEXT, _OVER = "tracker", "track-took", "track-able", "track-next", "track-over"


# --- the three taps ------------------------------------------------------------------------------------------------


def first(desk: Desk, press: Press) -> Reply:
    """Did a conversation take place?"""
    offer, request = my_talk(desk, press)
    if second_word.waiting(desk, request) is not None:
        raise Sorry(w("tracker-had"), close=True)
    turn = _round(desk, request)
    buttons = (
        Button(w(f"took-{took.value.replace('_', '-')}"), _TOOK, about(offer.id, took), turn) for took in TookPlace
    )
    return Reply(dialog=_screen(desk, w("step", step=1, steps=3), w("tracker-took"), tuple(buttons)))


def second(desk: Desk, tapped: Press) -> Reply:
    """Did you feel able? Skipped where there was no conversation."""
    press, taps = read(tapped)
    took = tap(TookPlace, taps, 0)
    if took in _THEIRS:
        return _put_to_them(desk, press, took)
    if not took.happened:
        return _third(desk, press, took, Able.RATHER_NOT_SAY)
    offer, _ = my_talk(desk, press)
    buttons = (
        Button(w(f"able-{able.value.replace('_', '-')}"), _ABLE, about(offer.id, took, able), press.version)
        for able in Able
    )
    step = w("step", step=2, steps=3)
    return Reply(dialog=_screen(desk, step, w("tracker-able"), (*buttons, _back(_FIRST, press))))


def _put_to_them(desk: Desk, press: Press, took: TookPlace) -> Reply:
    """No third question (nothing of "what next" fits): what happens now is the physician's to say."""
    offer, _ = my_talk(desk, press)
    question = w("tracker-not-reached") if took is TookPlace.NOT_REACHED else w("tracker-decided")
    send = about(offer.id, took, Able.RATHER_NOT_SAY, Next.DONE)
    over = about(offer.id, took, Able.RATHER_NOT_SAY, Next.HAND_OVER)
    buttons = (
        Button(w("put-to-them"), _NEXT, send, press.version, Style.PRIMARY),
        Button(w("hand-over"), _NEXT, over, press.version),
        _back(_FIRST, press),
    )
    return Reply(dialog=_screen(desk, w("step", step=2, steps=2), question, buttons))


def third(desk: Desk, tapped: Press) -> Reply:
    press, taps = read(tapped)
    return _third(desk, press, tap(TookPlace, taps, 0), tap(Able, taps, 1))


def _third(desk: Desk, press: Press, took: TookPlace, able: Able) -> Reply:
    """What next? After the usual number of conversations the dialog points to closing or passing on (R38, R39)."""
    if took in _THEIRS:
        return _put_to_them(desk, press, took)
    offer, request = my_talk(desk, press)
    usual = request.conversations + took.happened >= request.terms.conversations_usual
    more: tuple[Block, ...] = ()
    if usual:
        more = (Paragraph(w("tracker-usual", usual=request.terms.conversations_usual)), *resource_blocks(desk))
    buttons = tuple(
        Button(w(f"next-{each.value.replace('_', '-')}"), _NEXT, about(offer.id, took, able, each), press.version)
        for each in Next
    )
    back = _back(_TOOK, press, took) if took.happened else _back(_FIRST, press)
    return Reply(dialog=_screen(desk, w("step", step=3, steps=3), w("tracker-next"), (*buttons, back), *more))


def last(desk: Desk, tapped: Press) -> Reply:
    """The third tap saves. Hand over ends the match: asked once what it means, like everywhere, before it is saved."""
    press, taps = read(tapped)
    took, able, following = tap(TookPlace, taps, 0), tap(Able, taps, 1), tap(Next, taps, 2)
    if following is not Next.HAND_OVER:
        return _save(desk, press, took, able, following)
    my_talk(desk, press)
    yes = Button(w("hand-over-yes"), _OVER, tapped.token, press.version, Style.PRIMARY)
    back = _back(_ABLE, press, took, able) if took.happened else _back(_TOOK, press, took)
    return Reply(dialog=handover.asked(desk, yes, back))


def over(desk: Desk, tapped: Press) -> Reply:
    press, taps = read(tapped)
    return _save(desk, press, tap(TookPlace, taps, 0), tap(Able, taps, 1), Next.HAND_OVER)


def _save(desk: Desk, press: Press, took: TookPlace, able: Able, following: Next) -> Reply:
    """The last tap saves, once; those before left nothing behind. Once they have met, whatever waited for a hand
    goes on by itself. As long as nobody got through, no answer takes it out of a hand or moves its hours (R34)."""
    offer, request = my_talk(desk, press)
    if press.version != _round(desk, request):
        raise Sorry(w("tracker-had"), close=True)
    happened = took.happened
    number = _number(request)
    not_through = took is TookPlace.NOT_REACHED or (took is TookPlace.NOT_YET and request.contact_wrong)
    if not not_through:
        request = request if escalation.keeps_promise(request) else escalation.resolve(desk, request)
    elif not request.contact_wrong:  # the first time; a coordinator who has it in hand for another reason hears it too
        rounds.tell_later(desk, request)
    request = desk.records.requests.change(
        request, conversations=request.conversations + happened, contact_wrong=not_through, agreed_on=None
    )
    request = _word(desk, request, took)
    tally(
        desk,
        request,
        "conversation",
        conversation=number,
        took_place=took.value,
        able=able.value if happened else "",
        next=following.value,
    )
    return Reply(dialog=_next(desk, request, offer, took, following))


def _word(desk: Desk, request: Request, took: TookPlace) -> Request:
    """What the answer says of first contact: who met says that there was one, who never got through that there was
    none. What the physician said themselves stays."""
    if took.happened and request.said_at is None:
        first = request.contact is not Contact.AGREED
        contact = Contact.SAID if first else request.contact
        since = request.connected_at or desk.now
        request = desk.records.requests.change(request, contact=contact, said_at=desk.now, connected_at=since)
        if first:
            ask_later(desk, request)
    elif took.happened and request.contact is Contact.DECIDED:
        request = desk.records.requests.change(request, contact=Contact.SAID, said_at=desk.now)
        ask_later(desk, request)
    elif took is TookPlace.NOT_REACHED and request.contact is Contact.SAID and not request.conversations:
        desk.records.deadlines.cancel(request=request.id, kinds=("contact-ask",))
        request = desk.records.requests.change(request, contact=Contact.NONE, said_at=None, connected_at=None)
    return request


def _next(desk: Desk, request: Request, offer: Offer, took: TookPlace, following: Next) -> Dialog:
    if following is Next.HAND_OVER:
        tell_physician(desk, rematch(desk, request, words=w("handed-over"), notify=False))
    elif took is TookPlace.NOT_REACHED:
        _ask_physician(desk, request, offer, w("not-reached-asked"))
    elif took is TookPlace.DECIDED_NOT_TO or (following is not Next.ANOTHER and not request.conversations):
        rounds.tell_later(desk, request)
        _ask_physician(
            desk,
            desk.records.requests.change(request, contact=Contact.DECIDED),
            offer,
            w("decided-asked", by=_silent_at(desk, request)),
        )
    elif following is Next.ANOTHER:
        desk.records.deadlines.cancel(request=request.id, kinds=rounds.ROUND)
        rounds.book(desk, request)
        desk.say(offer.supporter, offer_slot(offer), rounds.connected_card(desk, request, offer))
        return plans.again_dialog(desk, offer)
    else:
        ending = Outcome.COMPLETED if following is Next.DONE else Outcome.HANDED_ON
        if second_word.is_theirs(desk, request):
            second_word.put_off(desk, request, offer, ending)
        else:
            close(desk, request, ending, supporter_knows=True)
    return saved(desk)


def _ask_physician(desk: Desk, request: Request, offer: Offer, words: Phrase) -> None:
    """The physician is asked first. Then the coordinator, by the hours of the first time: saying it again moves
    nothing, and what is in a coordinator's hands by then stays there."""
    desk.records.deadlines.cancel(request=request.id, kinds=rounds.ROUND)
    desk.records.deadlines.book("close-silent", _silent_at(desk, request), request=request.id, fence=request.version)
    tell_physician(desk, request)
    desk.say(offer.supporter, offer_slot(offer), desk.card(words, buttons=(rounds.opens(offer),)))


def _silent_at(desk: Desk, request: Request) -> datetime:
    """When it closes without their answer."""
    return desk.now + timedelta(days=request.terms.close_silent_days)


# --- outside the record --------------------------------------------------------------------------------------------


def worried_safety(desk: Desk, _press: object) -> Reply:
    """Numbers; nothing is sent and nothing stored."""
    return Reply(
        dialog=desk.dialog(
            w("safety-title"),
            Paragraph(w("worried-lines", lines=desk.lines()), strong=True),
            *(number_blocks(desk, desk.me.site) if desk.me else ()),
            w("match-exceptions"),
        )
    )


def day_saved(desk: Desk) -> Dialog:
    """A day is agreed on."""
    return desk.dialog(
        w("in-touch-title"),
        Paragraph(w("agreed-noted"), strong=True),
        buttons=(Button(w("close"), "dismiss", style=Style.PRIMARY),),
    )


def saved(desk: Desk, title: Phrase | None = None) -> Dialog:
    return desk.dialog(
        title or w("tracker-title"),
        Paragraph(w("tracker-saved"), strong=True),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            Button(w("debrief"), "debrief"),
            Button(w("worried-safety"), "worried-safety", opens=True),
        ),
    )


# --- inside --------------------------------------------------------------------------------------------------------


def _screen(desk: Desk, step: Phrase, question: Phrase, buttons: tuple[Button, ...], *more: Block) -> Dialog:
    return desk.dialog(
        w("tracker-title"),
        step,
        Paragraph(question, strong=True),
        *more,
        buttons=buttons,
    )


def _back(to: str, press: Press, *taps: StrEnum) -> Button:
    """To the question before; nothing was kept of what was tapped."""
    return Button(w("back"), to, about(press.token, *taps), press.version)


def _number(request: Request) -> str:
    """Which conversation the three taps are about."""
    return str(request.conversations + 1) if request.conversations < 3 else "more"


def _round(desk: Desk, request: Request) -> int:
    """What tells one round of taps from the next, so that a second press saves nothing: when it ends in silence."""
    return int(desk.due(request, "close-silent").timestamp())


ROUTES = (
    on_press("tracker", first, who=OWNER),
    on_press("track-took", second, who=OWNER),
    on_press("track-able", third, who=OWNER),
    on_press("track-next", last, who=OWNER),
    on_press("track-over", over, who=OWNER),
    on_press("worried-safety", worried_safety, who=EVERYBODY),
)
