"""Every role of somebody ends, or their post alone, whoever says so: they, the roster, or whoever runs the machine.
The person stays.

A supporter's part ends as when they leave (leaving.py). What was in a coordinator's hands goes to whoever is there,
with hours of its own, and whoever they named to stand in stands in no longer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.people import POSTS, Joining, Person, Role, Standing
from bot.core.request import Request, RequestState
from bot.flows.common.cards import end_card
from bot.flows.common.desk import Desk
from bot.flows.coordinator import standing_in, vouched_roles
from bot.flows.match import capacity, digest, escalation
from bot.flows.outreach import nominations
from bot.flows.supporter import availability, joining, leaving, supporter_page
from bot.surface import w

_SLOTS = (
    joining.SLOT, availability.DEBRIEFS, nominations.SLOT, capacity.SLOT, digest.SLOT, standing_in.SLOT,
    supporter_page.SLOT, vouched_roles.SLOT,
)  # fmt: skip
# The cards of a coordinator, whatever else they are.
_POST_SLOTS = tuple(each for each in _SLOTS if each != supporter_page.SLOT)
_KINDS = (digest.KIND, standing_in.KIND, joining.KIND)


def is_last(desk: Desk, person: Person) -> bool:
    """Whether a post would be nobody's without them: no other person of the roster has it and can be reached."""
    return any(not _others(desk, person, post) for post in POSTS if person.has(post))


def part(desk: Desk, person: Person, let_go: Callable[[Desk, Person], None] = leaving.step_back) -> Person:
    """End every role of theirs, and whatever was on its way to one. Whoever calls it has looked at `is_last`.

    `let_go` is what becomes of offers and matches.
    """
    records = desk.records
    held = _Held.by(desk, person)
    for offer in records.offers.live_of(person.id):
        records.requests.get(offer.request)  # requests are held before people
    before = desk.held(person.id)
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
    _stands_in_no_more(desk, before, held)
    if before.has_post:
        _leave_post(desk, before, held)
    _clear(desk, before, _SLOTS)
    return records.people.get(person.id)


def leave_post(desk: Desk, person: Person) -> Person:
    """Their post ends, and with it that they stand in for anybody; nothing else of theirs does. Whoever calls it has
    looked at `is_last`."""
    records = desk.records
    held = _Held.by(desk, person)
    before = desk.held(person.id)
    records.people.save(replace(before, roles=before.roles - set(POSTS), standing=_without_post(before.standing)))
    records.deadlines.cancel(person=person.id, kinds=(digest.KIND, standing_in.KIND))
    _stands_in_no_more(desk, before, held)
    _leave_post(desk, before, held)
    _clear(desk, before, _POST_SLOTS)
    return records.people.get(person.id)


def hold(desk: Desk, person: Person) -> None:
    """The requests that they have in hand, before any person is held."""
    _Held.by(desk, person)


def _without_post(standing: Standing) -> Standing:
    return replace(standing, post_away=False, post_away_until=None, post_deputy="")


def _clear(desk: Desk, person: Person, slots: tuple[str, ...]) -> None:
    for slot in slots:
        end_card(desk, person.id, slot, w("all-quiet"))


@dataclass(frozen=True, slots=True)
class _Held:
    """What is in somebody's hands, and in those of whoever stands in for them, before they have no post any more.
    Requests are held before people."""

    mine: list[tuple[Request, Person | None]]  # and whose hands each was in
    named: Person | None  # to stand in for them
    by_named: list[Request]
    standing_for: list[Person]
    as_stand_in: list[Request]

    @classmethod
    def by(cls, desk: Desk, person: Person) -> "_Held":
        in_sight = standing_in.in_sight(desk, person) if person.has_post else []
        named = standing_in.named_by(desk, person)
        standing_for = standing_in.away_for(desk, person)
        return cls(
            [(each, escalation.who(desk, each)) for each in in_sight],
            named,
            standing_in.held_by(desk, named) if named else [],
            standing_for,
            standing_in.held_by(desk, person) if standing_for else [],
        )


def _stands_in_no_more(desk: Desk, person: Person, held: _Held) -> None:
    for away in held.standing_for:
        standing_in.gone(desk, desk.held(away.id), person, _now(desk, held.as_stand_in), w("all-quiet"))


def _leave_post(desk: Desk, left: Person, held: _Held) -> None:
    if held.named is not None:
        away = desk.records.people.get(left.id)
        standing_in.end(desk, away, held.named, _now(desk, held.by_named), w("post-ended"))
    for request, hand in held.mine:
        for still in _now(desk, [request]):
            escalation.pass_on(desk, still, left, hand)
    standing_in.pass_on(desk, left)


def _now(desk: Desk, requests: list[Request]) -> list[Request]:
    """As they are by now; what has closed meanwhile is nobody's."""
    found = (desk.records.requests.get(each.id) for each in requests)
    return [each for each in found if each is not None and each.state is not RequestState.CLOSED]


def _others(desk: Desk, person: Person, post: Role) -> list[Person]:
    found = desk.records.people.with_role(post, person.site if post is Role.COORDINATOR else None)
    return [each for each in found if each.id != person.id and desk.records.people.accounts(each.id)]
