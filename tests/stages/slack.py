"""The stage as people see it in Slack: HTTP deliveries with signatures, Block Kit, modals, ephemeral answers.

Slack's own ways are read here as a person reads them. The app cannot close a modal: one that holds nothing more to do
is closed by whoever wants to go on. A notice is a sentence in bold: alone in a small modal, alone in an ephemeral
message, or laid on top of what was there.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.adapter import EVENTS
from bot.adapters.slack.buttons import read_action, read_metadata
from bot.adapters.slack.fields import NO_PREFERENCE
from bot.adapters.slack.rate_limit import RateLimit
from bot.adapters.slack.sender import COPY, PLATFORM
from bot.clock import MovableClock
from bot.configuration.settings import Settings
from bot.process.bootstrap import House
from bot.process.demo import PROGRAMMES
from bot.surface import DISMISS, Account, Words
from bot.wording import LANGUAGES
from tests.adapters.slack import lint
from tests.doubles.network import Network
from tests.doubles.slack import Delivery, Held, Message, Person, Slack, View
from tests.doubles.slack.blocks.reading import elements, texts
from tests.doubles.slack.form import options
from tests.served import TEAM, USERS, Running, demo_names, network_settings, running, slack_programme
from tests.stage import MONDAY, Actor, Button, Shown, Stage, Values, Woe, follow_up, last_words_at_once

Json = dict[str, Any]

LOUNGE = "C0LOUNGE"  # where commands are typed, with everybody reading along
_TAKEN_BACK = "There is a newer message below."
UNHURRIED = 60.0  # seconds between two messages: how fast Slack lets us write is not the stories' subject


@dataclass(eq=False)
class SlackActor(Actor):
    stage: "SlackStage"
    person: Person = field(kw_only=True)
    delivered: dict[str, Delivery] = field(default_factory=dict, kw_only=True)

    @property
    def account(self) -> Account:
        return self.stage.account(self.user)

    # --- seeing

    def messages(self) -> list[Shown]:
        """What the app took back is told as the line that another platform shows in its place: a story is the same on
        each of them, and can count what was ever posted."""
        looked = [
            self._looked(each.ts, _TAKEN_BACK if each.deleted else each.blocks, partial(_look, each))
            for each in sorted(
                [*self.person.dm.record, *self.person.screen.ephemerals], key=lambda message: float(message.ts)
            )
        ]
        return [shown for shown in looked if shown]

    def screen(self) -> str:
        front = self.person.screen.modal
        return " ".join([front.title, *_body(front.blocks), *_footer(front.blocks)]) if front else ""

    @property
    def inside(self) -> bool:
        front = self.person.screen.modal
        return front is not None and not _is_spent(front)

    def pressable(self) -> list[Button]:
        front = self.person.screen.modal
        if front is None or _is_spent(front):
            return self._found(*self.person.messages)
        found, submit = self._found(front), front.body.get("submit")
        found.append(Button(front.body["close"]["text"], DISMISS, self.user, front))  # Slack's own
        if submit:
            pressed = read_metadata(front.body["private_metadata"])
            assert pressed, front.body
            found.append(Button(submit["text"], pressed.verb, self.user, front, sends=True))
        return found

    def _found(self, *places: Message | View) -> list[Button]:
        return [self._button(Held(place, *pair)) for place in places for pair in _pressable(place)]

    def _button(self, held: Held) -> Button:
        pressed = read_action(held.element["action_id"], held.element["value"])
        assert pressed, held.element
        verb = pressed.verb
        return Button(held.element["text"]["text"], verb, self.user, held, False, pressed.token, pressed.version, verb)

    def fields(self) -> Mapping[str, Sequence[str]]:
        """A people picker offers everybody, and a line nothing."""
        front = self.person.screen.modal
        found = elements(front.blocks) if front else ()
        return {block["block_id"]: _options(element) for block, element in found if block["type"] == "input"}

    def values(self, name: str) -> Sequence[str]:
        front = self.person.screen.modal
        found = elements(front.blocks) if front else ()
        return [each["value"] for block, element in found if block["block_id"] == name for each in options(element)]

    def form(self) -> Any:
        return deepcopy(self.person.modal)

    # --- doing

    def close(self) -> None:
        assert not any(view.body.get("notify_on_close") for view in self.person.modals), "the app wants to hear of it"
        self.person.modals.clear()
        self.person.errors.clear()

    def returns_to(self, form: Any) -> None:
        self.close()
        self.person.modals.append(deepcopy(form))

    async def _press(self, button: Button, key: str) -> None:
        if button.verb == DISMISS and isinstance(button.place, View):  # Slack's own button
            await self.person.closes()
            return
        if key in self.delivered:
            await self.stage.slack.repeat(self.delivered[key])
            return
        while self.person.modals and _is_spent(self.person.modal):
            self.person.modals.pop()
        held = self._at_hand(button)
        self.delivered[key] = await self.person.press(held)

    def _at_hand(self, button: Button) -> Held:
        """The button on a screen of their own: where it was, or forged where it was somebody else's."""
        held: Held = button.place
        place_number = held.element["action_id"].rpartition("@")[2]
        value = f"{self._carried(button)}|{button.version}"
        element = held.element | {"action_id": f"{button.verb}@{place_number}", "value": value}
        if button.owner != self.user:
            own = next(message for message in reversed(self.person.dm.messages) if message.bot)
            block = held.block["block_id"] if isinstance(held.place, Message) else f"{COPY}-0"
            return Held(own, {"block_id": block}, element)
        if isinstance(held.place, View) and all(view.id != held.place.id for view in self.person.modals):
            self.returns_to(held.place)
        return replace(held, element=element)

    async def _submit(self, button: Button, values: Values) -> None:
        kinds = {block["block_id"]: element["type"] for block, element in elements(self.person.modal.blocks)}
        delivery = await self.person.submit({name: _given(kinds[name], value) for name, value in values.items()})
        assert delivery, f"Slack does not let {self.name}'s form go: {self.person.errors}"

    async def _type(self, text: str) -> None:
        self.close()
        await self.person.types(text)

    async def _command(self, word: str, rest: str) -> None:
        self.close()
        await self.person.command("/peer", f"{word} {rest}".strip(), channel=LOUNGE)

    # --- what was answered

    def _glance(self) -> Any:
        front = self.person.screen.modal
        standing = (front.title, [_words_of(block) for block in front.blocks]) if front else ("", [])
        return {message.ts for message in self.person.screen.ephemerals}, front and (front.id, front.hash), standing

    def _understand(self, before: Any) -> None:
        whispers, shown, standing = before
        self.errors = dict(self.person.errors)
        self.notice = ""
        for message in self.person.screen.ephemerals:
            if message.ts not in whispers:
                self.notice = _notice(message.blocks) or self.notice
        front = self.person.screen.modal
        if front and (front.id, front.hash) != shown:
            under = standing[1] if standing[0] == front.title else ()
            last = _is_spent(front) and front.title in self.stage.own_titles  # the app's last word in this modal
            self.notice = _notice(front.blocks, under, last=last) or self.notice
            if _says_only_one_thing(front.blocks):  # read, and closed
                self.person.modals.pop()
        if self.notice in self.stage.farewells:
            self.notice = ""


