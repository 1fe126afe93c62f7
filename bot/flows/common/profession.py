"""Whose profession is known, and which one counts (R75): the roster's word, else what was tapped in the form.

It is asked only where the answer decides something: of whoever no roster has it, where more than one is served.
"""

from collections.abc import Iterable

from bot.core.matching import may_support, profession_fits
from bot.core.people import Person, Profession
from bot.core.request import Details
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Choice, Option, Submit, Words, w

_NOT_YET = "choose"  # nobody's profession is assumed


def fields(desk: Desk, sites: Iterable[Site], chosen: str) -> tuple[Choice, ...]:
    """One choice, those that are served first: whoever is of another one reads where the right place is."""
    served = frozenset[Profession]().union(*(site.policy.professions for site in sites))
    if len(served) < 2 or _known(desk.me) is not None:
        return ()
    in_order = sorted(Profession, key=lambda each: each not in served)
    options = (
        Option(_NOT_YET, w("profession-choose")),
        *(Option(each.value, w(f"profession-{each.value}")) for each in in_order),
    )
    return (Choice("profession", w("form-profession"), options, chosen or _NOT_YET),)


def mistakes(submit: Submit) -> dict[str, Words]:
    """By the field of the form, where it was asked and not said."""
    return {"profession": w("profession-missing")} if submit.one("profession") == _NOT_YET else {}


def read(me: Person | None, submit: Submit, known: str = "") -> str:
    """`known` is what they tapped before; it stays where this form does not ask."""
    said = submit.one("profession")
    return said if _known(me) is None and said in set(Profession) else known


def profession_of(physician: Person | None, details: Details) -> Profession | None:
    """None is unknown (core/matching.py)."""
    known = _known(physician)
    return known or (Profession(details.profession) if details.profession in set(Profession) else None)


def is_peer(desk: Desk, site: Site, supporter: Person) -> bool:
    """Whether the presser could be offered to them, as far as it is known what both work as."""
    return profession_fits(_known(desk.me), supporter.works_as, site.policy)


def may_be_supporter(desk: Desk, person: Person) -> bool:
    """Whoever is on the roster and a peer of those whom their site serves."""
    return person.listed and may_support(desk.policy(person.site), person.works_as)


def _known(person: Person | None) -> Profession | None:
    return person.works_as if person is not None else None
