"""Every role of somebody ends, whoever says so: they, the roster, or whoever runs the machine. The person stays.

A supporter's part ends as when they leave (leaving.py). What was in a coordinator's hands goes to whoever is there,
with hours of its own, and whoever they named to stand in stands in no longer.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.core.people import Joining, Person, Role, Standing
from bot.core.request import Request, RequestState
from bot.flows import (
    calls,
    capacity,
    digest,
    helm,
    joining,
    leaving,
    referring,
    role,
    standing_in,
    volunteering,
    vouched_roles,
)
from bot.flows.cards import last_word
from bot.flows.desk import POSTS, Desk
from bot.surface import w

_SLOTS = (
    joining.SLOT, volunteering.DEBRIEFS, referring.SLOT, capacity.SLOT, digest.SLOT, standing_in.SLOT, role.SLOT,
    vouched_roles.SLOT,
)  # fmt: skip
_KINDS = (digest.KIND, standing_in.KIND, joining.KIND)


def is_last(desk: Desk, person: Person) -> bool:
    """Whether a post would be nobody's without them: no other person of the roster has it and can be reached."""
    return any(not _others(desk, person, post) for post in POSTS if person.has(post))


def part(desk: Desk, person: Person, let_go: Callable[[Desk, Person], None] = leaving.step_back) -> Person:
    """End every role of theirs, and whatever was on its way to one. Whoever calls it has looked at `is_last`.

    `let_go` is what becomes of offers and matches.
    """
    records = desk.records
    mine = [(each, helm.who(desk, each)) for each in standing_in.in_sight(desk, person)] if has_post(person) else []
    named = standing_in.named_by(desk, person)
    held_by_named = standing_in.held_by(desk, named) if named else []
    standing_for = standing_in.away_for(desk, person)
    held = standing_in.held_by(desk, person) if standing_for else []
    for offer in records.offers.live_of(person.id):
        records.requests.get(offer.request)  # requests are held before people
    records.people.lock(person.id)
    before = records.people.get(person.id)
    if before.has(Role.SUPPORTER):
        leaving.farewell(desk, before)
    amended = records.people.get(person.id)
    records.people.save(replace(amended, roles=frozenset(), standing=Standing(amended=amended.standing.amended)))
    records.deadlines.cancel(person=person.id, kinds=_KINDS)
    if before.has(Role.SUPPORTER):
        let_go(desk, before)
        capacity.look_again(desk, before.site)
    if before.standing.joining is not Joining.NOT:
        joining.rest(desk, before.site)
    for away in standing_for:
        records.people.lock(away.id)
        standing_in.gone(desk, records.people.get(away.id), before, _now(desk, held), w("all-quiet"))
    if has_post(before):
        _leave_post(desk, before, mine, named, held_by_named)
    for slot in _SLOTS:
        if records.slots.standing(person.id, slot):
            last_word(desk, person.id, slot, w("all-quiet"))
    return records.people.get(person.id)


def has_post(person: Person) -> bool:
    return any(person.has(post) for post in POSTS)


def _leave_post(
    desk: Desk,
    left: Person,
    mine: list[tuple[Request, Person | None]],
    named: Person | None,
    held_by_named: list[Request],
) -> None:
    if named is not None:
        standing_in.end(desk, desk.records.people.get(left.id), named, _now(desk, held_by_named), w("post-ended"))
    for request, hand in mine:
        for still in _now(desk, [request]):
            helm.pass_on(desk, still, left, hand)
    calls.pass_on(desk, left)
    if left.has(Role.COORDINATOR):
        for pass_on in (joining.pass_on, volunteering.pass_on, referring.pass_on):
            pass_on(desk, left.site)


def _now(desk: Desk, requests: list[Request]) -> list[Request]:
    """As they stand by now; what has closed meanwhile is nobody's."""
    found = (desk.records.requests.get(each.id) for each in requests)
    return [each for each in found if each is not None and each.state is not RequestState.CLOSED]


def _others(desk: Desk, person: Person, post: Role) -> list[Person]:
    found = desk.records.people.with_role(post, person.site if post is Role.COORDINATOR else None)
    return [each for each in found if each.id != person.id and desk.records.people.accounts(each.id)]
