"""Nobody reaches the year's ceiling without a coordinator having been told one match before (R35)."""

from datetime import datetime

from bench.year.broken import Broken
from bench.year.facts import Shown
from bench.year.hand import said
from bench.year.helper import Helper
from bench.year.known import Known
from bench.year.promises import LATE
from bench.year.town import Kind
from bench.year.waking import NOT_QUIET, local_day

_NEAR = "capacity-near"
_HANDS = frozenset({Kind.COORDINATOR, Kind.DEPUTY})


class Ceilings:
    """Who is away from the post is told nothing, and whoever stands in is: one hand of the site must have read it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._due: dict[str, tuple[datetime, datetime]] = {}  # user: since, and by when

    def matched(self, helper: Helper, at: datetime) -> None:
        """The match is among those of the year already."""
        if helper.load(local_day(at)) == self._known.town.places[helper.soul.site].ceiling - 1:
            self._due[helper.soul.user] = (at, NOT_QUIET.next(at) + LATE)

    def shown(self, shown: Shown) -> None:
        reader = self._known.town.souls[shown.user]
        if shown.anew and _NEAR in said(shown.card) and reader.kind in _HANDS:
            self._due = {
                user: (since, due)
                for user, (since, due) in self._due.items()
                if self._known.town.souls[user].site != reader.site or since > shown.at
            }

    def stepped(self, now: datetime) -> None:
        """Raises Broken."""
        for user, (_, due) in self._due.items():
            if now > due:
                raise Broken(f"{user} is one match below the ceiling, and no hand of the site was told", now)
