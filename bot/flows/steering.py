"""What a coordinator does with a request that needs a hand: see it, promise, search again, contact, close.

Every press is authorised anew: whoever is on the physician's list, or is the physician, sees no request or number.
"""

from dataclasses import replace
from datetime import datetime

from bot.core import matching
from bot.core.matching import Barrier, Explained
from bot.core.people import Person, Role
from bot.core.request import Helm, OfferState, Outcome, Request, RequestState
from bot.flows import helm, phoning, seeking
from bot.flows.cards import last_word, tell_physician
from bot.flows.closing import close
from bot.flows.desk import Desk, Sorry
from bot.flows.hands import may_steer
from bot.flows.rematch import rematch
from bot.records import Conflict
from bot.surface import (
    Block,
    Bullets,
    Button,
    Choice,
    Command,
    Dialog,
    Fact,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

CLOSINGS = (Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)
_SHOWN = 20
_MOST_CHOICES = 98  # a platform shows a hundred


# --- the queue -----------------------------------------------------------------------------------------------------


def queue(desk: Desk, _event: object) -> Reply:
    """A neutral card; the list stands in the dialog behind it (R17). The same for everybody who types it."""
    card = desk.card(w("queue-card"), buttons=(Button(w("open"), "queue", style=Style.PRIMARY, opens=True),))
    return Reply(card=card)


def queue_dialog(desk: Desk, _press: object) -> Reply:
    me = desk.known()
    if not {Role.COORDINATOR, Role.PROVINCIAL} & me.roles:
        raise Sorry(w("not-for-you"))
    mine = [request for request in desk.records.requests.open_ones() if may_steer(desk, request)][:_SHOWN]
    calls = phoning.in_hand(desk)[:_SHOWN]
    lines = (
        *(w("call-line", number=each.number, hours=_age(desk, each.asked_at)) for each in calls),
        *(w("queue-line", number=each.number, state=_state(each), hours=_age(desk, each.opened_at)) for each in mine),
    )
    body: tuple[Block, ...] = (Bullets(lines),) if lines else (Paragraph(w("queue-empty")),)
    buttons = (
        *(Button(w("call-show", number=each.number), "call-see", each.id, each.version, opens=True) for each in calls),
        *(
            Button(w("show-number", number=each.number), "helm-open", each.id, each.version, opens=True)
            for each in mine
        ),
    )
    return Reply(dialog=desk.dialog(w("queue-title"), *body, buttons=(*buttons, Button(w("close"), "dismiss"))))


def show(desk: Desk, command: Command) -> Reply:
    """`show N`: a neutral card with [Open]; an unknown number is answered like any other that is not theirs."""
    me = desk.known()
    for site in (me.site, *desk.programme.sites):  # a provincial coordinator's requests are at other sites
        request = desk.records.requests.by_number(site, command.rest.strip())
        if request is not None and may_steer(desk, request):
            return Reply(card=helm.card(desk, request, "helm-why-asked"))
    raise Sorry(w("no-such-number"))


# --- one request ---------------------------------------------------------------------------------------------------


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=_dialog(desk, _mine(desk, press)))


def _dialog(desk: Desk, request: Request) -> Dialog:
    """Number, state, age and the matching explained: no name of the physician, no wish, list or decline (rule 5)."""
    return desk.dialog(
        w("helm-title", number=request.number),
        Fact(w("helm-state"), _state(request)),
        Fact(w("helm-age"), w("hours-old", hours=_age(desk, request.opened_at))),
        *_in_hand(request),
        *_explained(desk, request),
        buttons=(*_buttons(desk, request), Button(w("close"), "dismiss")),
    )


def _in_hand(request: Request) -> tuple[Block, ...]:
    told = {Helm.PROMISED: "helm-in-hand", Helm.CONTACTED: "helm-in-contact"}.get(request.helm)
    return (Paragraph(w(told, number=request.number), strong=True),) if told else ()


def _buttons(desk: Desk, request: Request) -> tuple[Button, ...]:
    def button(id_: str, verb: str, style: Style = Style.PLAIN) -> Button:
        return Button(w(id_), verb, request.id, request.version, style)

    if request.state is RequestState.SEEKING:
        offered = desk.records.offers.live(request.id) is not None
        search = [] if offered else [button("search-again", "helm-again"), button("choose", "helm-choose")]
    else:
        search = [button("find-someone-else", "helm-rematch")]
    first = button("i-will-see-to-it", "helm-promise", Style.PRIMARY)
    if request.helm is Helm.PROMISED:
        first = button("i-have-contacted-them", "helm-contacted", Style.PRIMARY)
    taken = () if request.helm is Helm.CONTACTED else (first,)
    return (*taken, *search, button("see-contact", "helm-contact"), button("end-request", "helm-end", Style.DANGER))


