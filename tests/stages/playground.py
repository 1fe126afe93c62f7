"""The stage as the local web page shows it: JSON through the page's own door, without a browser."""

import json
import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from bot.adapters.playground import render
from bot.adapters.playground.answers import Answers
from bot.adapters.playground.inbound import read
from bot.adapters.playground.needs import PLATFORM
from bot.adapters.playground.views import Parts
from bot.clock import MovableClock
from bot.configuration.settings import Settings
from bot.ports.platform import Ambiguous, SendError, Temporary, Throttled, Unreachable
from bot.process.bootstrap import House
from bot.process.demo import Demo, Wheel, make_demo
from bot.surface import Account, Gone
from tests.again import Again
from tests.doubles.flaky_port import FlakyPort
from tests.doubles.plain import as_read
from tests.stage import MONDAY, Actor, Button, Shown, Stage, Values, Woe

Json = dict[str, Any]


@dataclass(eq=False)
class PlaygroundActor(Actor):
    stage: "PlaygroundStage"
    dialog: Json | None = field(default=None, kw_only=True)

    @property
    def account(self) -> Account:
        return self.stage.account(self.user)

    # --- seeing

    def messages(self) -> list[Shown]:
        return [_shown(message) for message in self._rendered()]

    def _rendered(self) -> list[Json]:
        wording = self.stage.house.wording
        timeline = self.stage.demo.chat.timeline(self.user)
        return [self._looked(each.ref, each, partial(render.message, each, wording)) for each in timeline]

    def screen(self) -> str:
        return as_read(f"{_words(self.dialog)} {self.dialog.get('footer') or ''}".strip()) if self.dialog else ""

    @property
    def inside(self) -> bool:
        return self.dialog is not None

    def pressable(self) -> list[Button]:
        if self.dialog:
            pressed = [self._button(button, "") for button in self.dialog["buttons"]]
            submit = self.dialog["submit"]
            return [*pressed, *([self._button(submit, "", sends=True)] if submit else [])]
        cards = [(each["card"], each["ref"]) for each in self._rendered() if each["card"]]
        return [self._button(button, ref) for card, ref in cards for button in card["buttons"]]

    def _button(self, button: Json, ref: str, *, sends: bool = False) -> Button:
        token, version, verb = button["token"], button["version"], button["verb"]
        return Button(button["text"], verb, self.user, ref, sends, token, version, verb)

    def fields(self) -> Mapping[str, Sequence[str]]:
        fields = self.dialog["fields"] if self.dialog else []
        return {each["name"]: _options(each) for each in fields}

    def values(self, name: str) -> Sequence[str]:
        fields = self.dialog["fields"] if self.dialog else []
        return [option["value"] for each in fields if each["name"] == name for option in each.get("options", ())]

    def form(self) -> Any:
        return self.dialog

    # --- doing

    def close(self) -> None:
        self.dialog = None

    def returns_to(self, form: Any) -> None:
        self.dialog = form

    async def _press(self, button: Button, key: str) -> None:
        carrying = {"verb": button.verb, "token": self._carried(button), "version": button.version}
        await self.raw("press", key, ref=button.place, **carrying)

    async def _submit(self, button: Button, values: Values) -> None:
        assert self.dialog
        given = {each["name"]: _start(each) for each in self.dialog["fields"]} | dict(values)
        await self.raw("submit", verb=button.verb, token=button.token, version=button.version, values=given)

    async def _type(self, text: str) -> None:
        await self.raw("text", text=text)
        self.dialog = None

    async def _command(self, word: str, rest: str) -> None:
        await self.raw("command", word=word, rest=rest)
        self.dialog = None

    async def raw(self, kind: str, key: str = "", **fields: Any) -> None:
        """What the page sends, as JSON through the adapter's own door."""
        sent = {"id": key or str(uuid.uuid4()), "type": kind, "user": self.user, **fields}
        answer = await self.stage.answers.to(read(json.dumps(sent), self.stage.parts.find))
        assert "error" not in answer, answer
        self.notice = as_read(answer.get("notice", ""))
        self.errors = answer.get("errors", {})
        if answer.get("close"):
            self.dialog = None
        if "dialog" in answer:
            self.dialog = answer["dialog"]
        if "card" in answer:
            self.dialog = {"title": "", "fields": [], "submit": None, **answer["card"]}


