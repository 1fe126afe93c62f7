"""Who may see and do what: by role (R60), by ownership of an offer or match, and by request.

A role is checked before the flow runs (routes.py); whose an offer, match or request is, by the flow. Both are read
from the database at every press, whatever the button says (rule 11). Whoever has another part is told kindly whose this
one is and what they can do instead; the card that a word posts is the same for everybody (rule 6), and who the reader
is counts from the first press on it. Whoever is on the physician's list, is the physician, or is out of it (`kept_out`)
sees no request, number or count.
"""

from collections.abc import Callable

from bot.core.matching import has_signed, is_trained
from bot.core.people import Kind, Person, Role
from bot.core.request import Details, Escalation, Offer, OfferState, Request, RequestState
from bot.flows.common.desk import Desk, Sorry
from bot.surface import Account, Phrase, Press, Submit, w

# Someone else was asked for, they handed over, they know each other, or a hard rule forbade it after the name was seen.
_OUT_OF_IT = frozenset({OfferState.ENDED, OfferState.KNOWN, OfferState.CONFLICT})


# --- by role ----------------------------------------------------------------------------------------------------------


def has_part(words: Phrase, *roles: Role) -> Callable[[Desk], None]:
    """Checks whether the presser has one of these roles, by the roster or since they stand in for somebody. What it
    gives raises Sorry with `words`."""

    def look(desk: Desk) -> None:
        if not any(desk.holds(role) for role in roles):
            raise Sorry(words)

    return look


def is_listed_as(words: Phrase, *roles: Role) -> Callable[[Desk], None]:
    """The same by the roster only: for what can wait for whoever is away."""

    def look(desk: Desk) -> None:
        if desk.me is None or desk.me.roles.isdisjoint(roles):
            raise Sorry(words)

    return look


def is_coordinator(desk: Desk) -> bool:
    return desk.me is not None and desk.me.has_post


def locked_supporter(desk: Desk) -> Person:
    """The presser, a supporter, held and read anew: for whatever changes their row. Raises Sorry where they are none
    any more by then."""
    for offer in desk.records.offers.live_of(desk.presser.id):
        desk.records.requests.get(offer.request)  # requests are held before people
    me = desk.held(desk.presser.id)
    if not me.has(Role.SUPPORTER):
        raise Sorry(w("moved-on"))
    return me


def is_ready(desk: Desk, person: Person) -> bool:
    """Trained and signed: on the roster of those who may be asked, whether or not they are away."""
    return is_trained(person, desk.policy(person.site)) and is_signed(desk, person)


def is_signed(desk: Desk, person: Person) -> bool:
    """Whether they have signed the version that is valid at their site now (R43)."""
    return has_signed(person, desk.policy(person.site), desk.today(person.site))


# --- by ownership -----------------------------------------------------------------------------------------------------


def own_offer(desk: Desk, press: Press) -> Offer | None:
    """The presser's offer, in whatever state it is; None if there is none. Raises Sorry where it is somebody else's."""
    me = desk.known()
    offer = desk.records.offers.get(press.token)
    if offer is not None and offer.supporter != me.id:
        raise Sorry(w("not-for-you"))
    return offer


def own_match(desk: Desk, press: Press, *states: RequestState) -> tuple[Offer, Request]:
    """The presser's confirmed match while it lives, in one of `states` if any are named. Raises Sorry."""
    offer = own_offer(desk, press)
    if offer is None or offer.state is not OfferState.CONFIRMED:
        raise Sorry(w("closed-do-not-call"), close=True)
    request = desk.request_of(offer)
    if states and request.state not in states:
        raise Sorry(w("moved-on"))
    return offer, request


def managed_request(desk: Desk, event: Press | Submit) -> Request:
    """The request that a coordinator's press means, if it is theirs to steer. Raises Sorry."""
    request = desk.records.requests.get(event.token)
    if request is None or request.state is RequestState.CLOSED:
        raise Sorry(w("closed-already"))
    if not may_manage(desk, request):
        raise Sorry(w("not-for-you"))
    return request


# --- by request -------------------------------------------------------------------------------------------------------


def responders(desk: Desk, request: Request) -> tuple[list[Person], list[Person]]:
    """Who may take this request in hand: first those to tell first, then their deputies.

    All of them can be reached, and none of them is away: the deputy stands in from the first minute.
    """
    return free_responders(desk, request.site, kept_out(desk, request), outside=request.outside)


