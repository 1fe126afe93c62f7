"""A plan into the database: what has changed and nothing else, with what it means for those who are asked right now."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core import evaluates
from bot.core.people import POSTS, Person, Role, Standing
from bot.core.request import OfferState
from bot.flows.common.desk import Desk
from bot.flows.departures import last_holder, unlisting
from bot.flows.match import capacity
from bot.flows.supporter import leaving
from bot.ports.records import Conflict
from bot.programme import Programme
from bot.runtime.roster_import.ending import concerned
from bot.runtime.roster_import.known import Walk, as_it_is, read_waits
from bot.runtime.roster_import.plan import Change, Plan
from storage.transactions.unit_of_work import UnitOfWork


def write(unit: UnitOfWork, programme: Programme, plan: Plan, *, walk: Walk = as_it_is) -> None:
    """Raises Conflict where somebody is not any more as the plan has them; nothing is to stay written then."""
    desk = Desk(unit, programme, unit.now)
    _hold_requests(desk, unit, plan)
    for change in plan.changes:
        _is_as_read(unit, change)
    _ends_are_as_read(unit, plan)
    for change in plan.changes:
        for account in change.replaced:
            unit.people.account_gone(account)
    by_id = {change.after.id: change for change in plan.changes}
    for after in walk([change.after for change in plan.changes], len(plan.changes)):
        _keep(desk, unit, by_id[after.id])
    _keep_names(unit, plan)
    unit.people.without_tick()
    for change in plan.changes:
        _role_ended(desk, change)
        _loses_accounts(desk, unit, change)
    for person in plan.ends.people:
        unit.people.lock(person.id)
        unlisting.unlist(desk, unit.people.get(person.id))
    for site in _sites(plan):
        if site in programme.sites:
            capacity.look_again(desk, site)


def _hold_requests(desk: Desk, unit: UnitOfWork, plan: Plan) -> None:
    """Of whoever loses a role, an account or their place: requests are held before people."""
    parting_ones = [each.known for each in plan.changes if each.known and _loses_post(each)]
    for person in (*parting_ones, *plan.ends.people):
        last_holder.hold(desk, person)
    losing = [each.known.id for each in plan.changes if each.known and each.known.roles - each.after.roles]
    losing += [person for each in plan.changes for person in each.losing]
    for person_id in (*losing, *(each.id for each in plan.ends.people)):
        for offer in unit.offers.live_of(person_id):
            unit.requests.get(offer.request)
        unit.requests.of_physician(person_id)


def _is_as_read(unit: UnitOfWork, change: Change) -> None:
    """Held from here on, and nobody came in between. Raises Conflict."""
    known = change.known
    for account, before in zip(change.arriving, change.owners, strict=True):
        owner = unit.people.by_account(account)
        if (owner.id if owner else "") != before:
            raise Conflict("account")
    if not all(map(unit.people.unlisted, change.joins)):
        raise Conflict("person")
    if known is None:
        if unit.people.by_email(change.after.email) is not None:
            raise Conflict("person")
        return
    unit.people.lock(known.id)
    if unit.people.find(known.id) != known or set(unit.people.accounts(known.id)) != set(change.accounts):
        raise Conflict("person")


def _ends_are_as_read(unit: UnitOfWork, plan: Plan) -> None:
    for person in plan.ends.people:
        if unit.people.find(person.id) != person:
            raise Conflict("person")
    if plan.ends.people and not plan.ends.needs_number and concerned(plan.ends.people, read_waits(unit)):
        raise Conflict("somebody has asked since")


def _keep(desk: Desk, unit: UnitOfWork, change: Change) -> None:
    known, after = change.known, change.after
    if known is None:
        unit.people.insert(after)
    elif after != known:
        standing = _parted(desk, change) or after.standing
        unit.people.put(after)
        if standing != known.standing:
            unit.people.save_standing(after.id, standing)
    for account in change.arriving:
        unit.people.attach(after.id, account, known.language if known else "")
    for guest in change.joins:
        if unit.joining.join(guest, after.id):
            _not_their_own(desk, unit, after)
    if change.replaced:
        unit.slots.follow(after.id, desk.waking(after.site))


def _parted(desk: Desk, change: Change) -> Standing | None:
    """Whoever has no role any more, or not that post: what was in their hands goes to whoever is there. How they stand
    from then on.

    The last one with a post has nobody to pass anything on to: `check` says what is missing then."""
    known = change.known
    if known is None or not known.roles or last_holder.is_last(desk, known):
        return None
    if not change.after.roles:
        parted = last_holder.part(desk, known)
    elif _loses_post(change):
        parted = last_holder.leave_post(desk, known)
    else:
        return None
    return replace(parted.standing, amended=change.after.standing.amended)


def _loses_post(change: Change) -> bool:
    """A post is one of a site."""
    known, after = change.known, change.after
    return (
        known is not None
        and known.has_post
        and (known.site != after.site or bool((known.roles - after.roles) & set(POSTS)))
    )


def _not_their_own(desk: Desk, unit: UnitOfWork, person: Person) -> None:
    """A supporter who turns out to be the one who asked: what they were asked goes on to somebody else."""
    own = unit.requests.of_physician(person.id)
    live = unit.offers.live(own.id) if own is not None else None
    if live is not None and live.supporter == person.id:
        if live.state is OfferState.CONFIRMED:
            leaving.step_back(desk, person)
        else:
            leaving.recall(desk, person)


def _keep_names(unit: UnitOfWork, plan: Plan) -> None:
    """Of whoever evaluates somebody who has a name by now, read anew: they may have changed since."""
    for other in plan.others:
        unit.people.lock(other.id)
        unit.people.put(evaluates.found_by(unit.people.get(other.id), other))


def _role_ended(desk: Desk, change: Change) -> None:
    if change.known is not None and Role.SUPPORTER in change.known.roles - change.after.roles:
        unlisting.no_supporter_any_more(desk, change.known)


def _loses_accounts(desk: Desk, unit: UnitOfWork, change: Change) -> None:
    """What is open stays with the person whose account this was; without any other, they are out of reach."""
    for person_id in change.losing:
        if not unit.people.accounts(person_id):
            leaving.out_of_reach(desk, unit.people.get(person_id))
        else:
            unit.slots.follow(person_id, desk.waking(unit.people.get(person_id).site))


def _sites(plan: Plan) -> Iterable[str]:
    changed = (each.after for each in plan.changes)
    before = (each.known for each in plan.changes if each.known)
    return sorted({each.site for each in (*changed, *before, *plan.ends.people)})
