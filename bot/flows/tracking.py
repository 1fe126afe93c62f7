"""The tracker: three taps that say that a conversation happened, never what was said (R38, R39, R47)."""

from datetime import timedelta

from bot.core.request import Able, Next, Offer, Outcome, Request, RequestState, TookPlace
from bot.flows import helm
from bot.flows.cards import offer_slot, tell_physician
from bot.flows.closing import close, tally
from bot.flows.desk import Desk, Sorry
from bot.flows.hello import resource_blocks
from bot.flows.rematch import rematch
from bot.flows.risk import number_blocks
from bot.flows.whose import my_match
from bot.records import Due
from bot.surface import Block, Button, Card, Dialog, Paragraph, Phrase, Press, Reply, Style, w

_ROUND = ("track-ask", "close-silent")  # what one round of taps books


def start(desk: Desk, request: Request) -> None:
    """Connected: ask after a while, remind twice, and close in the end if nobody ever answers."""
    offer = _match(desk, request)
    _book_round(desk, request)
    desk.say(offer.supporter, offer_slot(offer), connected_card(desk, request, offer))


def connected_card(desk: Desk, request: Request, offer: Offer, words: Phrase | None = None) -> Card:
    return desk.card(
        words or w("connected", days=int(request.terms.tracker_after_hours // 24)),
        buttons=(_open(offer), Button(w("details"), "details", offer.id, offer.version, opens=True)),
    )


def try_again(desk: Desk, request: Request) -> Request:
    """The physician corrected the contact: the round begins anew."""
    request = helm.release(desk, request)
    desk.records.deadlines.cancel(request=request.id)
    _book_round(desk, request)
    return request


def _book_round(desk: Desk, request: Request) -> None:
    book = desk.records.deadlines.book
    asked = request.terms.tracker_after_hours
    book("track-ask", desk.hours(asked), request=request.id, fence=request.version)
    for later in request.terms.tracker_remind_hours:
        book("track-ask", desk.hours(asked + later), request=request.id, fence=request.version)
    silent = desk.now + timedelta(days=request.terms.close_silent_days)
    book("close-silent", silent, request=request.id, fence=request.version)


# --- asked ---------------------------------------------------------------------------------------------------------


def ask(desk: Desk, due: Due) -> None:
    request = _connected(desk, due)
    if request is not None:
        offer = _match(desk, request)
        card = connected_card(desk, request, offer, w("tracker-ask"))
        desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


def silent(desk: Desk, due: Due) -> None:
    """Nobody ever answered: closed and shredded, counted as not answered."""
    request = _connected(desk, due)
    if request is not None:
        close(desk, request, Outcome.COMPLETED if request.conversations else Outcome.UNREACHABLE, silent=True)


# --- the three taps ------------------------------------------------------------------------------------------------


def first(desk: Desk, press: Press) -> Reply:
    """Did a conversation take place?"""
    offer, request = my_match(desk, press, RequestState.CONNECTED)
    turn = _round(desk, request)
    buttons = (Button(w(f"took-{took.value.replace('_', '-')}"), verb(took), offer.id, turn) for took in TookPlace)
    return Reply(dialog=_screen(desk, 1, w("tracker-took"), tuple(buttons)))


def second(desk: Desk, press: Press, took: TookPlace) -> Reply:
    """Did you feel able? Skipped where there was no conversation."""
    if not took.happened:
        return third(desk, press, took, Able.RATHER_NOT_SAY)
    offer, _ = my_match(desk, press, RequestState.CONNECTED)
    buttons = (
        Button(w(f"able-{able.value.replace('_', '-')}"), verb(took, able), offer.id, press.version) for able in Able
    )
    return Reply(dialog=_screen(desk, 2, w("tracker-able"), tuple(buttons)))


def third(desk: Desk, press: Press, took: TookPlace, able: Able) -> Reply:
    """What next? After the usual number of conversations the dialog points to closing or passing on (R38, R39)."""
    offer, request = my_match(desk, press, RequestState.CONNECTED)
    usual = request.conversations + took.happened >= request.terms.conversations_usual
    more: tuple[Block, ...] = ()
    if usual:
        more = (Paragraph(w("tracker-usual", usual=request.terms.conversations_usual)), *resource_blocks(desk))
    buttons = tuple(
        Button(w(f"next-{each.value.replace('_', '-')}"), verb(took, able, each), offer.id, press.version)
        for each in Next
    )
    return Reply(dialog=_screen(desk, 3, w("tracker-next"), buttons, *more))


def save(desk: Desk, press: Press, took: TookPlace, able: Able, following: Next) -> Reply:
    """The third tap saves, once; the two before left nothing behind. Once they have met, whatever waited for a hand
    goes on by itself. As long as nobody got through, no answer takes it out of a hand or moves its hours (R34)."""
    offer, request = my_match(desk, press, RequestState.CONNECTED)
    if press.version != _round(desk, request):
        raise Sorry(w("tracker-had"), close=True)
    happened = took.happened
    number = _number(request)
    not_through = took is TookPlace.NOT_REACHED or (took is TookPlace.NOT_YET and request.contact_wrong)
    if not not_through:
        request = helm.release(desk, request)
    elif not request.contact_wrong:  # the first time; a coordinator who has it in hand for another reason hears it too
        later = desk.hours(request.terms.connect_within_hours)
        desk.records.deadlines.book("unreached", later, request=request.id, fence=request.version)
    request = desk.records.requests.change(
        request, conversations=request.conversations + happened, contact_wrong=not_through
    )
    tally(
        desk,
        request,
        "conversation",
        conversation=number,
        took_place=took.value,
        able=able.value if happened else "",
        next=following.value,
    )
    _MOVES[following](desk, request, offer, took)
    return Reply(dialog=_saved(desk))


def _another(desk: Desk, request: Request, offer: Offer, took: TookPlace) -> None:
    if took is TookPlace.NOT_REACHED:
        _not_reached(desk, request, offer)
        return
    desk.records.deadlines.cancel(request=request.id, kinds=_ROUND if request.contact_wrong else ())
    _book_round(desk, request)
    desk.say(offer.supporter, offer_slot(offer), connected_card(desk, request, offer))


def _done(desk: Desk, request: Request, offer: Offer, took: TookPlace) -> None:
    if took is TookPlace.NOT_REACHED:
        _not_reached(desk, request, offer)
    elif request.conversations:
        close(desk, request, Outcome.COMPLETED, supporter_knows=True)
    else:
        close(desk, request, Outcome.DECLINED, supporter_knows=True)


def _pointed(desk: Desk, request: Request, offer: Offer, took: TookPlace) -> None:
    if took is TookPlace.NOT_REACHED:
        _not_reached(desk, request, offer)
    else:
        close(desk, request, Outcome.HANDED_ON, supporter_knows=True)


def _hand_over(desk: Desk, request: Request, _offer: Offer, _took: TookPlace) -> None:
    request = rematch(desk, request, words=w("handed-over"), notify=False)
    tell_physician(desk, request)


def _not_reached(desk: Desk, request: Request, offer: Offer) -> None:
    """The physician is asked first: another contact, someone else, or close. Then the coordinator, by the hours of the
    first time: saying it again moves nothing, and what is in a coordinator's hands by then stays there."""
    desk.records.deadlines.cancel(request=request.id, kinds=_ROUND)
    silent_at = desk.now + timedelta(days=request.terms.close_silent_days)
    desk.records.deadlines.book("close-silent", silent_at, request=request.id, fence=request.version)
    tell_physician(desk, request)
    desk.say(offer.supporter, offer_slot(offer), desk.card(w("not-reached-asked"), buttons=(_open(offer),)))


def unreached(desk: Desk, due: Due) -> None:
    """The physician has not answered either: the coordinator is told, by number."""
    request = _connected(desk, due)
    if request is not None and request.contact_wrong:
        helm.tell(desk, request, "helm-why-unreached")


_MOVES = {Next.ANOTHER: _another, Next.DONE: _done, Next.POINTED: _pointed, Next.HAND_OVER: _hand_over}


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


def _saved(desk: Desk) -> Dialog:
    return desk.dialog(
        w("tracker-title"),
        Paragraph(w("tracker-saved"), strong=True),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            Button(w("debrief"), "debrief"),
            Button(w("worried-safety"), "worried-safety", opens=True),
        ),
    )


# --- inside --------------------------------------------------------------------------------------------------------


def verb(took: TookPlace, able: Able | None = None, following: Next | None = None) -> str:
    """The answers so far, as a verb of the closed list: nothing is stored before the third tap, and nothing typed."""
    parts = [each.value for each in (took, able, following) if each is not None]
    return ":".join(["track", *parts])


def _screen(desk: Desk, step: int, question: Phrase, buttons: tuple[Button, ...], *more: Block) -> Dialog:
    return desk.dialog(
        w("tracker-title"),
        w("step", step=step, steps=3),
        Paragraph(question, strong=True),
        *more,
        buttons=buttons,
    )


def _open(offer: Offer) -> Button:
    return Button(w("tracker-open"), "tracker", offer.id, offer.version, Style.PRIMARY, opens=True)


def _connected(desk: Desk, due: Due) -> Request | None:
    request = desk.records.requests.get(due.request)
    if request is None or request.version != due.fence or request.state is not RequestState.CONNECTED:
        return None
    return request


def _match(desk: Desk, request: Request) -> Offer:
    offer = desk.records.offers.live(request.id)
    if offer is None:
        raise LookupError("a match has its offer")
    return offer


def _number(request: Request) -> str:
    """Which conversation the three taps are about."""
    return str(request.conversations + 1) if request.conversations < 3 else "more"


def _round(desk: Desk, request: Request) -> int:
    """What tells one round of taps from the next, so that a second press saves nothing: when it ends in silence."""
    return int(desk.due(request, "close-silent").timestamp())
