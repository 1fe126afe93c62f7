"""Who may be offered a request: the hard rules once more, written from the documents (rules 3 and 4, R23 to R35).

None of this is shared with bot/core/matching.py: two readings of one text that must agree.
"""

from collections.abc import Iterator
from datetime import datetime

from bench.year.known import Asked, Free, Helper, Known, Offered
from bench.year.town import TRAINING_HOURS, Place, Soul
from bench.year.waking import local_day
from bot.core.people import Stage

_RANK = {None: 2, Stage.TRAINEE: 0, Stage.EARLY: 1, Stage.MID: 2, Stage.LATE: 3, Stage.RETIRED: 3}
_AGAIN = frozenset({"expired", "recalled"})  # whoever only never answered may be asked in a later search


def against(known: Known, asked: Asked, offer: Offered, user: str, at: datetime) -> Iterator[str]:
    """Every rule that this offer breaks at this moment, in words."""
    helper = known.helper(user)
    yield from _about_the_role(helper, at)
    yield from _about_the_person(known, asked, helper.soul)
    free, day = helper.free_at(at), local_day(at)
    if not free.on(day):
        yield "is away, paused or has left"
    most = _limit(known, asked, helper, free)
    if helper.live(at, offer) >= most:
        yield f"has {helper.live(at, offer)} live offers already, and {most} at once is the limit"
    if _tried(asked, offer, user):
        yield "was asked for this request before"


def over_the_ceiling(known: Known, asked: Asked, offer: Offered) -> str:
    """R35: whoever is at the year's ceiling is asked only when nobody else may be, or by name, or by a hand."""
    helper, day = known.helper(offer.supporter), local_day(offer.made_at)
    ceiling = known.town.places[asked.site].ceiling
    if asked.chose(offer) or helper.load(day) < ceiling:
        return ""
    for other in known.town.helpers_at(asked.site):
        candidate = known.helper(other.user)
        if other.user == offer.supporter or candidate.load(day) >= ceiling:
            continue
        if not any(against(known, asked, offer, other.user, offer.made_at)):
            return f"{offer.supporter} has {helper.load(day)} matches this year, and {other.user} was free"
    return ""


def _about_the_role(helper: Helper, at: datetime) -> Iterator[str]:
    """R43, R50, R51: what stands between them and every request, until they have come so far."""
    if not helper.is_supporter(at):
        yield "is no supporter"
    if helper.hours(at) < TRAINING_HOURS:
        yield "is not trained"
    if not helper.has_signed(at):
        yield "has not signed the agreement"


def _about_the_person(known: Known, asked: Asked, soul: Soul) -> Iterator[str]:
    """What no day changes."""
    physician, place = asked.physician, known.town.places[asked.site]
    if soul.user == physician.user:
        yield "is the physician"
    if soul.user in asked.not_these:
        yield "is on the physician's list"
    if physician.user in soul.evaluates or (physician.department and physician.department == soul.evaluates_department):
        yield "evaluates the physician"
    if not asked.outside and soul.site != asked.site:
        yield "is of another site"
    if asked.outside and (soul.site == asked.site or not known.town.places[soul.site].lends):
        yield "is of the physician's own site, or of one that lends nobody"
    if not asked.bent and not _career_fits(asked.stage, soul, place):
        yield "has an earlier career stage than the physician may be offered"


def _career_fits(stage: Stage | None, soul: Soul, place: Place) -> bool:
    """R26. Whoever is unknown counts as mid."""
    asks = _RANK[stage]
    if asks < _RANK[Stage.MID]:
        return True
    return _RANK[soul.stage] >= (_RANK[Stage.MID] if place.not_early else asks)


def _limit(known: Known, asked: Asked, helper: Helper, free: Free) -> int:
    """The site's, the supporter's own if it is lower, and that of the site which lends them."""
    limits = [known.town.places[asked.site].limit, known.town.places[helper.soul.site].limit]
    return min([*limits, *([] if free.limit is None else [free.limit])])


def _tried(asked: Asked, offer: Offered, user: str) -> bool:
    return any(
        other.supporter == user and (other.state not in _AGAIN or other.search == offer.search)
        for other in asked.offers
        if other is not offer and other.made_at <= offer.made_at
    )
