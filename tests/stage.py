"""The stage: a whole Peerline at fake time, played through the playground adapter as its people would.

An actor presses buttons by their words, fills dialogs in by their labels, and sees what their own screen shows. The
stage writes down what happened, so that a whole conversation can be read in a test.
"""

import json
import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import rostering
from bot.adapters.playground import render
from bot.adapters.playground.answers import Answers
from bot.adapters.playground.inbound import read
from bot.adapters.playground.needs import PLATFORM
from bot.adapters.playground.views import Parts
from bot.core.request import Helm
from bot.demo import Demo, Wheel, make_demo
from bot.roster import RosterRow
from bot.settings import Settings
from bot.surface import Account, Gone
from storage.requests import ALPHABET
from storage.unit import Unit

MONDAY = datetime(2026, 9, 7, 15, tzinfo=UTC)  # 10:00 in Winnipeg

PHYSICIAN = "robin-fictional"
SUPPORTERS = ("ada-maple", "ines-exemple", "sam-placeholder")
CONTACT = "204-555-0123"
COORDINATOR = "casey-sample"
DEPUTY = "devon-madeup"


@dataclass
class Actor:
    """One person at their screen."""

    stage: "Stage"
    user: str
    dialog: dict[str, Any] | None = None
    notice: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    taps: int = 0
    typed: int = 0

    # --- seeing

    @property
    def name(self) -> str:
        return next(pane.name for pane in self.stage.demo.panes if pane.user == self.user)

    def messages(self) -> list[dict[str, Any]]:
        """Every message as it looks now, oldest first."""
        shown = self.stage.demo.chat.timeline(self.user)
        return [render.message(message, self.stage.demo.house.wording) for message in shown]

    def chat(self) -> list[str]:
        """The words of every message, oldest first."""
        return [_words(message["card"]) if message["card"] else message["text"] for message in self.messages()]

    def screen(self) -> str:
        """The words of the open dialog."""
        return _words(self.dialog) if self.dialog else ""

    def buttons(self) -> list[str]:
        """What can be pressed: the dialog's buttons if one is open, else every message's."""
        return [button["text"] for button, _ in self._pressable()]

    def sees(self, *words: str) -> None:
        where = self.screen() or "\n".join(self.chat())
        for each in words:
            assert each in where, f"{self.name} does not see {each!r} in:\n{where}"

    # --- doing

    async def press(self, words: str, *, back: int = 0) -> None:
        """Press the newest button with these words; `back` counts to older ones."""
        self.taps += 1
        found = [(button, ref) for button, ref in self._pressable() if button["text"] == words]
        assert len(found) > back, f"{self.name} has no [{words}]; there is {self.buttons()}"
        button, ref = found[-1 - back]
        if self.dialog and button == self.dialog.get("submit"):
            raise AssertionError(f"[{words}] sends a form: use submit()")
        self.stage.note(f"{self.name} presses [{words}]")
        await self.raw("press", ref=ref, verb=button["verb"], token=button["token"], version=button["version"])

    async def submit(self, **values: str | list[str]) -> None:
        """Fill the dialog in and send it."""
        assert self.dialog, f"{self.name} has no dialog open"
        assert self.dialog["submit"], f"{self.name} has no form open"
        self.taps += 1
        self.typed += sum(1 for each in self.dialog["fields"] if each["kind"] == "line" and values.get(each["name"]))
        given = {each["name"]: _start(each) for each in self.dialog["fields"]} | values
        button = self.dialog["submit"]
        self.stage.note(f"{self.name} fills in {', '.join(sorted(values))} and presses [{button['text']}]")
        await self.raw("submit", verb=button["verb"], token=button["token"], version=button["version"], values=given)

    async def type(self, text: str) -> None:
        self.stage.note(f"{self.name} types something")
        await self.raw("text", text=text)

    async def command(self, word: str, rest: str = "") -> None:
        self.stage.note(f"{self.name} types /peer {word} {rest}".rstrip())
        await self.raw("command", word=word, rest=rest)

    async def raw(self, kind: str, *, key: str = "", **fields: Any) -> dict[str, Any]:
        """What the page sends, as JSON through the adapter's own door."""
        sent = {"id": key or str(uuid.uuid4()), "type": kind, "user": self.user, **fields}
        answer = await self.stage.answers.to(read(json.dumps(sent), self.stage.parts.find))
        assert "error" not in answer, answer
        self.notice = answer.get("notice", "")
        self.errors = answer.get("errors", {})
        if answer.get("close"):
            self.dialog = None
        if "dialog" in answer:
            self.dialog = answer["dialog"]
        if "card" in answer:
            self.dialog = {"title": "", "fields": [], "submit": None, **answer["card"]}
        if kind in {"command", "text"}:
            self.dialog = None
        await self.stage.settle()
        if self.notice:
            self.stage.note(f"  {self.name} is told: {self.notice}")
        await self.stage.house_rules()
        return answer

    def close(self) -> None:
        self.dialog = None

    def button(self, words: str) -> dict[str, Any]:
        """A button as it lies on the screen, for pressing it later or from elsewhere."""
        return next(button | {"ref": ref} for button, ref in reversed(self._pressable()) if button["text"] == words)

    async def press_kept(self, button: Mapping[str, Any], *, key: str = "") -> dict[str, Any]:
        """Press a button that was kept from an earlier screen, or that is somebody else's."""
        fields = {name: button[name] for name in ("ref", "verb", "token", "version")}
        return await self.raw("press", key=key, **fields)

    def _pressable(self) -> list[tuple[dict[str, Any], str]]:
        if self.dialog:
            return [(button, "") for button in [*self.dialog["buttons"], self.dialog["submit"]] if button]
        return [(button, each["ref"]) for each in self.messages() if each["card"] for button in each["card"]["buttons"]]


