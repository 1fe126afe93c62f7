"""A request that nobody has stored yet: the site's terms of this moment are its own until it closes."""

from bot.core.policy import Pathway
from bot.core.request import Request, RequestState
from bot.flows.common.desk import Desk
from bot.programme.values import Site


def new_request(
    desk: Desk, site: Site, pathway: Pathway, *, state: RequestState = RequestState.SEEKING, outside: bool = False
) -> Request:
    """Its id and number are drawn where it is stored."""
    return Request(
        id="",
        number="",
        site=site.id,
        pathway=pathway,
        state=state,
        version=1,
        opened_at=desk.now,
        terms=site.policy.terms,
        seeking_since=desk.now,
        outside=outside,
    )
