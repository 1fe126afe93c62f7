"""What an employer can take from its Slack and its Teams: every message in every chat with the bot, every version that
it ever had, what was deleted and when. Dialogs are in no such export. More is taken here than any real one holds, such
as what Slack showed to its reader alone.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tests.doubles.slack import Message, Slack, View
from tests.doubles.teams import Teams

Json = dict[str, Any]
T = TypeVar("T")

_SLACK_KINDS = {"message", "ephemeral", "file"}
_TEAMS_DEEDS = {"send", "reply", "create", "update", "delete"}


class _Timed(list[T]):
    """A list that notes when each of its entries came."""

    def __init__(self, entries: list[T], now: Callable[[], float]) -> None:
        super().__init__(entries)
        self.times = [now() for _ in entries]
        self._now = now

    def append(self, entry: T) -> None:
        super().append(entry)
        self.times.append(self._now())


class Export:
    """`now` is the platforms' clock, in seconds."""

    def __init__(self, slack: Slack, teams: Teams, now: Callable[[], float]) -> None:
        self._slack, self._teams, self._now = slack, teams, now
        self._lines: list[Json] = []
        self._typed: set[str] = set()
        self._saw = slack.saw
        slack.saw = self._sees  # type: ignore[method-assign]
        slack.calls = _Timed(slack.calls, now)
        teams.world.calls = _Timed(teams.world.calls, now)
        teams.courier.log = _Timed(teams.courier.log, now)

    def write(self, path: Path) -> None:
        """A line of JSON each: when, in whose chat, which message, what was done, all that the platform holds of it."""
        lines = [*self._lines, *self._slack_deletes(), *self._from_teams()]
        lines.sort(key=lambda line: float(line["at"]))
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    def look(self) -> None:
        """What people typed into Slack since the last look."""
        for channel in self._slack.channels.values():
            for message in channel.record:
                if not message.bot and message.ts not in self._typed:
                    self._typed.add(message.ts)
                    self._note(
                        float(message.ts), "slack", channel.user, channel.id, message.ts, "typed", message.record()
                    )

    def happened(self) -> list[Json]:
        """Every press that has a number and not a drawn id, without whoever did it. What was typed, the export has."""
        presses = [
            {"platform": "slack", "ts": action["action_ts"], "action": action["action_id"]}
            for delivery in self._slack.deliveries
            for action in delivery.payload.get("actions", ())
        ]
        activities = [delivery.activity for delivery in self._teams.courier.log]
        return presses + [
            {"platform": "teams", "ts": each["id"], "action": ""} for each in activities if _is_press(each)
        ]

    def triggers(self) -> list[str]:
        """What Slack drew beside each press, which nobody can guess: Slack's own record of them, that no thief has."""
        return [
            f"{action['action_ts']}:{delivery.payload['trigger_id']}"
            for delivery in self._slack.deliveries
            for action in delivery.payload.get("actions", ())
        ]

    # --- Slack

    def _sees(self, team: str, user: str, kind: str, thing: Message | View) -> None:
        self._saw(team, user, kind, thing)
        if kind not in _SLACK_KINDS or isinstance(thing, View):
            return
        how = "edited" if thing.versions else "whispered" if kind == "ephemeral" else "posted"
        body = thing.record()
        self._note(self._now(), "slack", user, thing.channel, thing.ts, how, body)

    def _slack_deletes(self) -> list[Json]:
        calls = self._slack.calls
        assert isinstance(calls, _Timed)
        found = []
        for call, at in zip(calls, calls.times, strict=True):
            if call.method == "chat.delete" and call.outcome == "ok":
                channel = self._slack.channels[call.args["channel"]]
                found.append(_line(at, "slack", channel.user, channel.id, call.args["ts"], "deleted", {}))
        return found

    # --- Teams

    def _from_teams(self) -> list[Json]:
        world, found = self._teams.world, []
        calls, log = world.calls, self._teams.courier.log
        assert isinstance(calls, _Timed)
        assert isinstance(log, _Timed)
        for call, at in zip(calls, calls.times, strict=True):
            if call.operation in _TEAMS_DEEDS and call.activity and call.status in (200, 201):
                how = {"update": "edited", "delete": "deleted"}.get(call.operation, "posted")
                owner = self._owner(world.owner(call.conversation))
                found.append(_line(at, "teams", owner, call.conversation, call.activity, how, call.body))
        for delivery, at in zip(log, log.times, strict=True):
            activity = delivery.activity
            who, chat = self._owner(activity["from"]["id"]), activity["conversation"]["id"]
            if activity["type"] == "message" and activity.get("text"):
                found.append(_line(at, "teams", who, chat, activity["id"], "typed", {"text": activity["text"]}))
            body = delivery.body
            if isinstance(body, dict) and "statusCode" in body:
                found.append(_line(at, "teams", who, chat, activity.get("replyToId", ""), "answered", body))
        return found

    def _owner(self, account: str) -> str:
        known = self._teams.world.accounts.get(account)
        return known.aad if known else ""

    def _note(self, *line: Any) -> None:
        self._lines.append(_line(*line))


def _is_press(activity: Json) -> bool:
    """Of an older client: a message without words. Others have an id that nobody can count up to."""
    return str(activity.get("id", "")).isdigit() and activity["type"] == "message" and not activity.get("text")


def _line(at: float, platform: str, owner: str, chat: str, message: str, how: str, body: Json) -> Json:
    return {"at": f"{at:.6f}", "platform": platform, "owner": owner, "chat": chat, "message": message, "how": how,
            "body": body}  # fmt: skip
