"""What a coordinator does with a request that needs a hand: see it, promise, search again, contact, close.

Every press is authorised anew: whoever is on the physician's list, or is the physician, sees no request or number.
"""

from dataclasses import replace

from bot.core import matching
from bot.core.matching import Barrier, Explained
from bot.core.people import Person, Role
from bot.core.request import Helm, OfferState, Outcome, Request, RequestState
from bot.flows import candidates, helm, owners, roles, seeking, transferring, voicemail
from bot.flows.cards import last_word, tell_physician
from bot.flows.clocks import clocks, state_words
from bot.flows.closing import close
from bot.flows.desk import Desk, Sorry
from bot.flows.lending import nobody_there
from bot.flows.names import names_agreed
from bot.flows.rematch import rematch
from bot.flows.whose import steered
from bot.records import Conflict
from bot.surface import (
    Block,
    Bullets,
    Button,
    Choice,
    Dialog,
    Fact,
    Joined,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Tick,
    Verbatim,
    w,
)

CLOSINGS = (Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)
BEND = "bend"
_SHOWN = 20
_BEST = 3
_AND = "-"  # between two ids, which are hexadecimal
_MOST_CHOICES = 98  # a platform shows a hundred


# --- one request ---------------------------------------------------------------------------------------------------


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=dialog(desk, steered(desk, press)))


def dialog(desk: Desk, request: Request, *told: Block) -> Dialog:
    """Number, state, age and the matching explained: no name of the physician, no wish, list or decline (rule 5)."""
    return desk.dialog(
        w("helm-title", number=request.number),
        *told,
        Fact(w("helm-state"), state_words(request)),
        *clocks(desk, request),
        *_in_hand(desk, request),
        *transferring.told(desk, request),
        *_explained(desk, request),
        buttons=(*_buttons(desk, request), Button(w("close"), "dismiss")),
    )


def _in_hand(desk: Desk, request: Request) -> tuple[Block, ...]:
    """By whom, with their name: this is a dialog."""
    told = request.helm is not Helm.NOBODY
    if not told:
        return ()
    return (Paragraph(owners.in_hand(desk, request), strong=True), Paragraph(owners.next_step(desk, request)))


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
    return (
        *taken,
        *search,
        *transferring.buttons(desk, request),
        button("see-contact", "helm-contact"),
        button("end-request", "helm-end", Style.DANGER),
    )


def _explained(desk: Desk, request: Request) -> tuple[Block, ...]:
    if request.state is not RequestState.SEEKING:
        return ()
    if desk.records.offers.live(request.id) is None:
        request = _next_search(request)
    found = candidates.explained(desk, request)
    lines = tuple(w("explained", name=Verbatim(each.person.name), place=_place(each)) for each in found[:_SHOWN])
    if not lines:
        return (Paragraph(nobody_there(desk, request)),)
    return Paragraph(w("explained-title"), strong=True), Bullets(lines)


def _place(each: Explained) -> Phrase:
    if each.place is not None:
        return w("explained-place", place=each.place)
    known = [barrier for barrier in each.reasons if barrier in matching.NAMEABLE]
    if not known:
        return w("explained-not-available")
    # What passes by itself, or can be mended, comes before a stage, which stays.
    first = min(known, key=lambda barrier: barrier is Barrier.CAREER)
    return _stage(each.person) if first is Barrier.CAREER else w(f"barrier-{first.value}")


def _stage(person: Person) -> Phrase:
    """R26: the supporter's own stage, and nothing of the physician's."""
    if person.stage is None:
        return w("barrier-stage-unknown")
    return w("barrier-stage", stage=w(f"career-{person.stage.value}"))


# --- what a coordinator does ---------------------------------------------------------------------------------------


def promise(desk: Desk, press: Press) -> Reply:
    request = steered(desk, press)
    if request.helm in {Helm.PROMISED, Helm.CONTACTED}:
        return Reply(dialog=dialog(desk, request), notice=w("already-in-hand"))
    request = helm.promise(desk, request)
    _note(desk, request, "promised")
    return Reply(dialog=dialog(desk, request), notice=w("promised"))


def again(desk: Desk, press: Press) -> Reply:
    """Another search: whoever only never answered may be asked again."""
    request = _searchable(desk, press)
    if not candidates.candidates_in_order(desk, _next_search(request)):
        return Reply(dialog=dialog(desk, request), notice=w("nobody-to-ask"))
    request = seeking.search_anew(desk, request)
    if not seeking.ask_first(desk, request):
        raise Conflict("somebody was quicker")
    return _asked(desk, request)


def again_soon(desk: Desk, waiting: Request) -> bool:
    """Another search, whose offer comes with its look a moment later; False where that would find nobody."""
    if not can_search(desk, waiting) or not candidates.candidates_in_order(desk, _next_search(waiting)):
        return False
    request = desk.records.requests.get(waiting.id)
    if request is None or not can_search(desk, request):
        return False
    seeking.look_soon(desk, seeking.search_anew(desk, request))
    _note(desk, request, "searched")
    return True


