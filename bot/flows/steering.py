"""What a coordinator does with a request that needs a hand: see it, promise, search again, contact, close.

Every press is authorised anew; whoever is on the physician's list, or is the physician, sees no request, number or count.
"""

from bot.core import matching
from bot.core.matching import Barrier, Explained
from bot.core.people import Role
from bot.core.request import OfferState, Outcome, Request, RequestState
from bot.flows import helm, seeking
from bot.flows.cards import tell_physician
from bot.flows.closing import close
from bot.flows.desk import Desk, Sorry
from bot.flows.rematch import rematch
from bot.surface import (
    Block,
    Bullets,
    Button,
    Command,
    Dialog,
    Fact,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Verbatim,
    w,
)

_CLOSINGS = (Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)
_SHOWN = 20


# --- the queue -----------------------------------------------------------------------------------------------------


def queue(desk: Desk, _event: object) -> Reply:
    """A neutral card; the list stands in the dialog behind it (R17). The same for everybody who types it."""
    card = desk.card(w("queue-card"), buttons=(Button(w("open"), "queue", style=Style.PRIMARY, opens=True),))
    return Reply(card=card)


def queue_dialog(desk: Desk, _press: object) -> Reply:
    me = desk.known()
    if not {Role.COORDINATOR, Role.PROVINCIAL} & me.roles:
        raise Sorry(w("not-for-you"))
    mine = [request for request in desk.records.requests.open_ones() if helm.may_steer(desk, request)][:_SHOWN]
    lines = tuple(w("queue-line", number=each.number, state=_state(each), hours=_age(desk, each)) for each in mine)
    body: tuple[Block, ...] = (Bullets(lines),) if lines else (Paragraph(w("queue-empty")),)
    buttons = tuple(
        Button(w("show-number", number=each.number), "helm-open", each.id, each.version, opens=True) for each in mine
    )
    return Reply(dialog=desk.dialog(w("queue-title"), *body, buttons=(*buttons, Button(w("close"), "dismiss"))))


def show(desk: Desk, command: Command) -> Reply:
    """`show N`: a neutral card with [Open]; an unknown number is answered like any other that is not theirs."""
    me = desk.known()
    request = desk.records.requests.by_number(me.site, command.rest.strip())
    if request is None or not helm.may_steer(desk, request):
        raise Sorry(w("no-such-number"))
    return Reply(card=helm.card(desk, request, "helm-why-asked"))


# --- one request ---------------------------------------------------------------------------------------------------


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=_dialog(desk, _mine(desk, press)))


def _dialog(desk: Desk, request: Request) -> Dialog:
    """Number, state, age and the matching explained: no name of the physician, no wish, no list, no decline (rule 5)."""
    return desk.dialog(
        w("helm-title", number=request.number),
        Fact(w("helm-state"), _state(request)),
        Fact(w("helm-age"), w("hours-old", hours=_age(desk, request))),
        *_explained(desk, request),
        buttons=(*_buttons(desk, request), Button(w("close"), "dismiss")),
    )


def _buttons(desk: Desk, request: Request) -> tuple[Button, ...]:
    def button(id_: str, verb: str, style: Style = Style.PLAIN) -> Button:
        return Button(w(id_), verb, request.id, request.version, style)

    if request.state is RequestState.SEEKING:
        offered = desk.records.offers.live(request.id) is not None
        search = () if offered else (button("search-again", "helm-again"),)
    else:
        search = (button("find-someone-else", "helm-rematch"),)
    return (
        button("i-will-see-to-it", "helm-promise", Style.PRIMARY),
        *search,
        button("see-contact", "helm-contact"),
        *(button(f"close-{outcome.value.replace('_', '-')}", f"helm-close:{outcome.value}") for outcome in _CLOSINGS),
    )


def _explained(desk: Desk, request: Request) -> tuple[Block, ...]:
    if request.state is not RequestState.SEEKING:
        return ()
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
    request = helm.promise(desk, _mine(desk, press))
    _note(desk, request, "promised")
    return Reply(dialog=_dialog(desk, request), notice=w("promised"))


def again(desk: Desk, press: Press) -> Reply:
    """Another search: whoever only never answered may be asked again."""
    request = _mine(desk, press)
    if request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        raise Sorry(w("moved-on"), _dialog(desk, request))
    request = desk.records.requests.change(request, search=request.search + 1, misses=0)
    _note(desk, request, "searched")
    request = seeking.ask_next(desk, request)
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
    names = [each.name for each in desk.with_role(Role.SUPPORTER, me.site) if each.standing.debrief_wanted]
    body: Block = Bullets(tuple(Verbatim(name) for name in names)) if names else Paragraph(w("debriefs-none"))
    return Reply(dialog=desk.dialog(w("debriefs-title"), body, buttons=(Button(w("close"), "dismiss"),)))


# --- inside --------------------------------------------------------------------------------------------------------


def _mine(desk: Desk, press: Press) -> Request:
    request = desk.records.requests.get(press.token)
    if request is None or (request.state is not RequestState.CLOSED and not helm.may_steer(desk, request)):
        raise Sorry(w("not-for-you"))
    if request.state is RequestState.CLOSED:
        raise Sorry(w("closed-already"))
    return request


def _note(desk: Desk, request: Request, verb: str) -> None:
    desk.records.ledger.note(verb, site=request.site, actor=desk.known().id, request=request)


def _state(request: Request) -> Phrase:
    return w(f"state-{request.state.value}")


def _age(desk: Desk, request: Request) -> int:
    return int((desk.now - request.opened_at).total_seconds() // 3600)
