"""Sites that lend their supporters to others (R29), and what the province's coordinator reads where none can help."""

from bot.core.request import Request
from bot.flows.common.desk import Desk
from bot.surface import Phrase, w


def nobody_there(desk: Desk, request: Request) -> Phrase:
    """Why the list of supporters is empty."""
    if not request.outside:
        return w("explained-nobody")
    lends = any(site.policy.inter_site for site in desk.programme.sites.values() if site.id != request.site)
    return w("lent-by-nobody") if lends else w("lends-none")
