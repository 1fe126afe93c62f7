"""When a request needs a human hand: coordinator, then deputy, then an honest word with the phone route.

One card a request and coordinator. It is posted anew only when something else is needed of them than before; what goes
on waiting stands in the digest of the next morning (digest.py). The physician hears only what is new to them.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.people import Person
from bot.core.request import Contact, Helm, Offer, OfferState, Outcome, Request, RequestState
from bot.flows.common.access import concerned, everybody, responders
from bot.flows.common.cards import helm_card, helm_slot, last_word, tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline
from bot.flows.match import digest
from bot.flows.match.closing import close
from bot.ports.records import Due
from bot.surface import Card, Phrase, w

AGAIN_HOURS = 24  # once everybody has been told, it is looked at this often whether it has waited too long
_WHY = "helm-why-"
# A match whose hours still run is nobody's to end: that it takes long is told once.
_ONCE = "helm-why-days"
# What changes the physician's own screen whoever has it in hand already.
_NEWS = frozenset({"helm-why-left"})
# What [Open] leads to, where it is not the request itself: where a person chooses, the three best (R21, R30).
_OPENS = {"helm-why-choose": "helm-choose", "helm-why-outside": "helm-choose"}
# It goes on by itself, and they hear of it: nothing is asked of them yet.
_GOES_ON = frozenset({"helm-why-misses", "helm-why-long", "helm-why-names-asked", "helm-why-none"})
_MORNING = timedelta(hours=2)
_HELD = ("helm", "helm-ask", "helm-end")
MISSED, AGREED, ENDS = "missed", "agreed", "ends-"  # Details.hand_word; ENDS is followed by how
_WHERE = {Helm.PROMISED: "helm-in-hand", Helm.CONTACTED: "helm-in-contact"}  # where nothing more is needed of them
_HOURS = {Helm.PHYSICIAN: AGAIN_HOURS, Helm.CONTACTED: 3 * AGAIN_HOURS}


def tell(desk: Desk, request: Request, why: str, *, physician: bool = True) -> Request:
    """Hand the request to its coordinator. `why` is a Fluent id `helm-why-...`, a reason that names nobody.

    One that is in somebody's hands already keeps its hours: nothing that was promised to the physician moves, and they
    hear nothing, unless it changes what they are told.
    """
    new = request.helm is Helm.NOBODY
    if new:
        level = _first(desk, request)
        request = _steer(desk, request, level)
        physician = physician or level is Helm.PHYSICIAN
    request = inform(desk, request, why)
    if physician and (new or why in _NEWS):
        tell_physician(desk, request)
    return request


def inform(desk: Desk, request: Request, why: str) -> Request:
    """Say it to those who have been told so far; no hours begin by it. The same words again are no new post."""
    return _say(desk, request, why, concerned(desk, request))


def who(desk: Desk, request: Request) -> Person | None:
    """Whose hands it is in, or would come into first; None where nobody who may take it is there."""
    coordinators, deputies = responders(desk, request)
    first = [*deputies, *coordinators] if request.helm is Helm.DEPUTY else [*coordinators, *deputies]
    if request.helm in {Helm.PROMISED, Helm.CONTACTED}:
        hand = desk.records.requests.details(request).hand
        first.sort(key=lambda each: each.id != hand)
    return first[0] if first else None


def promise(desk: Desk, request: Request) -> Request:
    """A coordinator will see to it; the physician hears by when, the other coordinators that it is in hand."""
    _take(desk, request)
    request = _steer(desk, request, Helm.PROMISED)
    _settle_cards(desk, request, "helm-in-hand")
    tell_physician(desk, request)
    return request


def missed(desk: Desk, request: Request) -> Request:
    """A coordinator tried, and got through to nobody: they go on trying, by an hour that the physician hears."""
    _take(desk, request, MISSED)
    request = _steer(desk, request, Helm.PROMISED)
    _settle_cards(desk, request, "helm-in-hand")
    tell_physician(desk, request)
    return request


def contact_changed(desk: Desk, request: Request) -> None:
    """The physician has another number or address: whoever said that they will phone hears it."""
    person = who(desk, request)
    if request.helm is Helm.PROMISED and person is not None:
        _word(desk, request, "")
        _say(desk, request, "helm-why-contact-changed", [person])


def contacted(desk: Desk, request: Request) -> Request:
    """A coordinator says that they have reached the physician: nothing is promised any more, and they go on by hand.
    It is their word, and a day later the physician is asked about it (rule 16)."""
    _take(desk, request)
    request = _steer(desk, request, Helm.CONTACTED)
    at = desk.waking(request.site, desk.hours(AGAIN_HOURS))
    desk.records.deadlines.book("helm-ask", at, request=request.id, fence=request.version)
    _settle_cards(desk, request, "helm-in-contact")
    return request


def agreed(desk: Desk, request: Request) -> None:
    """The physician says so too."""
    desk.records.deadlines.cancel(request=request.id, kinds=("helm-ask", "helm-end"))
    _word(desk, request, AGREED)


def ending(desk: Desk, request: Request, outcome: Outcome) -> None:
    """A coordinator says how it ended: the physician is asked now, and has a day (end_request.py)."""
    _take(desk, request, ENDS + outcome.value)
    desk.records.deadlines.cancel(request=request.id, kinds=("helm-ask",))
    at = desk.waking(request.site, desk.hours(AGAIN_HOURS))
    desk.records.deadlines.book("helm-end", at, request=request.id, fence=request.version)
    tell_physician(desk, request)


def denied(desk: Desk, request: Request, why: str = "helm-why-not-contacted") -> Request:
    """The physician says that nobody has: it is told anew, and has hours like the first time."""
    request = desk.records.requests.change(request, helm=Helm.NOBODY)
    return tell(desk, request, why, physician=False)


def release(desk: Desk, request: Request) -> Request:
    """The request goes on by itself again."""
    before = request.helm
    if before is not Helm.NOBODY:
        desk.records.deadlines.cancel(request=request.id, kinds=_HELD)
        request = desk.records.requests.change(request, helm=Helm.NOBODY)
    rest(desk, request, before)
    return request


def rest(desk: Desk, request: Request, before: Helm) -> None:
    """Every card that asked for a hand says that none is needed; `before` is in whose hands it was. Most requests need
    none, and no card of them stands."""
    if before is not Helm.NOBODY or _as_it_is(desk, request).told:
        _settle_cards(desk, request, "helm-at-rest")


def answer_by(desk: Desk, request: Request) -> datetime:
    """By when the physician hears from a person, or an honest word: what is booked, the deputy's hours included."""
    due = desk.due(request, "helm")
    if request.helm is Helm.COORDINATOR and responders(desk, request)[1]:
        hours = request.terms.coordinator_answer_hours
        return _by_day(desk, request, desk.hours(hours, desk.waking(request.site, due)))
    return due


