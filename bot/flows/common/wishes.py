"""The one wish about a colleague (R24, R76): which a request may have, and what it means to the matching.

The list is the site's. What supporters say of their own life is on it only while some of them say so, so that no wish
points at one person; what is missing in the asker's own data is left out for them. Nothing else moves the list.
"""

from collections import Counter

from bot.core.matching import Wish, WishKind
from bot.core.people import Kind, Person, Role
from bot.core.request import Details, Request
from bot.flows.common import access
from bot.flows.common.desk import Desk
from bot.programme.taps import ListedWish
from bot.programme.values import Site
from bot.surface import Choice, Option, Phrase, w

ENOUGH = 3  # supporters


def fields(desk: Desk, site: Site, chosen: str, *, asks_department: bool) -> tuple[Choice, ...]:
    """One choice, no preference first. `asks_department`: the form asks for theirs where the roster has none."""
    listed = {each.id: words(each) for each in _offered(desk, site, department=asks_department)}
    if not listed:
        return ()
    options = (Option("", w("no-preference")), *(Option(each, said) for each, said in listed.items()))
    return (Choice("wish", w("form-wish"), options, chosen if chosen in listed else ""),)


def _offered(desk: Desk, site: Site, *, department: bool) -> tuple[ListedWish, ...]:
    me = desk.me
    missing = set()
    if me is None or not me.specialty:
        missing |= {"same-specialty", "other-specialty"}
    if not department and (me is None or not me.department):
        missing.add("other-department")
    standing = frozenset() if _is_written_down(desk) else _standing(desk, site)
    return tuple(each for each in site.wishes if each.id not in missing and (not each.own or each.id in standing))


def _is_written_down(desk: Desk) -> bool:
    """Whether a coordinator fills it in for somebody (R74), who hears the wish and sees the places: from the two they
    would read who ticked it."""
    if desk.me is not None:
        return desk.me.kind is Kind.ABSENT
    return desk.account is not None and desk.records.people.by_account(desk.account) is not None


def own_of(site: Site) -> tuple[ListedWish, ...]:
    """What supporters tick of themselves."""
    return tuple(each for each in site.wishes if each.own)


def words(wish: ListedWish) -> Phrase:
    return wish.words or w(f"wish-{wish.id}")


def told(site: Site, wish_id: str) -> Phrase | None:
    """None for one that the site lists no more."""
    return next((words(each) for each in site.wishes if each.id == wish_id), None)


def wish_of(desk: Desk, request: Request, details: Details, physician: Person) -> Wish | None:
    """As the form has it. Whatever cannot be compared any more is no wish (R24)."""
    match details.wish:
        case "":
            return None
        case "gender-woman" | "gender-man":
            return Wish(WishKind.GENDER, details.wish.removeprefix("gender-"))
        case "same-specialty":
            return Wish(WishKind.SAME_SPECIALTY, physician.specialty)
        case "other-specialty":
            return Wish(WishKind.OTHER_SPECIALTY, physician.specialty) if physician.specialty else None
        case "other-department":  # where the form asked, no department says that it is none of the site's list
            return Wish(WishKind.OTHER_DEPARTMENT, physician.department or details.department)
    if physician.kind is Kind.ABSENT:  # `_is_written_down`
        return None
    standing = _standing(desk, desk.site(request.site), outside=request.outside)
    return Wish(WishKind.TAG, details.wish) if details.wish in standing else None


def _standing(desk: Desk, site: Site, *, outside: bool = False) -> frozenset[str]:
    """The site's own wishes that enough supporters within reach hold, whether or not they are away: who looks at the
    list twice learns nothing of anybody's days."""
    own = {each.id for each in own_of(site)}
    if not own:
        return frozenset()
    found = desk.with_role(Role.SUPPORTER, None if outside else site.id)
    reach = (each for each in found if (each.site != site.id) is outside)
    ready = (each for each in reach if access.is_ready(desk, each) and desk.records.people.accounts(each.id))
    held = Counter(tag for each in ready for tag in set(each.standing.tags) & own)
    return frozenset(tag for tag, holders in held.items() if holders >= ENOUGH)
