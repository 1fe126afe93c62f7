"""The matching's question about one request (R23 to R36): who may be asked, in which order, who is only not free."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.matching import (
    OF_THEIR_SITE,
    Barrier,
    Candidate,
    Explained,
    Need,
    barriers,
    explain,
    order,
)
from bot.core.people import Person, Role
from bot.core.policy import Policy
from bot.core.request import Details, Offer, OfferState, Request
from bot.flows.common.access import listed
from bot.flows.common.career_stage import stage_of
from bot.flows.common.desk import Desk
from bot.flows.common.profession import profession_of
from bot.flows.common.wishes import wish_of

# They have answered, one way or the other: never asked again for the same request (R28, R31).
_ANSWERED = frozenset(
    {OfferState.DECLINED, OfferState.KNOWN, OfferState.CONFLICT, OfferState.ENDED, OfferState.CONFIRMED}
)
_PASSES = frozenset({Barrier.AWAY, Barrier.LIMIT, Barrier.TRIED})  # what may be otherwise another day


def candidates_in_order(desk: Desk, request: Request) -> tuple[Candidate, ...]:
    """Those who may be asked now. Whoever let an offer lapse comes again after `ask_again_hours`, when nobody else is
    left (R33)."""
    need, there, policy, today, seed = _question(desk, request)
    fresh = order(need, there, policy, today, seed)
    if fresh:
        return fresh
    again = replace(need, tried=need.tried - _lapsed_long_ago(desk, request))
    return order(again, there, policy, today, seed)


def explained(desk: Desk, request: Request) -> tuple[Explained, ...]:
    """Everybody who is there for this request, those who may be asked first and in their order."""
    return explain(*_question(desk, request))


def kept_out_by_stage(desk: Desk, request: Request) -> tuple[Person, ...]:
    """Whom nothing but the career rule keeps from being asked; a coordinator may bend it for this request (R26)."""
    need, there, policy, today, seed = _question(desk, request)
    only = (each for each in there if barriers(need, each, policy, today) == {Barrier.CAREER})
    bent = order(replace(need, career_bent=True), only, policy, today, seed)
    return tuple(candidate.person for candidate in bent)


def somebody_is_left(desk: Desk, request: Request) -> bool:
    """Whether anybody who may help has not answered: who is away, at the limit or only silent is left."""
    need, there, policy, today, _ = _question(desk, request)
    answered = _answered(desk, request)
    return any(each.person.id not in answered and barriers(need, each, policy, today) <= _PASSES for each in there)


def has_answers(desk: Desk, request: Request) -> bool:
    """Whether anybody was asked and answered, one way or the other."""
    return bool(_answered(desk, request))


def barriers_to(
    desk: Desk, request: Request, details: Details, person_id: str, *, besides: str = ""
) -> frozenset[Barrier]:
    """Every hard rule that forbids it by what is true now, read under a lock of the supporter's row. `besides` is an
    offer not to count."""
    person = desk.held(person_id)
    live = [offer for offer in desk.records.offers.live_of(person_id) if offer.id != besides]
    again = frozenset({person_id}) if besides else _lapsed_long_ago(desk, request)
    need = need_of(desk, request, details, again)
    candidate = Candidate(person, len(live))
    found = barriers(need, candidate, desk.policy(request.site), desk.today(request.site))
    if request.outside and not _lent(desk, need, candidate):
        return found | {Barrier.SITE}
    return found


# --- inside --------------------------------------------------------------------------------------------------------


def _question(desk: Desk, request: Request) -> tuple[Need, list[Candidate], Policy, date, str]:
    need = need_of(desk, request, desk.records.requests.details(request))
    there = [each for each in _there(desk, request) if not request.outside or _lent(desk, need, each)]
    return need, there, desk.policy(request.site), desk.today(request.site), _seed(request)


def need_of(desk: Desk, request: Request, details: Details, again: frozenset[str] = frozenset()) -> Need:
    """`again` are those who may be asked although they were asked before."""
    physician = desk.records.people.get(details.physician)
    contact = details.contact if "@" in details.contact else ""
    return Need(
        physician=physician,
        site=request.site,
        may_be=_on_the_roster(desk, physician, contact, details.vouched_email),
        contact_email=contact,
        vouched_email=details.vouched_email,
        department=details.department,
        not_these=frozenset(listed(desk, details)),
        tried=frozenset(each.supporter for each in _tried(desk, request)) - again,
        asked_for=details.asked_for,
        language=details.language,
        wish=wish_of(desk, request, details, physician),
        outside=request.outside,
        reason=details.reason if details.share_reason else "",
        stage=stage_of(physician, details),
        profession=profession_of(physician, details),
        career_bent=request.stage_bent,
    )


def _on_the_roster(desk: Desk, physician: Person, *emails: str) -> tuple[Person, ...]:
    """Whom their e-mails name: somebody may come with an account that no roster has."""
    found = (desk.records.people.by_email(email) for email in emails if email)
    return tuple(each for each in found if each is not None and each.id != physician.id)


def _lent(desk: Desk, need: Need, candidate: Candidate) -> bool:
    """Whether this supporter's site lends them to other sites (R29), and its own rules let them be asked (R35, R43)."""
    person = candidate.person
    policy = desk.policy(person.site)
    if person.site == need.site or not policy.inter_site:
        return False
    return not barriers(need, candidate, policy, desk.today(person.site)) & OF_THEIR_SITE


def _there(desk: Desk, request: Request) -> list[Candidate]:
    people = desk.with_role(Role.SUPPORTER, None if request.outside else request.site)
    reachable = [person for person in people if desk.records.people.accounts(person.id)]
    live = desk.records.offers.live_counts([person.id for person in reachable])
    return [Candidate(person, live[person.id]) for person in reachable]


def _seed(request: Request) -> str:
    """One draw per request and search: the same whenever it is explained, another at the next rematch."""
    return f"{request.id}:{request.search}"


def _tried(desk: Desk, request: Request) -> list[Offer]:
    """Whoever answered, and whoever was silent in this search. An offer that was taken back asked nobody anything."""
    return [
        offer
        for offer in desk.records.offers.of_request(request.id)
        if offer.state in _ANSWERED or (offer.state is not OfferState.RECALLED and offer.search == request.search)
    ]


def _answered(desk: Desk, request: Request) -> set[str]:
    return {each.supporter for each in desk.records.offers.of_request(request.id) if each.state in _ANSWERED}


def _lapsed_long_ago(desk: Desk, request: Request) -> frozenset[str]:
    """Whose last offer lapsed `ask_again_hours` ago, or earlier."""
    before = desk.now - timedelta(hours=request.terms.ask_again_hours)
    tried = sorted(_tried(desk, request), key=lambda each: each.made_at)
    last = {each.supporter: each for each in tried}
    return frozenset(
        supporter
        for supporter, each in last.items()
        if each.state is OfferState.EXPIRED and each.lapsed_at is not None and each.lapsed_at <= before
    ) - _answered(desk, request)