class PlaygroundStage(Stage):
    """The demo's house without its web server."""

    platform = PLATFORM
    actors: dict[str, PlaygroundActor]

    def __init__(self, demo: Demo, settings: Settings, again: Again) -> None:
        super().__init__()
        again(demo.house)
        self.flaky = FlakyPort(demo.chat)
        demo.house.plug(self.flaky)
        self.again = again
        self.demo = demo
        self.settings = settings
        self.parts = Parts(
            demo.house.engine, demo.house.wording, Wheel(demo), demo.chat, demo.panes, demo.site.timezone
        )
        self.answers = Answers(self.parts)
        self.actors = {pane.user: PlaygroundActor(self, pane.user, pane.name) for pane in demo.panes}

    @classmethod
    async def open(
        cls, settings: Settings, at: datetime = MONDAY, *, again: Again = lambda _: None
    ) -> "PlaygroundStage":
        """`again`: how each event comes a second time (tests/again.py)."""
        demo, rows = make_demo(settings, MovableClock(at))
        await demo.begin(rows)
        stage = cls(demo, settings, again)
        await stage.answers.arrive()
        stage.remember()
        return stage

    async def restart(self, at: datetime) -> "PlaygroundStage":
        self.demo.house.close()
        self.demo.clock.forward_to(at)
        demo, rows = make_demo(self.settings, self.demo.clock, self.demo.chat)
        await demo.begin(rows)
        return PlaygroundStage(demo, self.settings, self.again)

    async def close(self) -> None:
        self.demo.house.close()

    @property
    def house(self) -> House:
        return self.demo.house

    @property
    def clock(self) -> MovableClock:
        return self.demo.clock

    def account(self, user: str, *, elsewhere: bool = False) -> Account:
        return Account(PLATFORM, "another-team" if elsewhere else self.demo.site.id, user)

    # --- failures

    def fails(self, actor: Actor, woe: Woe, *, times: int = 1, seconds: float = 30) -> None:
        errors: dict[Woe, SendError] = {
            Woe.DOWN: Temporary("502"),
            Woe.TOO_FAST: Throttled(seconds),
            Woe.LOST: Ambiguous("lost on the way"),
            Woe.UNSURE: Ambiguous("no answer"),
        }
        self.flaky.fail(actor.user, errors[woe], times, arrives=woe is Woe.UNSURE)

    def blind(self, *, times: int | None = None) -> None:
        self.flaky.blind_for = math.inf if times is None else times

    def unreachable(self, actor: Actor) -> None:
        self.flaky.fail(actor.user, Unreachable("deactivated"), times=1000)

    def reachable(self, actor: Actor) -> None:
        self.flaky.mend(actor.user)

    def speaks(self, actor: Actor, language: str) -> None:
        self.demo.chat.speak(actor.user, language)

    async def _deactivate(self, actor: Actor) -> None:
        await self.house.engine.handle(Gone(key="", account=actor.account))


def _shown(message: Json) -> Shown:
    card = message["card"]
    if not card:
        return Shown(message["ref"], message["text"], typed=True)
    buttons = tuple(button["text"] for button in card["buttons"])
    pictures = tuple(block["text"] for block in card["blocks"] if block["kind"] == "picture")
    return Shown(message["ref"], _words(card), as_read(str(card["footer"] or "")), buttons, pictures=pictures)


def _words(shown: Mapping[str, Any]) -> str:
    lines: list[str] = [str(shown.get("title") or "")]
    for block in shown["blocks"]:
        if block["kind"] == "fact":
            lines.append(f"{block['label']}: {block['value']}")
        elif block["kind"] == "bullets":
            lines += block["items"]
        else:
            lines.append(block["text"])
    return as_read(" ".join(line for line in lines if line))


def _options(shown: Json) -> list[str]:
    """What is on offer; a tick offers itself, and a line nothing."""
    return [option["text"] for option in shown.get("options", ())] or (["tick"] if shown["kind"] == "tick" else [])


def _start(shown: Mapping[str, Any]) -> str | list[str]:
    if shown["kind"] in {"choice", "people"}:
        chosen: str | list[str] = shown["chosen"]
        return chosen
    if shown["kind"] == "tick":
        return "yes" if shown["ticked"] else ""
    return str(shown.get("value", ""))
