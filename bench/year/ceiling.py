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


class Ceilings:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._due: dict[
            tuple[str, str], tuple[datetime, datetime]
        ] = {}  # user and who must be told: since, and by when

    def matched(self, helper: Helper, at: datetime) -> None:
        """The match is among those of the year already."""
        site = helper.soul.site
        if helper.load(local_day(at)) == self._known.town.places[site].ceiling - 1:
            for hand in self._known.town.at(site, Kind.COORDINATOR):
                self._due[helper.soul.user, hand.user] = (at, NOT_QUIET.next(at) + LATE)

    def shown(self, shown: Shown) -> None:
        if shown.anew and _NEAR in said(shown.card):
            kept = {pair for pair, (since, _) in self._due.items() if pair[1] == shown.user and since <= shown.at}
            self._due = {pair: hours for pair, hours in self._due.items() if pair not in kept}

    def stepped(self, now: datetime) -> None:
        """Raises Broken."""
        for (user, hand), (_, due) in self._due.items():
            if now > due:
                raise Broken(f"{user} is one match below the ceiling, and {hand} was not told", now)
