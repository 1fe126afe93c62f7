"""What a coordinator does with a request that needs a hand: see it, promise, search again, contact.

Every press is authorised anew: whoever is on the physician's list, or is the physician, sees no request or number.
Choosing by hand whom to ask is in choose_supporter.py, the end of it in end_request.py.
"""

from bot.core.request import Escalation, OfferState, Request, RequestState
from bot.flows.common import voicemail
from bot.flows.common.access import asked_without_account, managed_request
from bot.flows.common.cards import tell_physician
from bot.flows.common.contact import how
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, on_press
from bot.flows.coordinator import owners, steps_taken
from bot.flows.coordinator.elapsed import clocks, state_words
from bot.flows.coordinator.explanation import explained, somebody_to_ask, somebody_to_choose
from bot.flows.match import escalation, outlook, search, transfer
from bot.flows.match.candidates import candidates_in_order
from bot.flows.match.names import names_agreed
from bot.flows.match.rematch import rematch
from bot.ports.records import Conflict
from bot.surface import CLOSE, Block, Button, Dialog, Fact, Paragraph, Phrase, Press, Reply, Style, Submit, Verbatim, w


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=dialog(desk, managed_request(desk, press)))


def dialog(desk: Desk, request: Request, *first: Block) -> Dialog:
    """Number, state, age and the matching explained: no name of the physician, no wish, list or decline (rule 5)."""
    return desk.dialog(
        w("escalation-title", number=request.number),
        *first,
        Fact(w("escalation-state"), state_words(request)),
        *clocks(desk, request),
        *steps_taken.noted(desk, request),
        *_in_hand(desk, request),
        *transfer.progress(desk, request),
        *explained(desk, request),
        buttons=(*_buttons(desk, request), CLOSE),
    )


def _in_hand(desk: Desk, request: Request) -> tuple[Block, ...]:
    """By whom, with their name: this is a dialog."""
    why = (Paragraph(owners.why(desk, request)),) if request.told else ()
    if request.escalation is Escalation.NOBODY:
        return (*why, *_so_far(request))
    return (
        *why,
        *_so_far(request),
        Paragraph(owners.in_hand(desk, request), strong=True),
        *outlook.for_coordinators(desk, request),
        *_next(desk, request),
    )


def _next(desk: Desk, request: Request) -> tuple[Block, ...]:
    """This is the window in which it is seen what it needs: to say that it is to be looked at would say nothing."""
    return (Paragraph(owners.usual_step(desk, request)),) if request.state is RequestState.SEEKING else ()


def _so_far(request: Request) -> tuple[Block, ...]:
    """What both sides have said of first contact, while it is awaited."""
    if request.state is not RequestState.MATCHED:
        return ()
    said = {
        "escalation-so-far-message": request.messages_left > 0,
        "escalation-so-far-unreached": request.contact_wrong,
        "escalation-so-far-denied": request.denials > 0,
        "escalation-so-far-longer": request.longer_used > 0,
    }
    return tuple(Paragraph(w(words)) for words, true in said.items() if true)


def _buttons(desk: Desk, request: Request) -> tuple[Button, ...]:
    def button(id_: str, verb: str, style: Style = Style.PLAIN) -> Button:
        return Button(w(id_), verb, request.id, request.version, style)

    if request.state is RequestState.SEEKING:
        free = desk.records.offers.live(request.id) is None
        asking = [button("search-again", "escalation-again")] if free and somebody_to_ask(desk, request) else []
        if free and somebody_to_choose(desk, request):
            asking.append(button("choose", "escalation-choose"))
    else:
        asking = [button("find-someone-else", "escalation-rematch-first")]
    first = button("i-will-see-to-it", "escalation-promise", Style.PRIMARY)
    if request.escalation is Escalation.PROMISED:
        first = button("i-have-contacted-them", "escalation-contacted", Style.PRIMARY)
    taken = () if request.escalation is Escalation.CONTACTED else (first,)
    return (
        *taken,
        *asking,
        *transfer.buttons(desk, request),
        button("see-contact", "escalation-contact"),
        button("step-title", "step"),
        *((button("answer-title", "answer-who"),) if desk.records.offers.live(request.id) is not None else ()),
        *((button("speak", "speak"),) if asked_without_account(desk, request) else ()),
        *((button("end-request", "escalation-end", Style.DANGER),) if outlook.ending(desk, request) is None else ()),
    )


# --- what a coordinator does -----------------------------------------------------------------------------------------


def promise(desk: Desk, press: Press) -> Reply:
    request = managed_request(desk, press)
    if request.escalation in {Escalation.PROMISED, Escalation.CONTACTED}:
        return Reply(dialog=dialog(desk, request), notice=w("already-in-hand"))
    request = escalation.promise(desk, request)
    note(desk, request, "promised")
    return Reply(dialog=dialog(desk, request), notice=_thanks(desk, request, w("promised")))


def _thanks(desk: Desk, request: Request, heard: Phrase) -> Phrase:
    """What the one who asked hears of it: nothing, where a coordinator is the only one to tell them."""
    return w("speak-noted") if asked_without_account(desk, request) else heard


def contact(desk: Desk, press: Press) -> Reply:
    """The physician's name and contact, for the one who will phone. Every look is audited (rule 1)."""
    request = managed_request(desk, press)
    back = Button(w("back"), "escalation-open", request.id, request.version, opens=True)
    return Reply(dialog=contact_dialog(desk, request, *_calling(request), back))


def contact_dialog(desk: Desk, request: Request, *buttons: Button) -> Dialog:
    """With `buttons` below it; the look is noted here."""
    details = desk.records.requests.details(request)
    note(desk, request, "contact-seen")
    name = desk.records.people.get(details.physician).name
    return desk.dialog(
        w("see-contact"),
        Fact(w("name-is"), Verbatim(name)),
        Fact(w("contact-is"), Verbatim(details.contact)),
        *how(details, voicemail.for_caller(details.contact, may=details.voicemail)),
        w("contact-words"),
        buttons=buttons,
    )


