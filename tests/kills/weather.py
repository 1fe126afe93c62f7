"""What happens to the calls of a served house on their way to Slack, and to the house that makes them."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.doubles.slack import Fault

TOO_FAST, BROKEN, LOST = 0.03, 0.02, 0.01  # of the calls: 429, 500 (half of them after the work was done), no answer
# Of the looks for a post so many fail, two in a conversation until everybody rests: of three tries one answers, whoever
# dies at it.
BLIND, FAIL = 0.4, 2
SOON = 0.02  # seconds after an answer
STORM = 12  # times as many of the posts
LOOK, POST = "conversations.history", "chat.postMessage"
POSTS = frozenset({POST, "chat.update", "chat.delete", LOOK})


class Moment(StrEnum):
    """Of a call: it never arrives, it is worked on and nobody hears the answer, or the answer was heard."""

    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"


@dataclass
class Plan:
    """At so many calls from now; of `posts` only those count with which cards come, change and are looked for."""

    left: int
    moment: Moment
    strike: Callable[[], None]
    posts: bool = False


class Weather:
    """`tests.doubles.slack.faults.Faults.weather`. Where it is `blind`, history may never be read."""

    def __init__(self, rng: random.Random, *, blind: bool = False) -> None:
        self.calm = True
        self.storm = False
        self.blind = blind
        self.heard: list[tuple[float, int]] = []  # when, and at which port; in the order of the double's own list
        self.struck: Counter[str] = Counter()
        self._rng = rng
        self._plans: dict[int, Plan] = {}
        self._failed: Counter[str] = Counter()  # looks, by conversation

    def strikes(self, port: int, plan: Plan) -> None:
        """Whoever calls at this port."""
        self._plans[port] = plan

    def spares(self, port: int) -> None:
        self._plans.pop(port, None)

    def rested(self) -> None:
        """Nothing is in doubt any more."""
        self._failed.clear()

    def __call__(self, method: str, port: int, channel: str) -> Fault | None:
        self.heard.append((time.monotonic(), port))
        if (found := self._planned(method, port)) is not None:
            return found
        if method == LOOK and self.blind:
            return Fault(LOOK, error="missing_scope")
        if method == LOOK:
            return None if self.calm else self._looked(channel)
        drawn = 1.0 if self.calm else self._rng.random() / (STORM if self.storm and method == POST else 1)
        if drawn < TOO_FAST:
            return self._counted("429", Fault(method, status=429))
        if drawn < TOO_FAST + BROKEN:
            return self._counted("500", Fault(method, status=500, late=self._rng.random() < 0.5))
        if drawn < TOO_FAST + BROKEN + LOST:
            return self._counted("lost", Fault(method, drop_after=True))
        return None

    def _looked(self, channel: str) -> Fault | None:
        if self._failed[channel] == FAIL or self._rng.random() > BLIND:
            return None
        self._failed[channel] += 1
        return self._counted("look failed", Fault(LOOK, status=self._rng.choice((429, 500))))

    def _planned(self, method: str, port: int) -> Fault | None:
        plan = self._plans.get(port)
        if plan is None or (plan.posts and method not in POSTS):
            return None
        plan.left -= 1
        if plan.left:
            return None
        del self._plans[port]
        self.struck[f"{plan.moment} {method}"] += 1
        if plan.moment is Moment.BEFORE:
            return Fault(method, strike=plan.strike, drop_before=True)
        if plan.moment is Moment.BETWEEN:
            return Fault(method, strike=plan.strike, late=True)
        asyncio.get_running_loop().call_later(self._rng.uniform(0, SOON), plan.strike)
        return Fault(method)

    def _counted(self, what: str, fault: Fault) -> Fault:
        self.struck[what] += 1
        return fault
