"""Finding the next supporter: one offer at a time, by the hard rules, until somebody says yes or a human must help."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core import matching
from bot.core.matching import Barrier, Candidate, Explained, Need, Wish
from bot.core.people import Person, Role
from bot.core.policy import MatchBy, Policy
from bot.core.request import Details, Helm, Offer, OfferState, Request, RequestState
from bot.flows import helm, waiting
from bot.flows.cards import offer_slot, tell_physician
from bot.flows.desk import Desk
from bot.flows.hands import listed
from bot.flows.names import names_agreed
from bot.flows.offer_cards import offer_card
from bot.flows.stages import stage_of
from bot.records import Due

NEWS_HOURS = 24  # the physician hears something at least this often while the search goes on

_SETTLED = frozenset(
    {OfferState.DECLINED, OfferState.KNOWN, OfferState.CONFLICT, OfferState.ENDED, OfferState.CONFIRMED}
)


def seek(desk: Desk, request: Request) -> Request:
    """Ask the next supporter, or tell the coordinator that there is none. For a seeking request with no live offer."""
    _book_search(desk, request)
    if by_hand(desk, request):
        why = "helm-why-outside" if request.outside else "helm-why-choose"
        return helm.tell(desk, request, why, physician=False)
    return ask_next(desk, request)


def ask_next(desk: Desk, request: Request) -> Request:
    if not names_agreed(desk, request):
        return request
    return request if ask_first(desk, request) else helm.tell(desk, request, "helm-why-nobody")


def ask_first(desk: Desk, request: Request) -> bool:
    """Offer it to the first who may be asked; False if nobody may."""
    return any(offer_to(desk, request, candidate.person) for candidate in candidates_in_order(desk, request))


def search_anew(desk: Desk, request: Request) -> Request:
    """Another search by a coordinator's hand: whoever only never answered may be asked again."""
    desk.records.deadlines.cancel(request=request.id, kinds=("seek-escalate",))
    escalate = desk.hours(request.terms.seek_escalate_hours)
    desk.records.deadlines.book("seek-escalate", escalate, request=request.id, fence=request.version)
    return desk.records.requests.change(request, search=request.search + 1, misses=0)


def by_hand(desk: Desk, request: Request) -> bool:
    """Whether a coordinator chooses each supporter: the site's rule, or because it is another site's (R29)."""
    return request.outside or desk.policy(request.site).match_by is MatchBy.COORDINATOR


def miss(desk: Desk, request: Request) -> Request:
    """An offer ended without a match: count it, tell the coordinator after a few, and go on to the next."""
    request = desk.records.requests.change(request, misses=request.misses + 1)
    if by_hand(desk, request):
        return helm.tell(desk, request, "helm-why-choose", physician=False)
    if request.misses >= request.terms.offers_before_coordinator and request.helm is Helm.NOBODY:
        request = helm.tell(desk, request, "helm-why-misses", physician=False)
    return ask_next(desk, request)


# --- the matching's question ---------------------------------------------------------------------------------------


def candidates_in_order(desk: Desk, request: Request) -> tuple[Candidate, ...]:
    return matching.order(*_question(desk, request))


def explained(desk: Desk, request: Request) -> tuple[Explained, ...]:
    """Everybody who is there for this request, those who may be asked first and in their order."""
    return matching.explain(*_question(desk, request))


def kept_out_by_stage(desk: Desk, request: Request) -> tuple[Person, ...]:
    """Whom nothing but the career rule keeps from being asked; a coordinator may bend it for this request (R26)."""
    need, there, policy, today, seed = _question(desk, request)
    only = (each for each in there if matching.barriers(need, each, policy, today) == {Barrier.CAREER})
    bent = matching.order(replace(need, career_bent=True), only, policy, today, seed)
    return tuple(candidate.person for candidate in bent)


def _question(desk: Desk, request: Request) -> tuple[Need, list[Candidate], Policy, date, str]:
    need = need_of(desk, request, desk.records.requests.details(request))
    there = [each for each in _pool(desk, request) if not request.outside or _lent(desk, need, each)]
    return need, there, desk.policy(request.site), desk.today(request.site), _seed(request)


def need_of(desk: Desk, request: Request, details: Details) -> Need:
    physician = desk.records.people.get(details.physician)
    return Need(
        physician=physician,
        site=request.site,
        contact_email=details.contact.casefold() if "@" in details.contact else "",
        not_these=frozenset(listed(desk, details)),
        tried=frozenset(_tried(desk, request)),
        asked_for=details.asked_for,
        language=details.language,
        wish=_wish(details.wish, physician),
        outside=request.outside,
        reason=details.reason if details.share_reason else "",
        stage=stage_of(physician, details),
        career_bent=request.stage_bent,
    )


def _lent(desk: Desk, need: Need, candidate: Candidate) -> bool:
    """Whether this supporter's site lends them to other sites (R29), and its own rules let them be asked (R35, R43)."""
    person = candidate.person
    policy = desk.policy(person.site)
    if person.site == need.site or not policy.inter_site:
        return False
    return not matching.barriers(need, candidate, policy, desk.today(person.site)) & matching.OF_THEIR_SITE


