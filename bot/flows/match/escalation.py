"""When a request needs a human hand: coordinator, then deputy, then an honest word with the phone route.

What the coordinators read is in escalation_cards.py. The physician hears only what is new to them.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.people import Person
from bot.core.request import Contact, Escalation, Offer, OfferState, Outcome, Request, RequestState
from bot.flows.common.access import asked_without_account, concerned, everybody, responders
from bot.flows.common.cards import end_card, escalation_slot, tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_due_request
from bot.flows.match import digest
from bot.flows.match.closing import close
from bot.flows.match.escalation_cards import as_it_is, as_it_stands, say, settle_cards, why_told
from bot.surface import w

AGAIN_HOURS = 24  # once everybody has been told, it is looked at this often whether it has waited too long
# What changes the physician's own screen whoever has it in hand already.
_NEWS = frozenset({"escalation-why-left"})
_MORNING = timedelta(hours=2)
_SOON = timedelta(hours=1)
_HELD = ("escalation", "escalation-ask", "escalation-end")
MISSED, AGREED, ENDS = "missed", "agreed", "ends-"  # Details.hand_word; ENDS is followed by how
_HOURS = {Escalation.PHYSICIAN: AGAIN_HOURS, Escalation.CONTACTED: 3 * AGAIN_HOURS}


def escalate(desk: Desk, request: Request, why: str, *, physician: bool = True) -> Request:
    """Hand the request to its coordinator. `why` is a Fluent id `escalation-why-...`, a reason that names nobody.

    One that is in somebody's hands already keeps its hours: nothing that was promised to the physician moves, and they
    hear nothing, unless it changes what they are told.
    """
    new = request.escalation is Escalation.NOBODY
    if new:
        level = _first(desk, request)
        request = _steer(desk, request, level)
        physician = physician or level is Escalation.PHYSICIAN
    request = notify(desk, request, why)
    if physician and (new or why in _NEWS):
        tell_physician(desk, request)
    return request


def notify(desk: Desk, request: Request, why: str) -> Request:
    """Say it to those who have been told so far; no hours begin by it. The same words again are no new post."""
    return say(desk, request, why, concerned(desk, request))


def who(desk: Desk, request: Request) -> Person | None:
    """Whose hands it is in, or would come into first; None where nobody who may take it is there."""
    coordinators, deputies = responders(desk, request)
    first = [*deputies, *coordinators] if request.escalation is Escalation.DEPUTY else [*coordinators, *deputies]
    if request.escalation in {Escalation.PROMISED, Escalation.CONTACTED}:
        hand = desk.records.requests.details(request).hand
        first.sort(key=lambda each: each.id != hand)
    return first[0] if first else None


def promise(desk: Desk, request: Request, word: str = "") -> Request:
    """A coordinator will see to it; the physician hears by when, the other coordinators that it is in hand. MISSED:
    they tried, got through to nobody, and go on trying by another hour."""
    _take(desk, request, word)
    request = _steer(desk, request, Escalation.PROMISED)
    settle_cards(desk, request, "escalation-in-hand")
    tell_physician(desk, request)
    return request


def contact_changed(desk: Desk, request: Request) -> None:
    """The physician has another number or address: whoever said that they will phone hears it."""
    person = who(desk, request)
    if request.escalation is Escalation.PROMISED and person is not None:
        _word(desk, request, "")
        say(desk, request, "escalation-why-contact-changed", [person])


def contacted(desk: Desk, request: Request) -> Request:
    """A coordinator says that they have reached the physician: nothing is promised any more, and they go on by hand.
    It is their word, and a day later the physician is asked about it (rule 16)."""
    _take(desk, request)
    request = _steer(desk, request, Escalation.CONTACTED)
    at = desk.waking(request.site, desk.hours(AGAIN_HOURS))
    desk.records.deadlines.book("escalation-ask", at, request=request.id, fence=request.version)
    settle_cards(desk, request, "escalation-in-contact")
    return request


def agreed(desk: Desk, request: Request) -> None:
    """The physician says so too."""
    desk.records.deadlines.cancel(request=request.id, kinds=("escalation-ask", "escalation-end"))
    _word(desk, request, AGREED)


def ending(desk: Desk, request: Request, outcome: Outcome) -> None:
    """A coordinator says how it ended: the physician is asked now, and has a day (end_request.py)."""
    _take(desk, request, ENDS + outcome.value)
    desk.records.deadlines.cancel(request=request.id, kinds=("escalation-ask",))
    at = desk.waking(request.site, desk.hours(AGAIN_HOURS))
    desk.records.deadlines.book("escalation-end", at, request=request.id, fence=request.version)
    tell_physician(desk, request)


def denied(desk: Desk, request: Request, why: str = "escalation-why-not-contacted") -> Request:
    """The physician says that nobody has: it is told anew, and has hours like the first time."""
    request = desk.records.requests.change(request, escalation=Escalation.NOBODY)
    return escalate(desk, request, why, physician=False)


def resolve(desk: Desk, request: Request) -> Request:
    """The request goes on by itself again."""
    before = request.escalation
    if before is not Escalation.NOBODY:
        desk.records.deadlines.cancel(request=request.id, kinds=_HELD)
        request = desk.records.requests.change(request, escalation=Escalation.NOBODY)
    mark_resolved(desk, request, before)
    return request


_ONE_SIDED = frozenset({Contact.SAID, Contact.DENIED})


def keeps_promise(request: Request) -> bool:
    """A coordinator promised the physician to get in touch, and nobody but the supporter has said since that there was
    contact: one side's word does not take that out of their hands (rule 16)."""
    return request.escalation is Escalation.PROMISED and request.contact in _ONE_SIDED