def can_search(desk: Desk, request: Request) -> bool:
    """Whether another search could begin: nobody is asked, nobody chooses by hand, and the name may be seen."""
    seeks = request.state is RequestState.SEEKING and not seeking.by_hand(desk, request)
    return seeks and names_agreed(desk, request) and desk.records.offers.live(request.id) is None


def choose(desk: Desk, press: Press) -> Reply:
    """By hand (R21): the three best with a tap each, or anybody who may be asked. The career rule alone bends, with a
    tick and for this request; no other hard rule does (R26)."""
    request = _searchable(desk, press)
    found = [each for each in candidates.explained(desk, _next_search(request)) if each.place is not None]
    others = candidates.kept_out_by_stage(desk, _next_search(request))
    if not found and not others:
        return Reply(dialog=dialog(desk, request, Paragraph(w("nobody-to-ask"), strong=True)))
    best = found[:_BEST]
    options = [Option(each.person.id, Verbatim(each.person.name)) for each in found[:_MOST_CHOICES]]
    options += [Option(each.id, _named_with_stage(each)) for each in others[: _MOST_CHOICES - len(options)]]
    bend = (Tick(BEND, w("choose-bend")),) if others else ()
    return Reply(
        dialog=desk.dialog(
            w("choose"),
            *((Bullets(tuple(_about(desk, request, each) for each in best)),) if best else ()),
            w("choose-words") if best else w("choose-words-bend"),
            fields=(Choice("supporter", w("choose-supporter"), tuple(options), options[0].value), *bend),
            submit=Button(w("send-offer"), "helm-offer", request.id, request.version, Style.PRIMARY),
            buttons=(
                *(_ask_them(request, each.person) for each in best),
                *((Button(w("choose-rules"), "helm-again", request.id, request.version),) if best else ()),
                Button(w("back"), "helm-open", request.id, request.version, opens=True),
            ),
        )
    )


def _named_with_stage(person: Person) -> Phrase:
    return w("explained", name=Verbatim(person.name), place=_stage(person))


def _about(desk: Desk, request: Request, each: Explained) -> Phrase:
    """Why somebody stands where they stand, as far as it may be told: never a wish, never a hidden rule (R24, R31)."""
    person = each.person
    policy = desk.policy(person.site)
    stage = (w(f"career-{person.stage.value}"),) if person.stage else ()
    site = (desk.site(person.site).name,) if request.outside else ()
    load = w(f"load-{matching.load(person, policy, desk.today(person.site)).value}")
    return w("explained", name=Verbatim(person.name), place=Joined((_place(each), *site, *stage, load)))


def _ask_them(request: Request, person: Person) -> Button:
    """One tap: whom it asks stands in the token, and is looked at anew like everything a button says (rule 11)."""
    token = f"{request.id}{_AND}{person.id}"
    return Button(w("choose-ask", name=Verbatim(person.name)), "helm-ask", token, request.version)


def ask_them(desk: Desk, press: Press) -> Reply:
    token, _, chosen = press.token.partition(_AND)
    return _offer_to(desk, _searchable(desk, replace(press, token=token)), chosen)


def offer(desk: Desk, submit: Submit) -> Reply:
    """To whoever was chosen; to somebody whom the career rule keeps out, only with the tick that bends it."""
    request, chosen = _searchable(desk, submit), submit.one("supporter")
    if any(each.id == chosen for each in candidates.kept_out_by_stage(desk, _next_search(request))):
        if submit.one(BEND) != "yes":
            return Reply(errors={BEND: w("choose-bend-first")})
        request = desk.records.requests.change(request, stage_bent=True)
        _note(desk, request, "bent")
    return _offer_to(desk, request, chosen)


def _offer_to(desk: Desk, request: Request, chosen: str) -> Reply:
    found = [each.person for each in candidates.candidates_in_order(desk, _next_search(request))]
    supporter = next((person for person in found if person.id == chosen), None)
    if supporter is None:
        raise Sorry(w("nobody-to-ask"), dialog(desk, request))
    request = seeking.search_anew(desk, request)
    if not seeking.offer_to(desk, request, supporter):
        raise Conflict("somebody was quicker")
    return _asked(desk, request)


def _asked(desk: Desk, request: Request) -> Reply:
    return Reply(dialog=dialog(desk, _asked_again(desk, request)))


def _asked_again(desk: Desk, request: Request) -> Request:
    """An offer is out: that was the hand's answer, and the physician hears that the asking goes on. A promise of
    somebody's stands until they have kept it."""
    _note(desk, request, "searched")
    transferring.take_back(desk, request)
    if request.helm is not Helm.PROMISED:
        request = helm.release(desk, request)
    tell_physician(desk, request)
    return request