def _explained(desk: Desk, request: Request) -> tuple[Block, ...]:
    if request.state is not RequestState.SEEKING:
        return ()
    if desk.records.offers.live(request.id) is None:
        request = _next_search(request)
    found = matching.explain(
        seeking.need_of(desk, request, desk.records.requests.details(request)),
        seeking.pool(desk, request),
        desk.policy(request.site),
        desk.today(request.site),
        seeking.seed(request),
    )
    lines = tuple(w("explained", name=Verbatim(each.person.name), place=_place(each)) for each in found[:_SHOWN])
    return (
        (Paragraph(w("explained-title"), strong=True), Bullets(lines)) if lines else (Paragraph(w("explained-nobody")),)
    )


def _place(each: Explained) -> Phrase:
    if each.place is not None:
        return w("explained-place", place=each.place)
    known = [barrier for barrier in each.reasons if barrier in matching.NAMEABLE]
    return w(f"barrier-{Barrier(known[0]).value}") if known else w("explained-not-available")


# --- what a coordinator does ---------------------------------------------------------------------------------------


def promise(desk: Desk, press: Press) -> Reply:
    request = _mine(desk, press)
    if request.helm in {Helm.PROMISED, Helm.CONTACTED}:
        return Reply(dialog=_dialog(desk, request), notice=w("already-in-hand"))
    request = helm.promise(desk, request)
    _note(desk, request, "promised")
    return Reply(dialog=_dialog(desk, request), notice=w("promised"))


def again(desk: Desk, press: Press) -> Reply:
    """Another search: whoever only never answered may be asked again."""
    request = _searchable(desk, press)
    if not seeking.candidates_in_order(desk, _next_search(request)):
        return Reply(dialog=_dialog(desk, request), notice=w("nobody-to-ask"))
    request = seeking.search_anew(desk, request)
    if not seeking.ask_first(desk, request):
        raise Conflict("somebody was quicker")
    return _asked(desk, request)


def choose(desk: Desk, press: Press) -> Reply:
    """By hand (R21): whoever may be asked, in the order of the matching; no hard rule bends."""
    request = _searchable(desk, press)
    found = seeking.candidates_in_order(desk, _next_search(request))[:_MOST_CHOICES]
    if not found:
        return Reply(dialog=_dialog(desk, request), notice=w("nobody-to-ask"))
    options = tuple(Option(each.person.id, Verbatim(each.person.name)) for each in found)
    return Reply(
        dialog=desk.dialog(
            w("choose"),
            w("choose-words"),
            fields=(Choice("supporter", w("choose-supporter"), options, options[0].value),),
            submit=Button(w("send-offer"), "helm-offer", request.id, request.version, Style.PRIMARY),
            buttons=(Button(w("back"), "helm-open", request.id, request.version, opens=True),),
        )
    )


def offer(desk: Desk, submit: Submit) -> Reply:
    request = _searchable(desk, submit)
    chosen = submit.one("supporter")
    found = [each.person for each in seeking.candidates_in_order(desk, _next_search(request))]
    supporter = next((person for person in found if person.id == chosen), None)
    if supporter is None:
        raise Sorry(w("nobody-to-ask"), _dialog(desk, request))
    request = seeking.search_anew(desk, request)
    if not seeking.offer_to(desk, request, supporter):
        raise Conflict("somebody was quicker")
    return _asked(desk, request)


def _asked(desk: Desk, request: Request) -> Reply:
    """An offer is out: that was the hand's answer, and the physician hears that the asking goes on."""
    _note(desk, request, "searched")
    request = helm.release(desk, request)
    tell_physician(desk, request)
    return Reply(dialog=_dialog(desk, request))


def someone_else(desk: Desk, press: Press) -> Reply:
    request = _mine(desk, press)
    if request.state not in {RequestState.MATCHED, RequestState.CONNECTED}:
        raise Sorry(w("moved-on"), _dialog(desk, request))
    request = rematch(desk, request, ended=OfferState.ENDED)
    tell_physician(desk, request)
    _note(desk, request, "rematched")
    return Reply(dialog=_dialog(desk, request))