def mark_resolved(desk: Desk, request: Request, before: Escalation) -> None:
    """Every card that asked for a hand says that none is needed; `before` is in whose hands it was. Most requests need
    none, and there is no card of them."""
    if before is not Escalation.NOBODY or as_it_is(desk, request).told:
        settle_cards(desk, request, "escalation-at-rest")


def answer_by(desk: Desk, request: Request) -> datetime:
    """By when the physician hears from a person, or an honest word: what is booked, the deputy's hours included."""
    due = desk.due(request, "escalation")
    if request.escalation is Escalation.COORDINATOR and responders(desk, request)[1]:
        hours = request.terms.coordinator_answer_hours
        by = _by_day(desk, request, desk.hours(hours, desk.waking(request.site, due)))
        return _with_the_news(desk, request, by)
    return due


def out_of_it(desk: Desk, request: Request, offer: Offer, ended: OfferState) -> Request:
    """Whoever was asked as a colleague is out of it, and of their hands as a coordinator too (`access.kept_out`)."""
    held = who(desk, request)
    desk.records.offers.move(offer, ended)
    if desk.records.slots.exists(offer.supporter, escalation_slot(request)):
        pass_on(desk, request, desk.records.people.get(offer.supporter), held)
    return as_it_is(desk, request)


def lets_go(desk: Desk, request: Request, person_id: str) -> None:
    """Whoever may not see it any more has no card of it either."""
    if all(person_id != each.id for each in everybody(desk, request)):
        end_card(desk, person_id, escalation_slot(request), w("escalation-handed-back", number=request.number))


def pass_on(desk: Desk, request: Request, left: Person, held: Person | None) -> None:
    """`left` is away from now on, or stands in no longer, or is out of it; `held` is whose hands it was in until now
    (`who`).

    What was in their hands goes to whoever is there, with hours of its own, and the physician reads another name.
    """
    lets_go(desk, request, left.id)
    coordinators, deputies = responders(desk, request)
    details = desk.records.requests.details(request)
    theirs = request.escalation in {Escalation.PROMISED, Escalation.CONTACTED} and details.hand == left.id
    alone = (request.escalation is Escalation.COORDINATOR and not coordinators) or (
        request.escalation is Escalation.DEPUTY and not deputies
    )
    if theirs or alone:
        request = notify(desk, _steer(desk, request, _first(desk, request)), "escalation-why-away")
        tell_physician(desk, request)
        return
    if request.told:  # whoever hears of it now, and has no card of it yet
        new = [
            each
            for each in concerned(desk, request)
            if not desk.records.slots.exists(each.id, escalation_slot(request))
        ]
        say(desk, request, why_told(request), new)
    as_it_stands(desk, request)
    now = who(desk, request)
    if request.escalation is Escalation.COORDINATOR and held is not None and now != held and not _asked(desk, request):
        tell_physician(desk, request)


def ask(desk: Desk, request: Request) -> None:
    """A deadline: the physician is asked whether the coordinator has reached them; not by that coordinator themselves,
    where the phone is the only way."""
    if request.escalation is Escalation.CONTACTED and not asked_without_account(desk, request):
        tell_physician(desk, request)