def rematch_first(desk: Desk, press: Press) -> Reply:
    """A second step where a number was typed: what stands behind it was not looked at yet."""
    request = _matched(desk, press)
    return Reply(
        dialog=desk.dialog(
            w("helm-title", number=request.number),
            Fact(w("helm-state"), state_words(request)),
            *clocks(desk, request),
            w("rematch-words"),
            buttons=(
                Button(w("find-someone-else"), "helm-rematch", request.id, request.version, Style.DANGER),
                Button(w("back"), "helm-open", request.id, request.version, opens=True),
            ),
        )
    )


def _matched(desk: Desk, press: Press) -> Request:
    """The match that the button was made for: a later one is not ended by an old screen. Raises Sorry."""
    request = steered(desk, press)
    if request.state not in {RequestState.MATCHED, RequestState.CONNECTED} or press.version != request.version:
        raise Sorry(w("moved-on"), dialog(desk, request))
    return request


def someone_else(desk: Desk, press: Press) -> Reply:
    request = _matched(desk, press)
    request = rematch(desk, request, ended=OfferState.ENDED)
    tell_physician(desk, request)
    _note(desk, request, "rematched")
    return Reply(dialog=dialog(desk, request))


def contact(desk: Desk, press: Press) -> Reply:
    """The physician's name and contact, for the one who will phone. Every look is audited (rule 1)."""
    request = steered(desk, press)
    details = desk.records.requests.details(request)
    _note(desk, request, "contact-seen")
    name = desk.records.people.get(details.physician).name
    return Reply(
        dialog=desk.dialog(
            w("see-contact"),
            Fact(w("name-is"), Verbatim(name)),
            Fact(w("contact-is"), Verbatim(details.contact)),
            *voicemail.told(details.contact, may=details.voicemail),
            w("contact-words"),
            buttons=(Button(w("back"), "helm-open", request.id, request.version, opens=True),),
        )
    )


def contacted(desk: Desk, press: Press) -> Reply:
    """The promise is kept: nobody is told any more that nobody was found."""
    request = helm.contacted(desk, steered(desk, press))
    _note(desk, request, "contacted")
    return Reply(dialog=dialog(desk, request), notice=w("contacted"))


def end(desk: Desk, press: Press) -> Reply:
    """A second step before what cannot be undone; "nobody found" only while nobody is."""
    request = steered(desk, press)
    buttons = (
        Button(w(f"close-{each.value.replace('_', '-')}"), f"helm-close:{each.value}", request.id, request.version)
        for each in _endings(request)
    )
    back = Button(w("back"), "helm-open", request.id, request.version, opens=True)
    return Reply(dialog=desk.dialog(w("helm-title", number=request.number), w("end-words"), buttons=(*buttons, back)))


def _endings(request: Request) -> list[Outcome]:
    return [each for each in CLOSINGS if each is not Outcome.UNFILLED or request.state is RequestState.SEEKING]


def close_one(desk: Desk, press: Press, outcome: Outcome) -> Reply:
    request = steered(desk, press)
    if outcome not in _endings(request) or press.version != request.version:
        raise Sorry(w("moved-on"), dialog(desk, request))
    _note(desk, request, "closed")
    close(desk, request, outcome)
    return Reply(close=True, notice=w("helm-closed", number=request.number))


# --- debriefs (R54, R59) -------------------------------------------------------------------------------------------


def debriefs(desk: Desk, _press: object) -> Reply:
    """Who would like a debrief, for their own coordinators."""
    me = roles.coordinator(desk)
    waiting = _wishing(desk, me.site)
    names = tuple(Verbatim(each.name) for each in waiting)
    body: Block = Bullets(names) if names else Paragraph(w("debriefs-none"))
    offered = (Button(w("debriefs-offered"), "debriefs-offered", style=Style.PRIMARY),) if names else ()
    return Reply(dialog=desk.dialog(w("debriefs-title"), body, buttons=(*offered, Button(w("close"), "dismiss"))))


def debriefs_offered(desk: Desk, press: Press) -> Reply:
    """Each of them was offered one: the list is empty again, and every coordinator's card says so."""
    me = roles.coordinator(desk)
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
    request = steered(desk, press)
    if request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        raise Sorry(w("moved-on"), dialog(desk, request))
    if not names_agreed(desk, request):
        raise Sorry(w("names-wait"), dialog(desk, request, Paragraph(w("names-wait"), strong=True)))
    return request


def _next_search(request: Request) -> Request:
    """The request as another search would find it, so that what is shown is what would be asked."""
    return replace(request, search=request.search + 1)


def _note(desk: Desk, request: Request, verb: str) -> None:
    desk.records.ledger.note(verb, site=request.site, actor=desk.known().id, request=request)
