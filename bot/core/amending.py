"""The roster file and the chat both say who somebody is; whose word stands.

What was changed in the chat stands until the file says something new. For each thing that was changed there we remember
what the file said of it then: the same word again, or an empty cell, changes nothing; another word wins, and the chat's
is forgotten. So an old file, imported once more for the sake of one new line, takes nobody's bio or training away.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.core import evaluates
from bot.core.people import Person, Role, Standing

_ROLE = "supporter"
_AGREEMENT = "agreement"
_SAID: dict[str, Callable[[Person], str]] = {
    _ROLE: lambda person: "yes" if person.has(Role.SUPPORTER) else "no",  # no roles is a word too: a physician
    _AGREEMENT: lambda person: f"{person.agreement_version} {person.agreement_signed_on or ''}".strip(),
    "languages": lambda person: " ".join(person.languages),
    "trained_hours": lambda person: f"{person.trained_hours:g}" if person.trained_hours else "",
    "bio": lambda person: person.bio,
}


def amend(person: Person, **changes: Any) -> Person:
    """`person` with what the chat says of them now: a `bio`, `languages`, `trained_hours`, an agreement, the role.

    `supporter` gives or takes the role; everything else is a field of Person.
    """
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
    kept: dict[str, str] = {}
    for column, before in known.standing.amended:
        if _SAID[column](file) in {"", before}:
            kept[column] = before
            after = _keep(column, known, after)
    return _noting(after, known.standing, kept)


def _keep(column: str, known: Person, after: Person) -> Person:
    if column == _ROLE:
        return _with_role(after, supporter=known.has(Role.SUPPORTER))
    fields: Iterable[str] = ("agreement_version", "agreement_signed_on") if column == _AGREEMENT else (column,)
    return replace(after, **{name: getattr(known, name) for name in fields})


def _with_role(person: Person, *, supporter: bool) -> Person:
    roles = person.roles | {Role.SUPPORTER} if supporter else person.roles - {Role.SUPPORTER}
    return replace(person, roles=frozenset(roles))


def _noting(person: Person, standing: Standing, amended: dict[str, str]) -> Person:
    return replace(person, standing=replace(standing, amended=tuple(sorted(amended.items()))))
