"""Who may be offered a request: the hard rules once more, written from the documents (rules 3 and 4, R23 to R35).

None of this is shared with bot/core/matching.py: two readings of one text that must agree.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bench.year.asked import Asked, Offered
from bench.year.helper import Free, Helper
from bench.year.known import Known
from bench.year.town import TRAINING_HOURS, Place, Soul
from bench.year.waking import local_day
from bot.core.people import Stage

_RANK = {None: 2, Stage.TRAINEE: 0, Stage.EARLY: 1, Stage.MID: 2, Stage.LATE: 3, Stage.RETIRED: 3}
_ANSWERED = frozenset({"declined", "known", "conflict", "ended", "confirmed"})
_STEP = timedelta(minutes=5)  # of the clock
_ASK_AGAIN = timedelta(hours=48)  # after it lapsed, where nobody else is left


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
    if _tried(known, asked, offer, user):
        yield "was asked for this request before"


def could_be(asked: Asked, at: datetime) -> Offered:
    """An offer of this request at this moment, as it could be made."""
    return Offered("", asked.id, asked.row.search, "open", at, number=1 << 60)


def nothing_lasting(known: Known, asked: Asked) -> list[str]:
    """Everybody at the site whom no lasting rule keeps from this request, whether or not they are free."""
    people = known.town.helpers_at(asked.site)
    return [each.user for each in people if not any(_about_the_person(known, asked, each))]


def is_ready(known: Known, user: str, at: datetime) -> bool:
    """In the role, trained and signed."""
    return not any(_about_the_role(known.helper(user), at))


def has_answered(asked: Asked, user: str) -> bool:
    return any(each.supporter == user and each.state in _ANSWERED for each in asked.offers)


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
        if _was_free(known, asked, offer, other.user):
            return f"{offer.supporter} has {helper.load(day)} matches this year, and {other.user} was free"
    return ""


def _was_free(known: Known, asked: Asked, offer: Offered, user: str) -> bool:
    """When it was made, and a step before: what somebody did at that very moment may have come after it."""
    return not any(
        broken for at in (offer.made_at, offer.made_at - _STEP) for broken in against(known, asked, offer, user, at)
    )


def _about_the_role(helper: Helper, at: datetime) -> Iterator[str]:
    """R43, R50, R51: what is between them and every request, until they have come so far."""
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


def _tried(known: Known, asked: Asked, offer: Offered, user: str) -> bool:
    """R28, R31, R33: whoever answered is not asked again. Whoever let it lapse may be: in another search, or long after
    when nobody else is left. An offer that was taken back asked them nothing."""
    before = [each for each in asked.offers if each is not offer and each.made_at <= offer.made_at]
    mine = [each for each in before if each.supporter == user and each.state != "recalled"]
    if not mine:
        return False
    if any(each.state in _ANSWERED for each in mine):
        return True
    silent = [each for each in mine if each.search == offer.search]
    if not silent:
        return False
    if any(each.state != "expired" or not _is_long_ago(each, offer.made_at) for each in silent):
        return True
    asked_already = {each.supporter for each in before if each.search == offer.search or each.state in _ANSWERED}
    return any(
        other.user not in asked_already and _was_free(known, asked, offer, other.user)
        for other in known.town.helpers_at(asked.site)
    )


def _is_long_ago(lapsed: Offered, at: datetime) -> bool:
    """From when it ended: one that was taken up and then forgotten ends with the hours of the name."""
    return lapsed.ended_at is not None and at >= lapsed.ended_at + _ASK_AGAIN
