"""Where the name comes with the offer (R30): how many may see it before the one who asked is asked again."""

from collections.abc import Sequence

from bot.core.policy import Disclosure
from bot.core.request import Request
from bot.flows.desk import Desk
from bot.programme.values import Site


def name_first(desk: Desk, request: Request) -> bool:
    return desk.policy(request.site).disclosure is Disclosure.NAME_WITH_OFFER


def names_agreed(desk: Desk, request: Request) -> bool:
    """Whether somebody else may see the name. False while that question is open: the request waits for its answer."""
    return not name_first(desk, request) or request.names_shown < request.names_allowed


def any_shows_first(sites: Sequence[Site]) -> bool:
    """For somebody who has not chosen among them yet."""
    return any(site.policy.disclosure is Disclosure.NAME_WITH_OFFER for site in sites)
