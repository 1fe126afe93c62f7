"""One Web API call on its way through a method."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.doubles.slack.channels import Channel
from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.people import Token, Workspace
from tests.doubles.slack.world import World

Json = dict[str, Any]


@dataclass
class Call:
    world: World
    method: str
    args: Json
    token: Token

    @property
    def team(self) -> str:
        return self.token.team

    @property
    def space(self) -> Workspace:
        return self.world.workspaces[self.team]

    def text(self, name: str) -> str:
        value = self.args.get(name)
        return "" if value is None else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        if not self.text(name):
            raise Refusal(error, response_metadata={"messages": [f"[ERROR] missing required field: {name}"]})
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"1", "true"}

    def parsed(self, name: str, error: str) -> Any:
        """An argument that may come as JSON text inside a form; None if it is not there."""
        value = self.args.get(name)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                raise Refusal(error) from None
        return value if value != "" else None

    def dm(self, *, to: str) -> Channel:
        """The DM named by `channel`. Anything else is refused, and a public channel is remembered as a violation."""
        name = self.needed("channel", "channel_not_found")
        channel = self.world.channels.get(name)
        if name.startswith(("C", "G")) or (channel is not None and not channel.user):
            self.world.violations.append(f"{self.method} tried to {to} the public channel {name}")
            raise Refusal("not_in_channel")
        if channel is None or channel.team != self.team:
            raise Refusal("channel_not_found")
        if channel.is_archived:
            raise Refusal("is_archived")
        return channel


@dataclass(frozen=True)
class Method:
    run: Callable[[Call], Awaitable[Json]]
    scope: str = ""
    token: str = "bot"
    """Which kind of token it wants: "bot", "app", or "" for none."""