@dataclass
class Town:
    """The workspace, which outlives the house that is served to it."""

    slack: Slack
    settings: Settings
    clock: MovableClock
    folder: Path
    standing: AsyncExitStack
    network: Network | None = None
    serving: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def serve(self) -> Running:
        source = self.settings.peerline_programme or PROGRAMMES / "demo.toml"
        ours = {"peerline_programme": slack_programme(self.folder, source), "peerline_metrics_port": 0}
        given = self.settings.model_copy(update=ours | self._doors())
        house = await self.serving.enter_async_context(running(given, clock=self.clock))
        adapter = house.served.adapters[0]
        assert isinstance(adapter, SlackAdapter)
        adapter.port._pace = RateLimit(_unhurried(self.clock))
        address = self.network.in_front_of(house.address) if self.network else house.address
        self.slack.app_url = address + EVENTS
        last_words_at_once(house.served.house)
        if self.slack.socket_mode:
            await self.slack.settled(busy=lambda: not self.slack.sockets)
        return house

    def _doors(self) -> Json:
        slack = self.slack
        door = (
            {"slack_app_token": SecretStr(slack.app_token)}
            if slack.socket_mode
            else {"slack_signing_secret": SecretStr(slack.signing_secret)}
        )
        return door | {"slack_bot_token": SecretStr(slack.workspace(TEAM).token), "slack_api_url": slack.base_url}

    async def close(self) -> None:
        await self.serving.aclose()
        await self.standing.aclose()


