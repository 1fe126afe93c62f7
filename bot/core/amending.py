"""The roster file and the chat both say who somebody is; whose word counts.

What was changed in the chat counts until the file says something new. For each thing that was changed there we remember
what the file said of it then: the same word again, or an empty cell, changes nothing; another word wins, and the chat's
is forgotten. So an old file, imported once more for the sake of one new line, takes nobody's bio or training away.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.core import evaluates
from bot.core.people import Person, Role, Standing

_ROLE = "supporter"
_AGREEMENT = "agreement"
_EVALUATES = "evaluates"
_FIELDS = {
    _AGREEMENT: ("agreement_version", "agreement_signed_on"),
    _EVALUATES: ("evaluates_people", "evaluates_departments", "evaluates_settled", "evaluates_found"),
}


def digest(word: str) -> str:
    """Of what names somebody a hash is enough, since it is only ever compared: nothing is left to erase."""
    return sha256(word.encode()).hexdigest() if word else ""


_SAID: dict[str, Callable[[Person], str]] = {
    _ROLE: lambda person: "yes" if person.has(Role.SUPPORTER) else "no",  # no roles is a word too: a physician
    _AGREEMENT: lambda person: f"{person.agreement_version} {person.agreement_signed_on or ''}".strip(),
    "languages": lambda person: " ".join(person.languages),
    "trained_hours": lambda person: f"{person.trained_hours:g}" if person.trained_hours else "",
    "bio": lambda person: person.bio,
    "name": lambda person: digest(person.name),
    "email": lambda person: digest(person.email),
    "phone": lambda person: digest(person.phone),
    "profession": lambda person: person.works_as or "",
    "stage": lambda person: person.stage or "",
    "specialty": lambda person: digest(person.specialty),
    "gender": lambda person: digest(person.gender),
    "department": lambda person: digest(person.department),
    _EVALUATES: lambda person: digest(_entries(person)),
}


def amend(person: Person, **changes: Any) -> Person:
    """`person` with what the chat says of them now. `supporter` gives or takes the role; all else is a field of
    Person, but for the site, which is a file's alone to say."""
    supporter = changes.pop(_ROLE, None)
    after = replace(person, **changes)
    if supporter is not None:
        after = _with_role(after, supporter=supporter)
    known = dict(person.standing.amended)
    for column, said in _SAID.items():
        if said(after) != said(person):
            known.setdefault(column, said(person))  # unless the chat has changed it before: that is the file's word
    return _noting(after, person.standing, known)


def merge(known: Person, file: Person) -> Person:
    """Who `known` is once the file has said `file`. The standing is theirs, whatever a file says."""
    after = evaluates.carried(known, replace(file, id=known.id, language=known.language))
    after = _with_profession(after, known)
    kept: dict[str, str] = {}
    for column, before in known.standing.amended:
        if _SAID[column](file) in {"", before}:
            kept[column] = before
            after = _keep(column, known, after)
    return _noting(after, known.standing, kept)


def _with_profession(after: Person, known: Person) -> Person:
    """A file without that column says nothing of it, and one that says the same is no news."""
    same = replace(after, profession=known.profession)
    return same if after.profession is None or same.works_as is after.works_as else after


def _keep(column: str, known: Person, after: Person) -> Person:
    if column == _ROLE:
        return _with_role(after, supporter=known.has(Role.SUPPORTER))
    fields = _FIELDS.get(column, (column,))
    return replace(after, **{name: getattr(known, name) for name in fields})


def email_in_the_file(person: Person) -> str:
    """The digest of the e-mail by which the file knows them, where it was changed in the chat; or ""."""
    return dict(person.standing.amended).get("email", "")


def _entries(person: Person) -> str:
    """Those of the cell, and which of them was confirmed, in no order."""
    people = (f"{each}!" if each in person.evaluates_settled else each for each in person.evaluates_people)
    departments = (f"{evaluates.DEPARTMENT}{each}" for each in person.evaluates_departments)
    marked = (f"{each}!" if each in person.evaluates_settled else each for each in departments)
    return " ".join(sorted((*people, *marked)))


def _with_role(person: Person, *, supporter: bool) -> Person:
    roles = person.roles | {Role.SUPPORTER} if supporter else person.roles - {Role.SUPPORTER}
    return replace(person, roles=frozenset(roles))


def _noting(person: Person, standing: Standing, amended: dict[str, str]) -> Person:
    return replace(person, standing=replace(standing, amended=tuple(sorted(amended.items()))))
