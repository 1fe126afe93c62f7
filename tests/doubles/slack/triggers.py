"""Trigger ids: three seconds, one use."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from tests.doubles.slack.errors import Refusal


@dataclass
class Trigger:
    team: str
    user: str
    made_at: float
    used: bool = False


class Triggers:
    def __init__(self, clock: Callable[[], float]) -> None:
        self.lifetime = 3.0
        self._clock = clock
        self._made: dict[str, Trigger] = {}

    def make(self, team: str, user: str) -> str:
        made = f"{len(self._made) + 1}.{team}.{uuid4().hex}"
        self._made[made] = Trigger(team, user, self._clock())
        return made

    def whose(self, trigger_id: str) -> str:
        found = self._made.get(trigger_id)
        return found.user if found else ""

    def take(self, team: str, trigger_id: str) -> Trigger:
        """Use it up. Raises the refusal that Slack would give."""
        found = self._made.get(trigger_id)
        if found is None or found.team != team:
            raise Refusal("invalid_trigger")
        if found.used:
            raise Refusal("exchanged_trigger_id")
        if self._clock() - found.made_at > self.lifetime:
            raise Refusal("expired_trigger_id")
        found.used = True
        return found