def out_of_it(desk: Desk, request: Request, offer: Offer, ended: OfferState) -> Request:
    """Whoever was asked as a colleague is out of it, and of their hands as a coordinator too (`hands.kept_out`)."""
    held = who(desk, request)
    desk.records.offers.move(offer, ended)
    if desk.records.slots.standing(offer.supporter, helm_slot(request)):
        pass_on(desk, request, desk.records.people.get(offer.supporter), held)
    return _as_it_is(desk, request)


def lets_go(desk: Desk, request: Request, person_id: str) -> None:
    """Whoever may not see it any more has no card of it either."""
    theirs = any(person_id == each.id for each in everybody(desk, request))
    if not theirs and desk.records.slots.standing(person_id, helm_slot(request)):
        last_word(desk, person_id, helm_slot(request), w("helm-handed-back", number=request.number))


def pass_on(desk: Desk, request: Request, left: Person, held: Person | None) -> None:
    """`left` is away from now on, or stands in no longer, or is out of it; `held` is whose hands it was in until now
    (`who`).

    What was in their hands goes to whoever is there, with hours of its own, and the physician reads another name.
    """
    lets_go(desk, request, left.id)
    coordinators, deputies = responders(desk, request)
    details = desk.records.requests.details(request)
    theirs = request.helm in {Helm.PROMISED, Helm.CONTACTED} and details.hand == left.id
    alone = (request.helm is Helm.COORDINATOR and not coordinators) or (request.helm is Helm.DEPUTY and not deputies)
    if theirs or alone:
        request = inform(desk, _steer(desk, request, _first(desk, request)), "helm-why-away")
        tell_physician(desk, request)
        return
    if request.told:  # whoever hears of it now, and has no card of it yet
        new = [
            each for each in concerned(desk, request) if not desk.records.slots.standing(each.id, helm_slot(request))
        ]
        _say(desk, request, _WHY + request.told, new)
    as_it_stands(desk, request)
    now = who(desk, request)
    if request.helm is Helm.COORDINATOR and held is not None and now != held and not _asked(desk, request):
        tell_physician(desk, request)


