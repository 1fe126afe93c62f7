"""Who is on the roster and in no line of the file; and what it takes before a file may end them (`--complete`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.people import Person, Role
from bot.runtime.roster_import.known import Known, Waits
from bot.runtime.roster_import.recognising import Match

FEW = 2  # people whom a file may end without their number
SHARE = 0.05  # of the people of the file's sites; whichever is less
_HANDS = frozenset({Role.COORDINATOR, Role.PROVINCIAL})


@dataclass(frozen=True, slots=True)
class Ends:
    """`missing` are of the file's sites; `people` are those of them who end. Whoever came by themselves is neither."""

    missing: tuple[Person, ...] = ()
    people: tuple[Person, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()  # sites that the file does not name, and how many are there
    coordinators: int = 0
    waiting: int = 0  # people who wait for a call, and whom this concerns
    needs_number: bool = False


def who_ends(matches: Sequence[Match], known: Known, waits: Waits, *, complete: bool) -> Ends:
    """Nobody of a site that the file does not name, and so nobody at all by a file without a line."""
    sites = {match.row.person.site for match in matches}
    named = {match.person.id for match in matches if match.person}
    listed = [each for each in known.people.values() if each.listed]
    there = [each for each in listed if each.site in sites]
    missing = sorted((each for each in there if each.id not in named), key=lambda each: (each.site, each.name, each.id))
    elsewhere: dict[str, int] = {}
    for each in listed:
        if each.site not in sites and each.id not in named:
            elsewhere[each.site] = elsewhere.get(each.site, 0) + 1
    counted = tuple(sorted(elsewhere.items()))
    if not complete:
        return Ends(tuple(missing), elsewhere=counted)
    waiting = _waiting(missing, waits)
    hands = sum(bool(each.roles & _HANDS) for each in missing)
    many = len(missing) > min(FEW, SHARE * len(there))
    return Ends(tuple(missing), tuple(missing), counted, hands, waiting, bool(many or hands or waiting))


def concerned(people: Sequence[Person], waits: Waits) -> bool:
    """Whether anybody of them has a live match or request."""
    return _waiting(people, waits) > 0


def _waiting(people: Sequence[Person], waits: Waits) -> int:
    ids = {each.id for each in people}
    waiting = ids & ((waits.asking - waits.invited) | waits.calling)
    for supporter in ids & waits.matches.keys():
        waiting |= waits.matches[supporter]
    return len(waiting)