def _pool(desk: Desk, request: Request) -> list[Candidate]:
    people = desk.with_role(Role.SUPPORTER, None if request.outside else request.site)
    reachable = [person for person in people if desk.records.people.accounts(person.id)]
    live = desk.records.offers.live_counts([person.id for person in reachable])
    return [Candidate(person, live[person.id]) for person in reachable]


def _seed(request: Request) -> str:
    """One draw per request and search: the same whenever it is explained, another at the next rematch."""
    return f"{request.id}:{request.search}"


def _tried(desk: Desk, request: Request) -> set[str]:
    """Whoever was asked before. One who only never answered may be asked again in a later search."""
    return {
        offer.supporter
        for offer in desk.records.offers.of_request(request.id)
        if offer.state in _SETTLED or offer.search == request.search
    }


def _wish(wish: str, physician: Person) -> Wish | None:
    if wish == "same-specialty":
        return Wish.parse(f"specialty:{physician.specialty}")
    kind, _, value = wish.partition("-")
    return Wish.parse(f"{kind}:{value}")


# --- the offer -----------------------------------------------------------------------------------------------------


def offer_to(desk: Desk, request: Request, supporter: Person) -> bool:
    """Make one offer. The supporter's row is held and every hard rule is read again first; False if one forbids it."""
    details = desk.records.requests.details(request)
    if not names_agreed(desk, request) or not may_support(desk, request, details, supporter.id):
        return False
    offer = desk.records.offers.add(
        Offer(
            id="",
            request=request.id,
            supporter=supporter.id,
            state=OfferState.OPEN,
            version=1,
            search=request.search,
            made_at=desk.now,
            asked_by_name=details.asked_for == supporter.id,
        )
    )
    # Until the card is delivered the clock has not started; this one stands in, so that a lost card ends the wait too.
    waits = desk.waking(supporter.site) - desk.now + timedelta(hours=request.terms.offer_open_hours)
    desk.records.deadlines.book(
        "offer-expire", desk.now + waits, request=request.id, offer=offer.id, fence=offer.version
    )
    desk.say(
        supporter.id,
        offer_slot(offer),
        offer_card(desk, request, offer),
        notify=True,
        receipt=f"offer:{offer.id}",
        wait=True,
    )
    return True


def may_support(desk: Desk, request: Request, details: Details, person_id: str) -> bool:
    """Every hard rule, read from what is true now, the supporter's row held."""
    return not barriers_to(desk, request, details, person_id)


def barriers_to(
    desk: Desk, request: Request, details: Details, person_id: str, *, besides: str = ""
) -> frozenset[Barrier]:
    """What stands between them by what is true now, the supporter's row held. `besides` is an offer not to count."""
    desk.records.people.lock(person_id)
    person = desk.records.people.get(person_id)
    live = [offer for offer in desk.records.offers.live_of(person_id) if offer.id != besides]
    need = need_of(desk, request, details)
    if besides:
        need = replace(need, tried=need.tried - {person_id})
    candidate = Candidate(person, len(live))
    found = matching.barriers(need, candidate, desk.policy(request.site), desk.today(request.site))
    if request.outside and not _lent(desk, need, candidate):
        return found | {Barrier.SITE}
    return found


# --- time ----------------------------------------------------------------------------------------------------------


def still_asking_at(desk: Desk, request: Request) -> datetime:
    """By when the physician hears again, even if nobody is found."""
    return desk.waking(request.site, request.seeking_since) + timedelta(hours=NEWS_HOURS)


def _book_search(desk: Desk, request: Request) -> None:
    desk.records.deadlines.cancel(request=request.id, kinds=("seek-news", "seek-escalate"))
    book = desk.records.deadlines.book
    book("seek-news", still_asking_at(desk, request), request=request.id, fence=request.version)
    escalate = desk.hours(request.terms.seek_escalate_hours, request.seeking_since)
    book("seek-escalate", escalate, request=request.id, fence=request.version)
    waiting.watch(desk, request)


def news(desk: Desk, due: Due) -> None:
    """Still asking: said once a day, so that nobody is left waiting in silence."""
    request = _still_seeking(desk, due)
    if request is not None:
        if request.helm is not Helm.CONTACTED:  # somebody is in touch with them: a daily card would say nothing
            tell_physician(desk, request)
        desk.records.deadlines.book("seek-news", desk.hours(NEWS_HOURS), request=request.id, fence=request.version)


def escalate(desk: Desk, due: Due) -> None:
    """The search takes too long: the coordinator hears of it, whatever offers are still out."""
    request = _still_seeking(desk, due)
    if request is not None and request.helm is Helm.NOBODY:
        helm.tell(desk, request, "helm-why-long")


def _still_seeking(desk: Desk, due: Due) -> Request | None:
    request = desk.records.requests.get(due.request)
    if request is None or request.version != due.fence or request.state is not RequestState.SEEKING:
        return None
    return request