# --- time ----------------------------------------------------------------------------------------------------------


def nobody_answered(desk: Desk, request: Request) -> None:
    """A deadline: the one who was told has not answered."""
    if _too_long(desk, request):
        close(desk, request, _ending(request))
        return
    if request.escalation is Escalation.CONTACTED:
        notify(desk, _steer(desk, request, Escalation.CONTACTED), "escalation-why-open")
        return
    if request.escalation is Escalation.PHYSICIAN:  # everybody was told; the digest and the queue say it of a search
        request = _steer(desk, request, Escalation.PHYSICIAN)
        if digest.has_its_own_post(request):
            notify(desk, request, "escalation-why-still")
        return
    _, deputies = responders(desk, request)
    if request.escalation is Escalation.COORDINATOR and deputies:
        request = say(desk, _steer(desk, request, Escalation.DEPUTY), "escalation-why-silent", deputies)
        if not _asked(desk, request):  # another name than the one that they read
            tell_physician(desk, request)
        return
    request = notify(desk, _steer(desk, request, Escalation.PHYSICIAN), "escalation-why-still")
    tell_physician(desk, request)


def _ending(request: Request) -> Outcome:
    if request.escalation is Escalation.CONTACTED:
        return Outcome.HANDED_ON
    return Outcome.UNFILLED if request.state is RequestState.SEEKING else Outcome.UNREACHABLE


def _too_long(desk: Desk, request: Request) -> bool:
    """Everybody was told, again and again, and nobody came. A request in touch has its own end (tracking.silent)."""
    since = {RequestState.SEEKING: request.seeking_since, RequestState.MATCHED: request.reach_from}.get(request.state)
    if since is None or request.escalation not in {Escalation.PHYSICIAN, Escalation.CONTACTED}:
        return False
    if request.contact is Contact.DENIED and request.escalation is Escalation.PHYSICIAN:
        return False  # it has an end of its own, counted from the physician's last word (contact_denied.py)
    return not _asked(desk, request) and desk.now >= since + timedelta(days=request.terms.close_silent_days)


def _asked(desk: Desk, request: Request) -> bool:
    """Whether somebody may still say yes."""
    return request.state is RequestState.SEEKING and desk.records.offers.live(request.id) is not None


def _first(desk: Desk, request: Request) -> Escalation:
    coordinators, deputies = responders(desk, request)
    return Escalation.COORDINATOR if coordinators else Escalation.DEPUTY if deputies else Escalation.PHYSICIAN


def _take(desk: Desk, request: Request, word: str = "") -> None:
    """The presser has it in hand: whose name that is, is sealed with the request."""
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, hand=desk.known().id, hand_word=word))


def _word(desk: Desk, request: Request, word: str) -> None:
    desk.records.requests.set_details(request, replace(desk.records.requests.details(request), hand_word=word))


def _steer(desk: Desk, request: Request, level: Escalation) -> Request:
    """Set who was told and book when that is over. The hours begin when the card may be delivered."""
    request = desk.records.requests.change(request, escalation=level)
    desk.records.deadlines.cancel(request=request.id, kinds=_HELD)
    hours = _HOURS.get(level, request.terms.coordinator_answer_hours)
    start = desk.now if level is Escalation.PROMISED else desk.waking(request.site)
    by = _by_day(desk, request, desk.hours(hours, start))
    if level is not Escalation.PROMISED:  # a person's own promise has all of its hours
        by = _with_the_news(desk, request, by)
    desk.records.deadlines.book("escalation", by, request=request.id, fence=request.version)
    return request


def _by_day(desk: Desk, request: Request, at: datetime) -> datetime:
    """`at`, or two hours after the quiet hours if that is later: nobody phones in them, so nobody promises to."""
    day = desk.waking(request.site, at)
    return desk.waking(request.site, day - _MORNING) + _MORNING


def _with_the_news(desk: Desk, request: Request, by: datetime) -> datetime:
    """Where the physician hears how the search goes in the hour before, then: two posts would say one thing."""
    news = desk.records.deadlines.when("seek-news", request=request.id)
    return news if news is not None and by - _SOON <= news < by else by


ROUTES = (
    on_due_request("escalation-ask", ask),
    on_due_request("escalation", nobody_answered),
)