def concerned(desk: Desk, request: Request) -> list[Person]:
    """Who hears of it as it is: the deputies later than the others. Where nobody is there, those who are away."""
    coordinators, deputies = responders(desk, request)
    early = request.escalation in {Escalation.NOBODY, Escalation.COORDINATOR}
    people = (coordinators or deputies) if early else [*coordinators, *deputies]
    return people or everybody(desk, request)


def asked_without_account(desk: Desk, request: Request) -> bool:
    """By phone, mail or visit (R74): what they would read, a coordinator tells them."""
    physician = desk.find(desk.records.requests.details(request).physician)
    return physician is not None and physician.kind is Kind.ABSENT


def go_betweens(desk: Desk, request: Request) -> list[Person]:
    """Who tells it to somebody without an account: whoever hears of the request, or, where all of those are kept out of
    it, the province's coordinators."""
    return (
        concerned(desk, request)
        or free_responders(desk, request.site, kept_out(desk, request), outside=True, away=True)[0]
    )


def spoken_for(desk: Desk, event: Press | Submit) -> Request:
    """The request of somebody without an account, for whom the presser speaks. Raises Sorry."""
    request = desk.records.requests.get(event.token)
    if request is None or request.state is RequestState.CLOSED:
        raise Sorry(w("closed-already"))
    if not may_speak(desk, request):
        raise Sorry(w("not-for-you"))
    if not asked_without_account(desk, request):
        raise Sorry(w("moved-on"))
    return request


def may_speak(desk: Desk, request: Request) -> bool:
    """Whether the presser could be the one who tells them."""
    if may_manage(desk, request):
        return True
    return desk.me is not None and any(desk.me.id == each.id for each in go_betweens(desk, request))


def everybody(desk: Desk, request: Request) -> list[Person]:
    """Who may see this request and act on it, whether or not they are away right now."""
    groups = free_responders(desk, request.site, kept_out(desk, request), outside=request.outside, away=True)
    return [person for group in groups for person in group]


def free_responders(
    desk: Desk, site_id: str, kept_out: set[str], *, outside: bool, away: bool = False
) -> tuple[list[Person], list[Person]]:
    """The coordinators of a site and their deputies, without those who are kept out. With `away` also who is away."""

    def free(role: Role, site: str | None) -> list[Person]:
        found = [each for each in desk.with_role(role, site) if each.id not in kept_out]
        there = [each for each in found if away or not each.is_off_post(desk.today(each.site))]
        return [each for each in there if desk.records.people.accounts(each.id)]

    if outside:  # R29: the own site sees nothing of it, nor does whoever of it only stands in for the province
        found = free(Role.PROVINCIAL, None)
        return [each for each in found if each.has(Role.PROVINCIAL) or each.site != site_id], []
    deputy = desk.site(site_id).deputy
    found = free(Role.COORDINATOR, site_id)
    deputies = [each for each in found if each.email.casefold() == deputy]
    return [each for each in found if each not in deputies], deputies


def told_at(desk: Desk, site_id: str, kept_out: set[str]) -> list[Person]:
    """Who is told what is no request: the coordinators and their deputies who are there, or, where nobody is, all."""
    return [person for group in groups_at(desk, site_id, kept_out) for person in group]


def groups_at(desk: Desk, site_id: str, kept_out: set[str]) -> tuple[list[Person], list[Person]]:
    """The same, the deputies apart."""
    there = free_responders(desk, site_id, kept_out, outside=False)
    return there if any(there) else free_responders(desk, site_id, kept_out, outside=False, away=True)


def listed(desk: Desk, details: Details) -> set[str]:
    """The physician's "not these people", as the people that they are today."""
    found = (desk.records.people.by_account(Account(*account)) for account in details.not_these)
    return {person.id for person in found if person is not None}


def may_manage(desk: Desk, request: Request) -> bool:
    """Whether the presser may see this request and act on it, whatever the button says. An invitation is nobody's."""
    if desk.me is None or request.state in {RequestState.CLOSED, RequestState.INVITED}:
        return False
    return any(desk.me.id == each.id for each in everybody(desk, request))


def kept_out(desk: Desk, request: Request) -> set[str]:
    """The physician, whoever is on their list (rule 11), and whoever was asked as a colleague and is out of it: nobody
    is phoned by the one whom they refused, or by whoever is too near."""
    details = desk.records.requests.details(request)
    offers = desk.records.offers.of_request(request.id)
    out_of_it = {each.supporter for each in offers if each.state in _OUT_OF_IT}
    return {details.physician} | listed(desk, details) | out_of_it
