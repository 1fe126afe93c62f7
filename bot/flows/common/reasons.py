"""The reason, from the closed list of a site: shown only as far as the tick said (R09, R30).

Where a site shows it with the name, each colleague who is asked sees it; elsewhere only the one who takes the request.
What the tick said travels in its name, so that a policy which changes later shows nothing that was not agreed to.
"""

from collections.abc import Sequence

from bot.core.policy import ReasonShown
from bot.core.request import Details, Request
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Fact, Phrase, Submit, Tick, w

_TAKES = "share_reason"
_EACH = "share_reason_with_name"


def tick(sites: Sequence[Site], *, ticked: bool = False) -> Tick:
    """For a form in which one of `sites` is chosen: it promises what holds at each of them."""
    if all(site.policy.reason_shown is ReasonShown.WITH_NAME for site in sites):
        return Tick(_EACH, w("form-share-reason-each"), ticked)
    return Tick(_TAKES, w("form-share-reason"), ticked)


def shared(submit: Submit) -> tuple[bool, bool]:
    """Whether the reason is shared, and whether with the name, as the tick said it."""
    each = submit.one(_EACH) == "yes"
    return each or submit.one(_TAKES) == "yes", each


def shown(desk: Desk, request: Request, details: Details) -> tuple[Fact, ...]:
    """To whoever has confirmed."""
    shares = details.share_reason and details.reason
    return (Fact(w("reason-is"), _words(desk, request, details.reason)),) if shares else ()


def shown_with_name(desk: Desk, request: Request, details: Details) -> tuple[Fact, ...]:
    return shown(desk, request, details) if details.reason_with_name else ()


def of_site(site: Site) -> tuple[tuple[str, Phrase], ...]:
    """Each reason of the site's list, as people read it."""
    return tuple((each.id, each.words or w(f"reason-{each.id}")) for each in site.reasons)


def _words(desk: Desk, request: Request, reason_id: str) -> Phrase:
    return dict(of_site(desk.site(request.site))).get(reason_id) or w(f"reason-{reason_id}")
