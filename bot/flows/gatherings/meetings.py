"""Which gatherings there are, and on whose board each hangs (R62): from the programme file, and planned in the chat."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Person, Role
from bot.core.weekly import next_weekly
from bot.flows.common.desk import Desk
from bot.ports.records import Planned
from bot.programme.values import Gathering
from bot.surface import Phrase, Verbatim

COMMUNITY = "community"
STAFF = frozenset({Role.COORDINATOR, Role.LEAD, Role.PROVINCIAL})
# Whose board a kind hangs on; a coordinator sees all of their site's.
_FOR = {
    "debrief": frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    "training": frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    COMMUNITY: STAFF,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next meeting of a gathering; `at` is None where no hour is published."""

    id: str
    site: str
    title: Phrase
    kind: str
    at: datetime | None
    weekly: bool
    where: Phrase
    join_url: str
    capacity: int | None
    planned: bool = False


def meetings(desk: Desk, person: Person | None = None) -> list[Meeting]:
    """What hangs on this person's board (the presser's, unless another is named), the next one first."""
    who = person or desk.me
    sites = (who.site,) if who else tuple(site.id for site in desk.my_sites())
    found = {each.id: each for site in sites for each in _of_site(desk, site)}
    mine = [each for each in found.values() if _may_come(who, each.kind)]
    return sorted(mine, key=lambda each: (each.at is None, each.at or desk.now))


def by_id(desk: Desk, gathering_id: str) -> Meeting | None:
    """Whoever's board it hangs on; None if it is over or has no hour. For its calendar file."""
    every = (each for site in desk.programme.sites for each in _of_site(desk, site))
    return next((each for each in every if each.id == gathering_id and each.at), None)


def _of_site(desk: Desk, site: str) -> list[Meeting]:
    from_file = [_from_file(each, desk.now) for each in desk.programme.gatherings_of(site)]
    in_chat = [_planned(desk, each) for each in desk.records.gatherings.planned(desk.now) if each.site == site]
    return [each for each in from_file if each is not None] + in_chat


def _may_come(person: Person | None, kind: str) -> bool:
    wanted = _FOR.get(kind)
    return wanted is None or (person is not None and bool(wanted & person.roles))


def _from_file(gathering: Gathering, now: datetime) -> Meeting | None:
    """None: it is over."""
    at = gathering.next_after(now)
    if at is None and gathering.starts_at is not None:
        return None
    return Meeting(
        id=file_id(gathering),
        site=gathering.site,
        title=gathering.title,
        kind=gathering.kind,
        at=at,
        weekly=gathering.repeats == "weekly",
        where=gathering.where,
        join_url=gathering.join_url,
        capacity=gathering.capacity,
    )


def _planned(desk: Desk, planned: Planned) -> Meeting:
    """On the clock of its site, which a weekly one keeps."""
    at = desk.local(planned.site, planned.starts_at)
    if planned.weekly and at < desk.now:
        at = next_weekly(at, desk.now)
    return Meeting(
        id=planned.id,
        site=planned.site,
        title=Verbatim(planned.title),
        kind=planned.kind,
        at=at,
        weekly=planned.weekly,
        where=Verbatim(planned.where),
        join_url=planned.join_url,
        capacity=planned.capacity,
        planned=True,
    )


def file_id(gathering: Gathering) -> str:
    """The same as long as the programme file says the same."""
    said = (gathering.site, gathering.title.texts, str(gathering.starts_at))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def zone_site(desk: Desk, meeting: Meeting) -> str:
    """Whose clock the hour is told by: a programme-wide one is told by the reader's own."""
    mine = desk.my_sites()
    return meeting.site or (mine[0].id if mine else next(iter(desk.programme.sites)))