class Stage:
    """The demo's house without its web server, on a clock that stands still until it is moved."""

    def __init__(self, demo: Demo, settings: Settings) -> None:
        self.demo = demo
        self.settings = settings
        self.wheel = Wheel(demo)
        house = demo.house
        self.parts = Parts(house.engine, house.wording, self.wheel, demo.chat, demo.panes, demo.site)
        self.answers = Answers(self.parts)
        self.lines: list[str] = []
        self.delivering = True  # False: the outbox sleeps, as when the database is out of its reach
        self._seen: dict[str, str] = {}
        self.actors = {pane.user: Actor(self, pane.user) for pane in demo.panes}

    @classmethod
    async def open(cls, settings: Settings, at: datetime = MONDAY) -> "Stage":
        from bot.clock import MovableClock

        demo, rows = make_demo(settings, MovableClock(at))
        await demo.begin(rows)
        stage = cls(demo, settings)
        await stage.answers.arrive()
        stage._remember()
        return stage

    async def restart(self, at: datetime) -> "Stage":
        """The bot goes down and comes up again on the same database at `at`; the platform stays as it was."""
        self.demo.house.close()
        self.demo.clock.forward_to(at)
        demo, rows = make_demo(self.settings, self.demo.clock, self.demo.chat)
        await demo.begin(rows)
        return Stage(demo, self.settings)

    def close(self) -> None:
        self.demo.house.close()

    # --- people

    @property
    def physician(self) -> Actor:
        return self.actors[PHYSICIAN]

    @property
    def coordinator(self) -> Actor:
        return self.actors[COORDINATOR]

    @property
    def deputy(self) -> Actor:
        return self.actors[DEPUTY]

    @property
    def supporters(self) -> list[Actor]:
        return [self.actors[user] for user in SUPPORTERS]

    def offered(self) -> Actor:
        """The supporter who has an offer to answer."""
        found = [
            actor for actor in self.supporters if any(words in actor.buttons() for words in ("Accept", "See request"))
        ]
        assert len(found) == 1, f"{len(found)} supporters have an offer"
        return found[0]

    async def ask(self, **values: str | list[str]) -> None:
        """The physician asks for a peer."""
        robin = self.physician
        robin.close()
        await robin.press("Ask for a peer")
        await robin.press("Continue")
        await robin.submit(contact=CONTACT, **values)
        robin.close()

    async def match(self) -> Actor:
        """The supporter who was asked accepts and confirms."""
        supporter = self.offered()
        await supporter.press("Accept")
        await supporter.press("No, confirm")
        supporter.close()
        return supporter

    def account(self, actor: Actor) -> Account:
        return Account(PLATFORM, self.demo.site.id, actor.user)

    async def id_of(self, actor: Actor) -> str:
        """What a form sends for somebody who is picked by name."""
        person = await self.read(lambda unit: unit.people.by_account(self.account(actor)))
        return str(person.id)

    async def rewrite(self, actor: Actor, **changes: Any) -> None:
        """The roster is imported again and says something else of this person."""
        address = f"{actor.user.replace('-', '.')}@example.org"

        def imported(unit: Unit) -> None:
            row = next(row for row in rostering.everybody(unit) if row.person.email == address)
            changed = RosterRow(replace(row.person, **changes), row.accounts)
            rostering.apply(unit, self.demo.house.programme, [changed])

        await self.read(imported)
        await self.settle()
        await self.house_rules()

    async def deactivated(self, actor: Actor) -> None:
        """The platform says that this account is gone."""
        self.note(f"{actor.name} is deactivated")
        await self.demo.house.engine.handle(Gone(key="", account=self.account(actor)))
        await self.settle()
        await self.house_rules()

    # --- time

    @property
    def now(self) -> datetime:
        return self.demo.clock.now()

    async def forward(self, hours: float) -> None:
        self.note(f"--- {hours:g} hours later ---")
        await self.wheel.forward(hours)
        self._notice_changes()
        await self.house_rules()

    async def sweep(self) -> None:
        """What the ticker does: act on what is due, then deliver."""
        await self.demo.house.deadlines.sweep()
        await self.settle()

    async def settle(self) -> None:
        if self.delivering:
            await self.demo.house.outbox.settle()
        self._notice_changes()

    # --- looking into the database

    async def read(self, job: Any) -> Any:
        return await self.demo.house.engine.run(job)

    async def requests(self) -> list[Any]:
        found: list[Any] = await self.read(lambda unit: unit.requests.open_ones())
        return found

    async def house_rules(self) -> None:
        """Looked at after every step of every story."""
        if self.delivering:
            await self.nobody_waits_in_silence()
            self.posted_cards_are_neutral()

    async def nobody_waits_in_silence(self) -> None:
        """Every request that is not closed has a pending deadline, and whoever holds it in hand has one too."""

        def waiting(unit: Unit) -> list[str]:
            found = []
            for request in unit.requests.open_ones():
                kinds = {due.kind for due in unit.deadlines.pending(request=request.id)}
                if not kinds or (request.helm is not Helm.NOBODY and "helm" not in kinds):
                    found.append(f"{request.state} in the hands of {request.helm} has only {sorted(kinds)}")
            return found

        assert await self.read(waiting) == []

    def posted_cards_are_neutral(self) -> None:
        """No name and no contact in any posted card, and the same line under each (rules 6 and 8)."""
        secrets = [CONTACT, *(pane.name for pane in self.demo.panes)]
        for actor in self.actors.values():
            for message in actor.messages():
                if message["card"]:
                    words = _words(message["card"])
                    assert not [each for each in secrets if each in words], f"a posted card says too much: {words}"
                    assert "9-8-8" in str(message["card"]["footer"]), f"no crisis lines under: {words}"

    # --- the transcript

    def note(self, line: str) -> None:
        """Request numbers are drawn; the transcript calls them all N."""
        self.lines.append(
            re.sub(rf"\b[{ALPHABET}]{{4}}\b", "N", line) if "equest " in line or "emande " in line else line
        )

    def transcript(self) -> str:
        return "\n".join(self.lines) + "\n"

    def reads_like(self, path: Path) -> None:
        """The conversation as it stands in the file. With PEERLINE_TRANSCRIPTS=write the file is written instead."""
        if os.environ.get("PEERLINE_TRANSCRIPTS") == "write":
            path.write_text(self.transcript(), encoding="utf-8")
        assert self.transcript() == path.read_text(encoding="utf-8")

    def _remember(self) -> None:
        for actor in self.actors.values():
            for message in actor.messages():
                self._seen[message["ref"]] = _words(message["card"], footer=False)

    def _notice_changes(self) -> None:
        for actor in self.actors.values():
            for message in actor.messages():
                if not message["card"]:
                    continue
                words = _words(message["card"], footer=False)
                before = self._seen.get(message["ref"])
                if before != words:
                    done = "gets" if before is None else "now sees"
                    pressable = " ".join(f"[{button['text']}]" for button in message["card"]["buttons"])
                    self.note(f"  {actor.name} {done}: {words} {pressable}".rstrip())
                self._seen[message["ref"]] = words


def soon(stage: Stage, hours: float) -> datetime:
    return stage.now + timedelta(hours=hours)


def _words(shown: Mapping[str, Any], footer: bool = True) -> str:
    lines: list[str] = [str(shown.get("title") or "")]
    for block in shown["blocks"]:
        if block["kind"] == "fact":
            lines.append(f"{block['label']}: {block['value']}")
        elif block["kind"] == "bullets":
            lines += block["items"]
        else:
            lines.append(block["text"])
    if footer and shown.get("footer"):
        lines.append(shown["footer"])
    return " ".join(line for line in lines if line)


def _start(shown: Mapping[str, Any]) -> str | list[str]:
    if shown["kind"] == "choice":
        return str(shown["chosen"])
    if shown["kind"] == "people":
        return []
    return str(shown.get("value", ""))
