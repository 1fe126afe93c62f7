"""Where the name comes with the offer (R30): how many may see it before the one who asked is asked again."""

from collections.abc import Sequence

from bot.core.policy import Disclosure
from bot.core.request import Offer, OfferState, Request, RequestState
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk
from bot.programme.values import Site

NOBODY_ELSE = 0  # in the place of a number: the physician said no

_UNSEEN = 2  # the version of an offer that ended before it was looked at


def name_first(desk: Desk, request: Request) -> bool:
    return desk.policy(request.site).disclosure is Disclosure.NAME_WITH_OFFER


def names_agreed(desk: Desk, request: Request) -> bool:
    """Whether somebody else may see the name. False while that question is open: the request waits for its answer."""
    return not name_first(desk, request) or request.names_shown < request.names_allowed


def is_asked(desk: Desk, request: Request) -> bool:
    """Whether the physician is asked at this moment. Who said no is not asked again by us."""
    if request.state is not RequestState.SEEKING or names_agreed(desk, request):
        return False
    return request.names_allowed != NOBODY_ELSE and desk.records.offers.live(request.id) is None


def seen(desk: Desk, request: Request, offer: Offer) -> Request:
    """Somebody has looked. Whom the physician asked for by name is not counted: they wanted to be known to them."""
    if offer.asked_by_name or _has_seen(desk, offer):
        return request
    return desk.records.requests.change(request, names_shown=request.names_shown + 1)


def _has_seen(desk: Desk, offer: Offer) -> bool:
    """Whether an earlier offer of the same request showed it to the same person: one colleague is not two."""
    earlier = (each for each in desk.records.offers.of_request(offer.request) if each.id != offer.id)
    return any(each.supporter == offer.supporter and _was_looked_at(each) for each in earlier)


def _was_looked_at(ended: Offer) -> bool:
    """The version moves with the state: once where it ended unseen, and once more where an answer came after that."""
    answered_late = ended.lapsed_at is not None and ended.state is not OfferState.EXPIRED
    return ended.version - answered_late > _UNSEEN


def without(desk: Desk, request: Request, offer: Offer) -> int:
    """How many have seen it without a match, now that this offer is one."""
    counted = name_first(desk, request) and not offer.asked_by_name
    return max(0, request.names_shown - counted)


def ask_again(desk: Desk, request: Request) -> None:
    """An offer came to nothing: if that was the last one who may see the name, the physician is asked (`question`)."""
    if not names_agreed(desk, request):
        tell_physician(desk, request)


def any_shows_first(sites: Sequence[Site]) -> bool:
    """For somebody who has not chosen among them yet."""
    return any(site.policy.disclosure is Disclosure.NAME_WITH_OFFER for site in sites)
