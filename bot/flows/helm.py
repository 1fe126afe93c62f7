"""When a request needs a human hand: coordinator, then deputy, then the physician hears it honestly, with the phone route.

Whoever is on the physician's list, or is the physician, is never told and never sees it (rule 11).
"""

from datetime import timedelta

from bot.core.people import Person, Role
from bot.core.request import Details, Helm, Outcome, Request, RequestState
from bot.flows.cards import helm_slot, tell_physician
from bot.flows.closing import close
from bot.flows.desk import Desk
from bot.records import Due
from bot.surface import Account, Button, Card, Style, w

AGAIN_HOURS = 24  # once everybody has been told, they are told again this often


def tell(desk: Desk, request: Request, why: str, *, physician: bool = True) -> Request:
    """Hand the request to its coordinator. `why` is a Fluent id `helm-why-...`, a reason that names nobody."""
    coordinators, deputies = hands(desk, request)
    level = Helm.COORDINATOR if coordinators else Helm.DEPUTY if deputies else Helm.PHYSICIAN
    request = _steer(desk, request, level)
    for person in coordinators or deputies:
        desk.say(person.id, helm_slot(request), card(desk, request, why), notify=True, wait=True)
    if physician:
        tell_physician(desk, request)
    return request


def nobody_answered(desk: Desk, due: Due) -> None:
    """A deadline: the one who was told has not answered."""
    request = desk.records.requests.get(due.request)
    if request is None or request.version != due.fence or request.state is RequestState.CLOSED:
        return
    coordinators, deputies = hands(desk, request)
    if (
        desk.now >= request.opened_at + timedelta(days=request.terms.close_silent_days)
        and request.helm is Helm.PHYSICIAN
    ):
        close(desk, request, Outcome.UNFILLED if request.state is RequestState.SEEKING else Outcome.UNREACHABLE)
        return
    if request.helm is Helm.COORDINATOR and deputies:
        request = _steer(desk, request, Helm.DEPUTY)
        for person in deputies:
            desk.say(person.id, helm_slot(request), card(desk, request, "helm-why-silent"), notify=True, wait=True)
        tell_physician(desk, request)
        return
    first = request.helm is not Helm.PHYSICIAN
    request = _steer(desk, request, Helm.PHYSICIAN)
    for person in {each.id: each for each in (*coordinators, *deputies)}.values():
        desk.say(person.id, helm_slot(request), card(desk, request, "helm-why-still"), notify=True, wait=True)
    if first:
        tell_physician(desk, request)


def hands(desk: Desk, request: Request) -> tuple[list[Person], list[Person]]:
    """Who may take this request in hand: first those to tell first, then their deputies."""
    details = desk.records.requests.details(request)
    kept_out = {details.physician} | listed(desk, details)
    if request.outside:  # R29: the own site sees nothing of it
        provincial = [each for each in desk.with_role(Role.PROVINCIAL) if each.id not in kept_out]
        return provincial, []
    site = desk.site(request.site)
    everybody = [each for each in desk.with_role(Role.COORDINATOR, request.site) if each.id not in kept_out]
    deputies = [each for each in everybody if each.email.casefold() == site.deputy]
    return [each for each in everybody if each not in deputies], deputies


def listed(desk: Desk, details: Details) -> set[str]:
    """The physician's "not these people", as the people that they are today."""
    found = (desk.records.people.by_account(Account(*account)) for account in details.not_these)
    return {person.id for person in found if person is not None}


def may_steer(desk: Desk, request: Request) -> bool:
    """Read from the database at every press, whatever the button says (rule 11)."""
    if desk.me is None or request.state is RequestState.CLOSED:
        return False
    return any(desk.me.id == each.id for group in hands(desk, request) for each in group)


def card(desk: Desk, request: Request, why: str) -> Card:
    return desk.card(
        w("helm-card", number=request.number),
        w(why),
        buttons=(
            Button(
                w("open"),
                "helm-open",
                request.id,
                request.version,
                Style.PRIMARY,
                opens=True,
                label=w("helm-open-label", number=request.number),
            ),
        ),
    )


def _steer(desk: Desk, request: Request, level: Helm) -> Request:
    """Set who was told and book when that is over."""
    request = desk.records.requests.change(request, helm=level)
    desk.records.deadlines.cancel(request=request.id, kinds=("helm",))
    hours = AGAIN_HOURS if level is Helm.PHYSICIAN else request.terms.coordinator_answer_hours
    desk.records.deadlines.book("helm", desk.hours(hours), request=request.id, fence=request.version)
    return request


def promise(desk: Desk, request: Request) -> Request:
    """A coordinator will see to it; the physician hears by when."""
    request = _steer(desk, request, Helm.PROMISED)
    tell_physician(desk, request)
    return request
