"""What the town's Slack knows of each post: which arrived, and whether whoever sent it can have heard so."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.doubles.slack import Message, Slack

if TYPE_CHECKING:
    from tests.kills.weather import Weather

COPY, ANSWER = "peerline_copy", "peerline_answer"
LOOK = "conversations.history"
DEAD = "is dead"
SLEEPS = "sleeps"
MOMENT = 4.0  # seconds: whoever dies so soon after an answer may not have kept it yet, on a machine that is slow


@dataclass(frozen=True)
class Posted:
    """One call that posts a copy. `arrived`: it is there, or stood."""

    mark: str
    arrived: bool
    heard: bool


class Post:
    def __init__(self, slack: Slack, weather: "Weather") -> None:
        self._slack = slack
        self._weather = weather
        self._diary: list[tuple[float, int, str]] = []  # when, at which port, what befell the house there

    def notes(self, port: int, what: str) -> None:
        self._diary.append((time.monotonic(), port, what))

    def messages(self, kind: str) -> list[Message]:
        """Every one that was ever posted."""
        record = (each for channel in self._slack.channels.values() for each in channel.record)
        return [each for each in record if kind_of(each) == kind]

    def calls(self) -> int:
        return len(self._slack.calls)

    def posted(self, since: int = 0) -> list[Posted]:
        """Each post of a copy, from this call on. Calls that were too fast are none."""
        found = []
        for number, call in enumerate(self._slack.calls[since:], since):
            if call.method != "chat.postMessage" or call.outcome == "429":
                continue
            metadata = call.args.get("metadata") or {}
            if metadata.get("event_type") == COPY:
                mark = str(metadata["event_payload"]["id"])
                found.append(Posted(mark, call.outcome.startswith("ok"), self._heard(number, call.outcome)))
        return found

    def pressed(self) -> set[str]:
        """The marks of the copies on which anybody has pressed."""
        containers = (each.payload.get("container") or {} for each in self._slack.deliveries)
        places = {(each.get("channel_id"), each.get("message_ts")) for each in containers}
        return {mark_of(each) for each in self.messages(COPY) if (each.channel, each.ts) in places}

    def _heard(self, number: int, outcome: str) -> bool:
        at, port = self._weather.heard[number]
        dead = (when for when, where, what in self._diary if (where, what) == (port, DEAD))
        return outcome == "ok" and not any(0 <= when - at < MOMENT for when in dead)

    def slept_at_a_look(self, channel: str) -> bool:
        """Whether a house fell asleep as it looked into this conversation, so that no answer was heard."""
        naps = [(at, port) for at, port, what in self._diary if what == SLEEPS]
        return any(
            call.method == LOOK and call.args.get("channel") == channel and where == port and 0 <= nap - at < MOMENT
            for (at, port), call in zip(self._weather.heard, self._slack.calls, strict=True)
            for nap, where in naps
        )

    def story(self, mark: str, places: set[str]) -> str:
        """Every call about this post, and what befell the houses meanwhile."""
        channels = {place.partition(":")[0] for place in places}
        told = [(at, f"{port} {what}") for at, port, what in self._diary]
        for (at, port), call in zip(self._weather.heard, self._slack.calls, strict=True):
            about = str(call.args.get("metadata", "")), f"{call.args.get('channel')}:{call.args.get('ts')}"
            if mark in about[0] or about[1] in places or (call.method == LOOK and call.args.get("channel") in channels):
                told.append((at, f"{port} {call.method} {about[1]}: {call.outcome}"))
        mine = [at for at, what in told if "chat." in what]
        return "".join(
            f"\n    {at - mine[0]:.3f} {what}" for at, what in sorted(told) if mine[0] - 3 < at < mine[-1] + 3
        )


def kind_of(message: Message) -> str:
    return str((message.metadata or {}).get("event_type", ""))


def mark_of(message: Message) -> str:
    """What is one post's alone; "" for what is no copy."""
    kept = message.metadata or {}
    return str(kept["event_payload"]["id"]) if kind_of(message) == COPY else ""
