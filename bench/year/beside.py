"""Nobody waits beside somebody who is free and may help (rule 15), and nobody hears that nobody is left while somebody
who may help was not asked, or has not answered."""

from datetime import datetime, timedelta

from bench.year import rules
from bench.year.asked import LIVE, Asked
from bench.year.broken import Broken
from bench.year.facts import Shown
from bench.year.known import Known
from bench.year.waking import NOT_QUIET, local_day
from bot.surface import Bullets, Paragraph, Words

MOST = timedelta(minutes=10)  # waking ones: two looks
_SLACK = timedelta(minutes=5)  # a step of the clock
_NOBODY_LEFT = "escalation-why-nobody"


class Beside:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._waiting: set[str] = set()
        self._fitting: dict[str, list[str]] = {}  # by request: whom no lasting rule keeps from it
        self._since: dict[tuple[str, str], datetime] = {}  # request and supporter, who could be brought together

    @property
    def somebody_waits(self) -> bool:
        """Beside somebody, as far as is known."""
        return bool(self._since)

    def changed(self, asked: Asked) -> None:
        """Its state, or one of its offers."""
        if self._waits(asked):
            self._waiting.add(asked.id)
        else:
            self._waiting.discard(asked.id)
            self._fitting.pop(asked.id, None)

    def check(self, now: datetime) -> None:
        """Raises Broken. At night nothing is asked of anybody."""
        if not self._waiting or not NOT_QUIET.covers(now):
            return
        pairs = {(request, user) for request in self._waiting for user in self._free_for(request, now)}
        self._since = {pair: self._since.get(pair, now) for pair in pairs}
        for (request, user), since in self._since.items():
            if NOT_QUIET.between(since, now) > MOST + _SLACK:
                raise Broken(f"it has waited since {since:%H:%M} UTC, and {user} was free and may help", now, request)

    def shown(self, shown: Shown) -> None:
        """Raises Broken."""
        if not any(_says(block, _NOBODY_LEFT) for block in shown.card.blocks):
            return
        for button in shown.card.buttons:
            asked = self._known.requests.get(button.token)
            left = self._left(asked, shown.at) if asked else []
            if asked is not None and left:
                raise Broken(f"{shown.user} reads that nobody is left to ask, and {left[0]} is", shown.at, asked.id)

    # --- inside

    def _waits(self, asked: Asked) -> bool:
        """Where a person chooses nothing is offered by itself; where enough have seen the name they are asked first."""
        place = self._known.town.places[asked.site]
        if place.name_first and asked.names_seen >= asked.names_allowed:
            return False
        by_hand = asked.outside or place.by_hand
        return asked.row.state == "seeking" and not by_hand and not any(each.state in LIVE for each in asked.offers)

    def _free_for(self, request: str, now: datetime) -> list[str]:
        asked = self._known.requests[request]
        if request not in self._fitting:
            self._fitting[request] = rules.nothing_lasting(self._known, asked)
        offer, day = rules.could_be(asked, now), local_day(now)
        return [
            user
            for user in self._fitting[request]
            if self._known.helper(user).free_at(now).on(day)
            and not any(rules.against(self._known, asked, offer, user, now))
        ]

    def _left(self, asked: Asked, now: datetime) -> list[str]:
        """Who may help, is there, and has neither said yes nor no. At the limit is no answer, and silence is none."""
        day, evening = local_day(now), NOT_QUIET.next(now) - timedelta(hours=10, minutes=30)
        return [
            user
            for user in rules.nothing_lasting(self._known, asked)
            if not rules.has_answered(asked, user)
            and rules.is_ready(self._known, user, evening)
            and self._known.helper(user).now.limit != 0
            and all(self._known.helper(user).free_at(at).on(day) for at in (evening, now))
        ]


def _says(block: object, words: str) -> bool:
    match block:
        case Paragraph():
            return isinstance(block.words, Words) and block.words.id == words
        case Bullets():
            return any(isinstance(item, Words) and item.id == words for item in block.items)
    return False
