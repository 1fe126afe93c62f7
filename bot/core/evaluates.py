"""Whom somebody evaluates (R27, rule 18): the entries as typed, and beside each of them whom it names.

An entry is an e-mail or, in the roster's cell, "dept:" and a department. Both stay as they were typed, since most who
ask are on no list and have nothing else to be known by. An e-mail that is somebody's on the roster is kept with that
person's id as well, so that no change of their e-mail undoes it. An entry that somebody confirmed as not on the roster
ends with "!" in the cell. Of somebody who was erased a mark stays: a hash, which is only ever compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256

from bot.core.likeness import plain
from bot.core.people import Person

DEPARTMENT = "dept:"
CONFIRMED = "!"  # behind an entry of the cell: it names nobody on the roster, and is right all the same


@dataclass(frozen=True, slots=True)
class Asker:
    """All that the one who asks may be known by: who they are, or may be by their e-mail, and what they typed."""

    ids: frozenset[str]
    emails: frozenset[str]  # plain, none empty
    departments: frozenset[str]  # plain, none empty

    @classmethod
    def of(cls, people: Iterable[Person], emails: Iterable[str], departments: Iterable[str]) -> "Asker":
        """`people` are the one who asks and those of the roster who may be the same."""
        known = tuple(people)
        return cls(
            frozenset(each.id for each in known),
            _plain((*emails, *(each.email for each in known))),
            _plain((*departments, *(each.department for each in known))),
        )


def evaluates(person: Person, asker: Asker) -> bool:
    """By id, by any e-mail, by a mark, by any department."""
    if any(found in asker.ids for _, found in person.evaluates_found):
        return True
    if any(plain(entry) in asker.emails for entry in person.evaluates_people):
        return True
    if person.evaluates_marks and any(mark(email) in person.evaluates_marks for email in asker.emails):
        return True
    return any(plain(entry) in asker.departments for entry in person.evaluates_departments)


# --- keeping it true -------------------------------------------------------------------------------------------------


def resolved(person: Person, by_email: Mapping[str, str]) -> Person:
    """With whom each entry names by now; `by_email` gives the id of whoever on the roster has an e-mail (`plain`).

    Whom it named before stays: an e-mail that became somebody else's names both.
    """
    found = {(entry, by_email[plain(entry)]) for entry in person.evaluates_people if plain(entry) in by_email}
    return (
        person if found <= person.evaluates_found else replace(person, evaluates_found=person.evaluates_found | found)
    )


def resolve_all(people: Iterable[Person], before: Iterable[Person] = ()) -> list[Person]:
    """Whoever of everybody has an entry that names somebody by now and did not yet, as they are to be kept.

    Asked before anybody is renamed, so that the entry keeps who it meant, and after anybody was added. `before` are the
    people as they stood, where names change: an entry that comes with the change may still say the old e-mail.
    """
    everybody = list(people)
    old, new = ({plain(each.email): each.id for each in known if each.email} for known in (before, everybody))
    named = ((each, resolved(resolved(each, old), new)) for each in everybody if each.evaluates_people)
    return [after for known, after in named if after is not known]


def found_by(person: Person, other: Person) -> Person:
    """`person`, as read anew, with whom their entries named when they were read as `other`."""
    kept = {pair for pair in other.evaluates_found if pair[0] in person.evaluates_people}
    if kept <= person.evaluates_found:
        return person
    return replace(person, evaluates_found=person.evaluates_found | kept)


def carried(known: Person, file: Person) -> Person:
    """`file` is what a roster file says of `known`: what its entries were resolved to goes with them.

    An entry whose person was erased stays a mark, whoever types it again; a mark stays though no file can name it.
    """
    gone = {entry for entry in file.evaluates_people if mark(entry) in known.evaluates_marks}
    people = file.evaluates_people - gone
    return replace(
        file,
        evaluates_people=people,
        evaluates_settled=file.evaluates_settled - gone,
        evaluates_found=frozenset(pair for pair in known.evaluates_found if pair[0] in people),
        evaluates_marks=known.evaluates_marks,
    )


def forgotten(person: Person, erased: Person) -> Person:
    """Without anything that names `erased`: marks in the place of the entries that did, and of their e-mail today.
    The same person, where none did."""
    own = {entry for entry, found in person.evaluates_found if found == erased.id}
    own |= {entry for entry in person.evaluates_people if erased.email and plain(entry) == plain(erased.email)}
    if not own:
        return person
    marks = {mark(email) for email in (*own, erased.email) if email}
    return replace(
        person,
        evaluates_people=person.evaluates_people - own,
        evaluates_settled=person.evaluates_settled - own,
        evaluates_found=frozenset(
            (entry, found) for entry, found in person.evaluates_found if entry not in own and found != erased.id
        ),
        evaluates_marks=person.evaluates_marks | marks,
    )


def mark(email: str) -> str:
    """Nobody is read from it who is not guessed first; it is in a sealed profile only."""
    return sha256(f"evaluates\0{plain(email)}".encode()).hexdigest()


# --- entries that name nobody ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nameless:
    """An entry that names nobody and no department, as the cell has it; `near` is what may have been meant, or "".

    `gone` where it names somebody who was on the roster and is not any more."""

    person: Person
    entry: str
    near: str
    gone: bool = False


def nameless(person: Person, emails: Iterable[str], departments: Iterable[str]) -> tuple[Nameless, ...]:
    """Those of this person's entries that name nobody, and that nobody confirmed as not on the roster.

    `emails` are the roster's, `departments` those that this person's site knows.
    """
    found = {entry for entry, _ in person.evaluates_found}
    people = sorted(person.evaluates_people - found - person.evaluates_settled)
    known = {plain(each): each for each in departments}
    others = [
        each
        for each in sorted(person.evaluates_departments)
        if plain(each) not in known and f"{DEPARTMENT}{each}" not in person.evaluates_settled
    ]
    if not people and not others:
        return ()
    return (
        *(Nameless(person, each, _near(each, (email for email in emails if email[:2] == each[:2]))) for each in people),
        *(Nameless(person, cell(each), _near_department(each, known)) for each in others),
    )


def cell(department: str) -> str:
    """A department as an entry: a space ends an entry, so "_" stands for it."""
    return f"{DEPARTMENT}{department.replace(' ', '_')}"


def known_departments(listed: Iterable[str], people: Iterable[Person]) -> tuple[str, ...]:
    """What a site lists; a site that lists none knows whatever is in a row of its people."""
    return tuple(listed) or tuple(sorted({each.department for each in people if each.department}))


def near_department(name: str, departments: Iterable[str]) -> str:
    """In the list's own spelling."""
    known = {plain(each): each for each in departments}
    near = _near(plain(name), known)
    return known[near] if near else ""


def _near_department(name: str, known: Mapping[str, str]) -> str:
    near = _near(plain(name), known)
    return cell(known[near]) if near else ""


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.75)), "")


def _plain(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(found for each in texts if each and (found := plain(each)))
