"""Where the one who asks works: asked of whoever the roster does not say it of, where a supporter evaluates one (R27).

One choice that may be left; it is in the sealed details of the request.
"""

from collections.abc import Iterable

from bot.core.people import Person, Role
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Choice, Option, Verbatim, w

_MOST = 98


def fields(desk: Desk, sites: tuple[Site, ...], chosen: str) -> tuple[Choice, ...]:
    """None, where the site lists no department or nobody there evaluates one."""
    listed = _listed(site for site in sites if _matters(desk, site))
    if not listed or not _is_asked(desk.me):
        return ()
    options = tuple(Option(each, Verbatim(each)) for each in listed[:_MOST])
    return (Choice("department", w("form-department"), (Option("", w("form-department-other")), *options), chosen),)


def read(desk: Desk, value: str) -> str:
    """Only what a site lists gets in."""
    return value if _is_asked(desk.me) and value in _listed(desk.programme.sites.values()) else ""


def _is_asked(me: Person | None) -> bool:
    return me is None or not me.department


def _matters(desk: Desk, site: Site) -> bool:
    return bool(site.departments) and any(
        each.evaluates_departments for each in desk.with_role(Role.SUPPORTER, site.id)
    )


def _listed(sites: Iterable[Site]) -> list[str]:
    """Each once, in the files' order."""
    return list(dict.fromkeys(department for site in sites for department in site.departments))