def ask(desk: Desk, due: Due) -> None:
    """A deadline: the physician is asked whether the coordinator has reached them."""
    request = desk.records.requests.get(due.request)
    if request is not None and request.version == due.fence and request.helm is Helm.CONTACTED:
        tell_physician(desk, request)


# --- time ----------------------------------------------------------------------------------------------------------


def nobody_answered(desk: Desk, due: Due) -> None:
    """A deadline: the one who was told has not answered."""
    request = desk.records.requests.get(due.request)
    if request is None or request.version != due.fence or request.state is RequestState.CLOSED:
        return
    if _too_long(desk, request):
        close(desk, request, _ending(request))
        return
    if request.helm is Helm.CONTACTED:
        inform(desk, _steer(desk, request, Helm.CONTACTED), "helm-why-open")
        return
    if request.helm is Helm.PHYSICIAN:  # everybody was told; of a search the digest and the queue say it from now on
        request = _steer(desk, request, Helm.PHYSICIAN)
        if digest.has_its_own_post(request):
            inform(desk, request, "helm-why-still")
        return
    _, deputies = responders(desk, request)
    if request.helm is Helm.COORDINATOR and deputies:
        request = _say(desk, _steer(desk, request, Helm.DEPUTY), "helm-why-silent", deputies)
        if not _asked(desk, request):  # another name than the one that they read
            tell_physician(desk, request)
        return
    request = inform(desk, _steer(desk, request, Helm.PHYSICIAN), "helm-why-still")
    tell_physician(desk, request)


def _ending(request: Request) -> Outcome:
    if request.helm is Helm.CONTACTED:
        return Outcome.HANDED_ON
    return Outcome.UNFILLED if request.state is RequestState.SEEKING else Outcome.UNREACHABLE


def _too_long(desk: Desk, request: Request) -> bool:
    """Everybody was told, again and again, and nobody came. A request in touch has its own end (tracking.silent)."""
    since = {RequestState.SEEKING: request.seeking_since, RequestState.MATCHED: request.reach_from}.get(request.state)
    if since is None or request.helm not in {Helm.PHYSICIAN, Helm.CONTACTED}:
        return False
    if request.contact is Contact.DENIED and request.helm is Helm.PHYSICIAN:
        return False  # it has an end of its own, counted from the physician's last word (contact_denied.py)
    return not _asked(desk, request) and desk.now >= since + timedelta(days=request.terms.close_silent_days)


def _asked(desk: Desk, request: Request) -> bool:
    """Whether somebody may still say yes."""
    return request.state is RequestState.SEEKING and desk.records.offers.live(request.id) is not None


def _first(desk: Desk, request: Request) -> Helm:
    coordinators, deputies = responders(desk, request)
    return Helm.COORDINATOR if coordinators else Helm.DEPUTY if deputies else Helm.PHYSICIAN


def _take(desk: Desk, request: Request, word: str = "") -> None:
    """The presser has it in hand: whose name that is, is sealed with the request."""
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, hand=desk.known().id, hand_word=word))