class SlackStage(Stage):
    """A served house and the people of the demo in a workspace."""

    platform = PLATFORM
    actors: dict[str, SlackActor]

    def __init__(self, town: Town, house: Running) -> None:
        super().__init__()
        self.town = town
        self.slack = town.slack
        self.running = house
        self.actors = {
            user: SlackActor(self, user, name, person=self.slack.person(TEAM, USERS[user], name))
            for user, name in demo_names().items()
        }
        self.farewells = {self.house.wording.text(Words("slack-may-close"), each) for each in LANGUAGES}
        self.own_titles = {self.house.wording.text(Words("slack-title"), each) for each in LANGUAGES}
        self._neutral = {self.house.wording.text(Words("slack-update"), each) for each in LANGUAGES}
        self._looked = len(self.slack.sights)

    @classmethod
    async def open(
        cls, settings: Settings, at: datetime = MONDAY, *, socket: bool = False, network: Network | None = None
    ) -> "SlackStage":
        """With `network` Slack is known to its proxy alone, and Peerline is reached through its reverse proxy."""
        async with AsyncExitStack() as standing:
            folder = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="peerline-stage-")))
            slack = await standing.enter_async_context(Slack())
            slack.socket_mode = socket
            slack.ack_patience = slack.triggers.lifetime = UNHURRIED  # a busy machine is no story
            slack.workspace(TEAM, "Lakeside Hospital")
            if network:
                await standing.enter_async_context(network)
                slack.base_url = network.named("slack.test", slack.base_url)
                settings = settings.model_copy(update=network_settings(network))
            town = Town(slack, settings, MovableClock(at), folder, standing, network)
            standing.push_async_exit(town.serving)
            stage = cls(town, await town.serve())
            for actor in stage.actors.values():
                async with stage.acted_by(actor):
                    await actor.person.opens_home("messages")
                    await stage._quiet()
                    stage.platform_rules()
            await stage.settle()
            stage.platform_rules()
            stage.lines.clear()
            town.standing = standing.pop_all()
        return stage

    async def restart(self, at: datetime) -> "SlackStage":
        await self.town.serving.aclose()
        self.clock.forward_to(at)
        return SlackStage(self.town, await self.town.serve())

    async def close(self) -> None:
        await self.town.close()

    @property
    def house(self) -> House:
        return self.running.served.house

    @property
    def clock(self) -> MovableClock:
        return self.town.clock

    def account(self, user: str, *, elsewhere: bool = False) -> Account:
        if elsewhere:
            return Account(PLATFORM, "T0ELSEWHERE", user.upper().replace("-", ""))
        known = USERS.get(user) or "U0" + user.upper().replace("-", "")
        self.slack.person(TEAM, known)
        return Account(PLATFORM, TEAM, known)

    async def settle(self) -> None:
        """Everything that followed an answer, then everything that the outbox has to send."""
        await self._quiet()
        if self.delivering:
            await follow_up(self.house)
            await self._quiet()
        self._notice_changes()

    async def _quiet(self) -> None:
        for adapter in self.running.served.adapters:
            assert isinstance(adapter, SlackAdapter)
            await adapter.land()
        if self.slack.busy:
            await self.slack.settled(quiet=0)

    # --- failures

    def fails(self, actor: Actor, woe: Woe, *, times: int = 1, seconds: float = 30) -> None:
        how: dict[Woe, Json] = {
            Woe.DOWN: {"status": 502},
            Woe.TOO_FAST: {"status": 429, "retry_after": int(seconds)},
            Woe.LOST: {"drop_before": True},
            Woe.UNSURE: {"drop_after": True},
        }
        self.slack.fail("chat.postMessage", user=actor.account.user, times=times, **how[woe])

    def blind(self, *, times: int | None = None) -> None:
        self.slack.fail("conversations.history", status=503, times=times)

    def unreachable(self, actor: Actor) -> None:
        self.slack.user(TEAM, actor.account.user).deleted = True
        self.slack.dm(TEAM, actor.account.user).is_archived = True

    def reachable(self, actor: Actor) -> None:
        self.slack.user(TEAM, actor.account.user).deleted = False
        self.slack.dm(TEAM, actor.account.user).is_archived = False

    def speaks(self, actor: Actor, language: str) -> None:
        self.slack.user(TEAM, actor.account.user).locale = f"{language}-CA"

    async def _deactivate(self, actor: Actor) -> None:
        self.unreachable(actor)
        await self.slack.deactivate(TEAM, actor.account.user)

    # --- the house rules

    def platform_rules(self) -> None:
        """Only whoever acted was answered; nothing stands where others read; nobody saw Slack's own error; all that was
        shown is within Slack's own rules."""
        assert self.slack.violations == []
        for channel in self.slack.channels.values():
            assert channel.user or not channel.record, f"said to everybody in {channel.id}: {channel.record}"
        acting = {self.actors[user].person.id for user in self.may_see}
        for sight in self.slack.sights[self._looked :]:
            assert sight.user != "*", f"everybody saw {sight.words}"
            if sight.kind == "message":
                self.says_nothing_of_anybody(sight.words)
                assert sight.body["text"] in self._neutral, f"a notification says {sight.body['text']}"
            else:
                assert sight.user in acting, f"{sight.user} did nothing and saw {sight.words}"
        lint.check_sights(self.slack.sights[self._looked :])
        self._looked = len(self.slack.sights)
        for actor in self.actors.values():
            assert actor.person.troubles == [], f"{actor.name}'s Slack says {actor.person.troubles}"


