"""What is told to whoever keeps the roster of whom somebody evaluates: entries that name nobody, departments that no
site knows. A hard rule hangs on them (R27), and a slip of the keyboard must not open it in silence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.evaluates import (
    CONFIRMED,
    Nameless,
    known_departments,
    nameless,
    near_department,
    resolved,
)
from bot.core.likeness import plain
from bot.core.people import Person
from bot.programme import Programme


@dataclass(frozen=True, slots=True)
class Strange:
    """A person's own department that their site's list does not have; `near` is what may have been meant, or ""."""

    person: Person
    near: str


def entries(programme: Programme, people: Iterable[Person]) -> Iterator[Nameless]:
    """Of everybody on the roster, each entry that names nobody who is on it, and that nobody confirmed."""
    everybody = list(people)
    listed = [each for each in everybody if each.listed]
    emails = {plain(each.email): each.email for each in listed if each.email}
    departments = _departments(programme, everybody)
    there = {each.id for each in listed}
    gone = {plain(each.email) for each in everybody if each.email and not each.listed}
    for known in listed:
        still = frozenset(pair for pair in known.evaluates_found if pair[1] in there)
        person = resolved(replace(known, evaluates_found=still), emails)
        if person.evaluates_people or person.evaluates_departments:
            named = {entry for entry, _ in known.evaluates_found}
            for each in nameless(person, emails.values(), departments[person.site]):
                yield replace(each, gone=each.entry in named or plain(each.entry) in gone)


def departments(programme: Programme, people: Iterable[Person]) -> Iterator[Strange]:
    """Only where a site lists its departments: whoever evaluates one is told apart by its name."""
    for person in (each for each in people if each.listed):
        site = programme.sites.get(person.site)
        listed = site.departments if site else ()
        if listed and person.department and plain(person.department) not in map(plain, listed):
            yield Strange(person, near_department(person.department, listed))


def sentences(programme: Programme, people: Iterable[Person], places: Mapping[str, str]) -> list[str]:
    """A sentence for each; `places` says by e-mail where in the file somebody stands, else they are named."""
    everybody = list(people)
    return [
        *(_entry(each, _place(each.person, "evaluates", places)) for each in entries(programme, everybody)),
        *(_strange(each, _place(each.person, "department", places)) for each in departments(programme, everybody)),
    ]


def _entry(told: Nameless, place: str) -> str:
    near = f'; did you mean "{told.near}"?' if told.near else "."
    whom = "nobody on the roster any more" if told.gone else "nobody and no department of the roster"
    return f'{place}: "{told.entry}" names {whom}{near} Mend it, or write "{told.entry}{CONFIRMED}" where that is right'


def _strange(told: Strange, place: str) -> str:
    near = f'; did you mean "{told.near}"?' if told.near else ""
    return f'{place}: "{told.person.department}" is no department of site {told.person.site}{near}'


def _place(person: Person, column: str, places: Mapping[str, str]) -> str:
    where = places.get(person.email) or f"{person.name} of site {person.site}"
    return f"{where}, column {column}"


def _departments(programme: Programme, people: Iterable[Person]) -> Mapping[str, tuple[str, ...]]:
    """What each site knows."""
    there: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        there[person.site].append(person)
    return {
        site: known_departments(programme.sites[site].departments if site in programme.sites else (), of_site)
        for site, of_site in there.items()
    }