def _word(desk: Desk, request: Request, word: str) -> None:
    desk.records.requests.set_details(request, replace(desk.records.requests.details(request), hand_word=word))


def _steer(desk: Desk, request: Request, level: Helm) -> Request:
    """Set who was told and book when that is over. The hours begin when the card may be delivered."""
    request = desk.records.requests.change(request, helm=level)
    desk.records.deadlines.cancel(request=request.id, kinds=_HELD)
    hours = _HOURS.get(level, request.terms.coordinator_answer_hours)
    start = desk.now if level is Helm.PROMISED else desk.waking(request.site)
    by = _by_day(desk, request, desk.hours(hours, start))
    desk.records.deadlines.book("helm", by, request=request.id, fence=request.version)
    return request


def _by_day(desk: Desk, request: Request, at: datetime) -> datetime:
    """`at`, or two hours after the quiet hours if that is later: nobody phones in them, so nobody promises to."""
    day = desk.waking(request.site, at)
    return desk.waking(request.site, day - _MORNING) + _MORNING


# --- the card ------------------------------------------------------------------------------------------------------


def _say(desk: Desk, request: Request, why: str, people: Sequence[Person]) -> Request:
    """Their one card of this request says `why`. It is posted anew where that is another thing than before, or where
    no digest will say it."""
    request = _as_it_is(desk, request)
    needs = _headline(request, why)
    new = request.told != why.removeprefix(_WHY) or (digest.has_its_own_post(request) and why != _ONCE)
    request = desk.records.requests.change(request, told=why.removeprefix(_WHY))
    told = helm_card(desk, request, needs, w(why), verb=_OPENS.get(why, "helm-open"))
    for person in people:
        anew = new or not desk.records.slots.standing(person.id, helm_slot(request))
        desk.say(person.id, helm_slot(request), told, notify=anew, wait=True)
        digest.book(desk, person)
    heard = {each.id for each in (*people, *concerned(desk, request))}
    as_it_stands(desk, request, besides=heard)
    return request


def _headline(request: Request, why: str) -> Phrase:
    return w("helm-news" if why in _GOES_ON else "helm-card", number=request.number)


def as_it_stands(desk: Desk, request: Request, *, besides: Collection[str] = ()) -> None:
    """Every card of it that stands says what is true by now, and alerts nobody: nobody's promise outlives itself on
    the card of whoever is away. `besides` are those whose cards have just said so."""
    request = _as_it_is(desk, request)
    for person in everybody(desk, request):
        if person.id not in besides and desk.records.slots.standing(person.id, helm_slot(request)):
            desk.say(person.id, helm_slot(request), _standing_card(desk, request, person))


def _standing_card(desk: Desk, request: Request, person: Person) -> Card:
    if request.told and any(person.id == each.id for each in concerned(desk, request)):
        why = _WHY + request.told
        verb = _OPENS.get(why, "helm-open")
        return helm_card(desk, request, _headline(request, why), w(why), verb=verb)
    words = _WHERE.get(request.helm, "helm-at-rest")
    if request.told:
        words = "helm-passed-on" if person.is_off_post(desk.today(person.site)) else "helm-handed-back"
    return helm_card(desk, request, w(words, number=request.number))


def _settle_cards(desk: Desk, request: Request, words: str) -> None:
    """Every card of it says so, and alerts nobody; whatever is told next is new."""
    for person in everybody(desk, request):
        if desk.records.slots.standing(person.id, helm_slot(request)):
            told = helm_card(desk, request, w(words, number=request.number))
            desk.say(person.id, helm_slot(request), told)
    desk.records.requests.change(_as_it_is(desk, request), told="")


def _as_it_is(desk: Desk, request: Request) -> Request:
    """With what was told meanwhile; whoever called may hold an older one."""
    return desk.records.requests.get(request.id) or request


ROUTES = (
    on_deadline("helm-ask", ask),
    on_deadline("helm", nobody_answered),
)