def _unhurried(clock: MovableClock) -> Callable[[], float]:
    looks = 0

    def now() -> float:
        nonlocal looks
        looks += 1
        return clock.now().timestamp() + looks * UNHURRIED

    return now


# --- reading -------------------------------------------------------------------------------------------------------


def _look(message: Message) -> Shown | None:
    if message.deleted:
        return replace(_shown(message), words=_TAKEN_BACK, buttons=(), pictures=())
    return None if _only_says(message) else _shown(message)


def _shown(message: Message) -> Shown:
    if not message.bot:
        return Shown(message.ts, message.words, typed=True)
    words, footer = " ".join(_body(message.blocks)), " ".join(_footer(message.blocks))
    pictures = tuple(block["alt_text"] for block in message.blocks if block["type"] == "image")
    return Shown(message.ts, words, footer, tuple(message.buttons), pictures=pictures)


def _body(blocks: list[Json]) -> list[str]:
    return [text for block in blocks if block["type"] not in {"actions", "context"} for text in texts(block)]


def _footer(blocks: list[Json]) -> list[str]:
    return [text for block in blocks if block["type"] == "context" for text in texts(block)]


def _words_of(block: Json) -> str:
    return " ".join(texts(block))


def _pressable(place: Message | View) -> list[tuple[Json, Json]]:
    return [(block, element) for block, element in elements(place.blocks) if element["type"] == "button"]


def _is_spent(view: View) -> bool:
    """Nothing to press or to fill in: whoever has read it closes it."""
    return not view.body.get("submit") and not list(elements(view.blocks))


def _is_bold(block: Json) -> bool:
    runs = [run for line in block.get("elements", ()) for run in line.get("elements", ())]
    return block["type"] == "rich_text" and bool(runs) and all(run.get("style") == {"bold": True} for run in runs)


def _says_only_one_thing(blocks: list[Json]) -> bool:
    return all(_is_bold(block) for block in blocks)


def _only_says(message: Message) -> bool:
    return message.ephemeral and _says_only_one_thing(message.blocks)


def _notice(blocks: list[Json], under: Sequence[str] = (), *, last: bool = False) -> str:
    """The bold sentence on top, unless it belongs to the screen itself, as the first line of many dialogs does.

    It is a notice if it is alone, above another bold one, on what stood there before (`under`), or on a last word.
    """
    if not blocks or not _is_bold(blocks[0]):
        return ""
    apart = last or len(blocks) == 1 or _is_bold(blocks[1]) or _words_of(blocks[1]) in under[:2]
    return _words_of(blocks[0]) if apart else ""


def _options(element: Json) -> list[str]:
    if element["type"] == "multi_users_select":
        return ["everybody"]
    return [option["text"]["text"] for option in options(element)]


def _given(kind: str, value: str | list[str]) -> str | list[str]:
    """What is left empty: no tick, or the option that stands for none."""
    if value:
        return value
    return [] if kind == "checkboxes" else NO_PREFERENCE if kind in {"static_select", "radio_buttons"} else value