def contact(desk: Desk, press: Press) -> Reply:
    """The physician's name and contact, for the one who will phone. Every look is audited (rule 1)."""
    request = _mine(desk, press)
    details = desk.records.requests.details(request)
    _note(desk, request, "contact-seen")
    name = desk.records.people.get(details.physician).name
    return Reply(
        dialog=desk.dialog(
            w("see-contact"),
            Fact(w("name-is"), Verbatim(name)),
            Fact(w("contact-is"), Verbatim(details.contact)),
            w("contact-words"),
            buttons=(Button(w("back"), "helm-open", request.id, request.version, opens=True),),
        )
    )


def contacted(desk: Desk, press: Press) -> Reply:
    """The promise is kept: nobody is told any more that nobody was found."""
    request = helm.contacted(desk, _mine(desk, press))
    _note(desk, request, "contacted")
    return Reply(dialog=_dialog(desk, request), notice=w("contacted"))


def end(desk: Desk, press: Press) -> Reply:
    """A second step before what cannot be undone; "nobody found" only while nobody is."""
    request = _mine(desk, press)
    outcomes = [each for each in CLOSINGS if each is not Outcome.UNFILLED or request.state is RequestState.SEEKING]
    buttons = (
        Button(w(f"close-{each.value.replace('_', '-')}"), f"helm-close:{each.value}", request.id, request.version)
        for each in outcomes
    )
    back = Button(w("back"), "helm-open", request.id, request.version, opens=True)
    return Reply(dialog=desk.dialog(w("helm-title", number=request.number), w("end-words"), buttons=(*buttons, back)))


def close_one(desk: Desk, press: Press, outcome: Outcome) -> Reply:
    request = _mine(desk, press)
    _note(desk, request, "closed")
    close(desk, request, outcome)
    return Reply(close=True, notice=w("helm-closed", number=request.number))


# --- debriefs (R54, R59) -------------------------------------------------------------------------------------------


def debriefs(desk: Desk, _press: object) -> Reply:
    """Who would like a debrief, for their own coordinators."""
    me = desk.known()
    if Role.COORDINATOR not in me.roles:
        raise Sorry(w("not-for-you"))
    waiting = _wishing(desk, me.site)
    names = tuple(Verbatim(each.name) for each in waiting)
    body: Block = Bullets(names) if names else Paragraph(w("debriefs-none"))
    offered = (Button(w("debriefs-offered"), "debriefs-offered", style=Style.PRIMARY),) if names else ()
    return Reply(dialog=desk.dialog(w("debriefs-title"), body, buttons=(*offered, Button(w("close"), "dismiss"))))


def debriefs_offered(desk: Desk, press: Press) -> Reply:
    """Each of them was offered one: the list is empty again, and every coordinator's card says so."""
    me = desk.known()
    if Role.COORDINATOR not in me.roles:
        raise Sorry(w("not-for-you"))
    for each in _wishing(desk, me.site):
        desk.records.people.save_standing(each.id, replace(each.standing, debrief_wanted=False))
    for person in desk.with_role(Role.COORDINATOR, me.site):
        if desk.records.slots.standing(person.id, "debriefs"):
            last_word(desk, person.id, "debriefs", w("debriefs-none"))
    return debriefs(desk, press)


def _wishing(desk: Desk, site: str) -> list[Person]:
    return [each for each in desk.with_role(Role.SUPPORTER, site) if each.standing.debrief_wanted]


# --- inside --------------------------------------------------------------------------------------------------------


def _searchable(desk: Desk, press: Press | Submit) -> Request:
    request = _mine(desk, press)
    if request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        raise Sorry(w("moved-on"), _dialog(desk, request))
    return request


def _next_search(request: Request) -> Request:
    """The request as another search would find it, so that what is shown is what would be asked."""
    return replace(request, search=request.search + 1)


def _mine(desk: Desk, press: Press | Submit) -> Request:
    request = desk.records.requests.get(press.token)
    if request is None or (request.state is not RequestState.CLOSED and not may_steer(desk, request)):
        raise Sorry(w("not-for-you"))
    if request.state is RequestState.CLOSED:
        raise Sorry(w("closed-already"))
    return request


def _note(desk: Desk, request: Request, verb: str) -> None:
    desk.records.ledger.note(verb, site=request.site, actor=desk.known().id, request=request)


def _state(request: Request) -> Phrase:
    return w(f"state-{request.state.value}")


def _age(desk: Desk, since: datetime) -> int:
    return int((desk.now - since).total_seconds() // 3600)
