"""Whose hands a request may come into when it needs a human: read from the database every time (rule 11).

Whoever is on the physician's list, is the physician, or is out of it (`kept_out`) has no hand in it: they see no
request, number or count.
"""

from bot.core.people import Person, Role
from bot.core.request import Details, Helm, OfferState, Request, RequestState
from bot.flows.desk import Desk
from bot.surface import Account

# Someone else was asked for, they handed over, they know each other, or a hard rule forbade it after the name was seen.
_OUT_OF_IT = frozenset({OfferState.ENDED, OfferState.KNOWN, OfferState.CONFLICT})


def hands(desk: Desk, request: Request) -> tuple[list[Person], list[Person]]:
    """Who may take this request in hand: first those to tell first, then their deputies.

    All of them can be reached, and none of them is away: the deputy stands in from the first minute.
    """
    return free_hands(desk, request.site, kept_out(desk, request), outside=request.outside)


def concerned(desk: Desk, request: Request) -> list[Person]:
    """Who hears of it as it stands: the deputies later than the others. Where nobody is there, those who are away."""
    coordinators, deputies = hands(desk, request)
    early = request.helm in {Helm.NOBODY, Helm.COORDINATOR}
    people = (coordinators or deputies) if early else [*coordinators, *deputies]
    return people or everybody(desk, request)


def everybody(desk: Desk, request: Request) -> list[Person]:
    """Who may see this request and act on it, whether or not they are away right now."""
    groups = free_hands(desk, request.site, kept_out(desk, request), outside=request.outside, away=True)
    return [person for group in groups for person in group]


def free_hands(
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


def told_at(desk: Desk, site_id: str, kept_out: set[str]) -> tuple[list[Person], list[Person]]:
    """Coordinators and their deputies who are told what is no request: who is there, or, where nobody is, everybody."""
    there = free_hands(desk, site_id, kept_out, outside=False)
    return there if any(there) else free_hands(desk, site_id, kept_out, outside=False, away=True)


def listed(desk: Desk, details: Details) -> set[str]:
    """The physician's "not these people", as the people that they are today."""
    found = (desk.records.people.by_account(Account(*account)) for account in details.not_these)
    return {person.id for person in found if person is not None}


def may_steer(desk: Desk, request: Request) -> bool:
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