def _calling(request: Request) -> tuple[Button, ...]:
    """What came of it, beside the number that was called."""
    if request.escalation in {Escalation.NOBODY, Escalation.CONTACTED}:
        return ()
    return (
        Button(w("i-have-contacted-them"), "escalation-contacted", request.id, request.version, Style.PRIMARY),
        Button(w("could-not-reach"), "escalation-missed", request.id, request.version),
    )


def missed(desk: Desk, press: Press) -> Reply:
    """Nobody was reached: the one who asked hears so, by when it is tried again, and may correct the contact."""
    request = managed_request(desk, press)
    if request.escalation in {Escalation.NOBODY, Escalation.CONTACTED}:
        raise Sorry(w("moved-on"), dialog(desk, request))
    request = escalation.promise(desk, request, escalation.MISSED)
    note(desk, request, "tried")
    return Reply(dialog=dialog(desk, request), notice=_thanks(desk, request, w("hand-missed-noted")))


def contacted(desk: Desk, press: Press) -> Reply:
    """The promise is kept: nobody is told any more that nobody was found."""
    request = escalation.contacted(desk, managed_request(desk, press))
    note(desk, request, "contacted")
    return Reply(dialog=dialog(desk, request), notice=w("contacted"))


# --- another search, another colleague -------------------------------------------------------------------------------


def again(desk: Desk, press: Press) -> Reply:
    """Another search: whoever only never answered may be asked again."""
    request = searchable(desk, press)
    if not somebody_to_ask(desk, request):
        return Reply(dialog=dialog(desk, request), notice=w("nobody-to-ask"))
    request = search.search_anew(desk, request)
    if not any(search.offer_to(desk, request, each.person) for each in candidates_in_order(desk, request)):
        raise Conflict("somebody was quicker")
    return asked_again(desk, request)


def again_soon(desk: Desk, waiting: Request) -> bool:
    """Another search, whose offer comes with its look a moment later; False where that would find nobody."""
    if not can_search(desk, waiting) or not somebody_to_ask(desk, waiting):
        return False
    request = desk.records.requests.get(waiting.id)
    if request is None or not can_search(desk, request):
        return False
    if search.is_fresh(desk, request):  # asked for already, and its look is a moment away
        return True
    search.look_soon(desk, search.search_anew(desk, request))
    note(desk, request, "searched")
    return True


def can_search(desk: Desk, request: Request) -> bool:
    """Whether another search could begin: nobody is asked, nobody chooses by hand, and the name may be seen."""
    seeks = request.state is RequestState.SEEKING and not search.by_hand(desk, request)
    return seeks and names_agreed(desk, request) and desk.records.offers.live(request.id) is None


def searchable(desk: Desk, press: Press | Submit) -> Request:
    request = managed_request(desk, press)
    if request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        raise Sorry(w("moved-on"), dialog(desk, request))
    if not names_agreed(desk, request):
        raise Sorry(w("names-wait"), dialog(desk, request, Paragraph(w("names-wait"), strong=True)))
    return request


def asked_again(desk: Desk, request: Request) -> Reply:
    return Reply(dialog=dialog(desk, _goes_on(desk, request)))


def _goes_on(desk: Desk, request: Request) -> Request:
    """An offer is out: that was the hand's answer, and the physician hears that the asking goes on. A promise of
    somebody's counts until they have kept it."""
    note(desk, request, "searched")
    transfer.take_back(desk, request)
    if request.escalation is not Escalation.PROMISED:
        request = escalation.resolve(desk, request)
    tell_physician(desk, request)
    return request


def rematch_first(desk: Desk, press: Press) -> Reply:
    """A second step before a match ends: the two may be in touch by now."""
    request = _matched(desk, press)
    return Reply(
        dialog=desk.dialog(
            w("escalation-title", number=request.number),
            Fact(w("escalation-state"), state_words(request)),
            *clocks(desk, request),
            w("rematch-words"),
            buttons=(
                Button(w("find-someone-else"), "escalation-rematch", request.id, request.version, Style.DANGER),
                Button(w("back"), "escalation-open", request.id, request.version, opens=True),
            ),
        )
    )


def _matched(desk: Desk, press: Press) -> Request:
    """The match that the button was made for: a later one is not ended by an old screen. Raises Sorry."""
    request = managed_request(desk, press)
    if request.state not in {RequestState.MATCHED, RequestState.CONNECTED} or press.version != request.version:
        raise Sorry(w("moved-on"), dialog(desk, request))
    return request


def someone_else(desk: Desk, press: Press) -> Reply:
    request = _matched(desk, press)
    request = rematch(desk, request, ended=OfferState.ENDED)
    tell_physician(desk, request)
    note(desk, request, "rematched")
    return Reply(dialog=dialog(desk, request))


def note(desk: Desk, request: Request, verb: str) -> None:
    desk.records.ledger.note(verb, site=request.site, actor=desk.known().id, request=request)


ROUTES = (
    on_press("escalation-open", open_one, who=RESPONSIBLE),
    on_press("escalation-promise", promise, who=RESPONSIBLE),
    on_press("escalation-contact", contact, who=RESPONSIBLE),
    on_press("escalation-missed", missed, who=RESPONSIBLE),
    on_press("escalation-contacted", contacted, who=RESPONSIBLE),
    on_press("escalation-again", again, who=RESPONSIBLE),
    on_press("escalation-rematch-first", rematch_first, who=RESPONSIBLE),
    on_press("escalation-rematch", someone_else, who=RESPONSIBLE),
)
