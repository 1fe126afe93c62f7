"""A human at a Slack client: types, presses, fills in, closes."""

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.doubles.slack import form, payloads, replies
from tests.doubles.slack.channels import Message
from tests.doubles.slack.deliveries import COMMAND, INTERACTION, Delivery
from tests.doubles.slack.eyes import Eyes, Held
from tests.doubles.slack.screen import Trouble, View

if TYPE_CHECKING:
    from tests.doubles.slack.double import Slack

Json = dict[str, Any]


class Person(Eyes):
    def __init__(self, slack: "Slack", team: str, user: str) -> None:
        super().__init__(slack, team, user)
        self.slack = slack

    async def types(self, text: str) -> Delivery:
        """A message into the conversation with the bot."""
        run = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
        blocks = [{"type": "rich_text", "block_id": "typed", "elements": run}]
        message = Message(self.dm.id, self.slack.ts(), self.id, text, blocks, bot=False)
        self.dm.record.append(message)
        return await self.slack.event(self.team, payloads.typed(self.slack, self.screen.user, message), "im:history")

    async def command(self, word: str, text: str = "", *, channel: str = "") -> Delivery:
        """A slash command, in the conversation with the bot or in another channel."""
        place = self.slack.channel(channel, self.team) if channel else self.dm
        payload = payloads.command(self.slack, self.screen.user, place, word, text)
        delivery = await self._send(COMMAND, payload)
        if delivery.acknowledged:
            replies.after_command(self.slack, self.screen, place.id, delivery.attempts[-1].body)
        return delivery

    async def press(self, what: str | Held, *, back: int = 0) -> Delivery:
        """Press the newest button with these words (see `button`), or one that was kept."""
        held = self.button(what, back=back) if isinstance(what, str) else what
        told = ("type", "action_id", "text", "value", "style", "url")
        action = {key: deepcopy(held.element[key]) for key in told if key in held.element}
        return await self._act(held.place, action | {"block_id": held.block["block_id"]})

    async def picks(self, name: str, given: form.Given) -> Delivery:
        """Choose in a menu that tells the app at once: one outside an input block, or with dispatch_action."""
        for place in reversed(self.places()):
            for block, element in form.find(place.blocks, name):
                assert block["type"] != "input" or block.get("dispatch_action"), f"{name!r} waits for submit"
                answer = form.answer(element, given)
                if isinstance(place, View):
                    place.state[block["block_id"]][element["action_id"]] = answer
                ids = {"action_id": element["action_id"], "block_id": block["block_id"]}
                return await self._act(place, answer | ids)
        raise AssertionError(f"{self} has nothing called {name!r} to choose in")

    async def fill(self, values: Mapping[str, form.Given] | None = None, **more: form.Given) -> None:
        """Fill fields in, by block_id, action_id or label."""
        view = self.modal
        for name, given in {**(values or {}), **more}.items():
            found = list(form.find(view.blocks, name))
            assert found, f"{self} has no field {name!r} in {view.title!r}: {list(view.state)}"
            for block, element in found:
                view.state[block["block_id"]][element["action_id"]] = form.answer(element, given)

    async def submit(self, values: Mapping[str, form.Given] | None = None, **more: form.Given) -> Delivery | None:
        """Fill in and send. None if Slack's client does not let the form go."""
        view = self.modal
        assert view.body.get("submit"), f"{view.title!r} has nothing to send it with"
        await self.fill(values, **more)
        self.errors.clear()
        self.errors.update(form.complaints(view.blocks, view.state))
        if self.errors:
            return None
        delivery = await self._send(INTERACTION, payloads.submitted(self.slack, self.screen.user, view))
        if delivery.acknowledged:
            replies.after_submission(self.slack, self.screen, view, delivery.attempts[-1].body)
        return delivery

    async def closes(self, *, everything: bool = False) -> None:
        """Close the view in front, or with the cross in the corner the whole stack."""
        everything = everything or bool(self.modal.body.get("clear_on_close"))
        gone = [*reversed(self.modals)] if everything else [self.modal]
        self.errors.clear()
        for view in gone:
            self.modals.remove(view)
        for view in gone:
            if view.body.get("notify_on_close"):
                payload = payloads.closed(self.slack, self.screen.user, view, is_cleared=everything)
                await self._send(INTERACTION, payload)

    async def opens_home(self, tab: str = "home") -> Delivery:
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.dm.id,
            "tab": tab,
            "event_ts": self.slack.ts(),
        }
        if self.screen.home and tab == "home":
            event["view"] = self.screen.home.record()
        return await self.slack.event(self.team, event)

    def reloads(self) -> None:
        """Start the client again: ephemeral messages and open modals do not survive it."""
        self.screen.ephemerals.clear()
        self.modals.clear()

    async def installs(self, url: str, *, allows: bool = True) -> tuple[int, str]:
        """Follow the app's installation address through the consent page. The last page's status and text."""
        return await self.slack.visit(url, self.team, self.id, allows=allows)

    # --- sending

    async def _act(self, place: Message | View, action: Json) -> Delivery:
        return await self._send(INTERACTION, payloads.pressed(self.slack, self.screen.user, place, action))

    async def _send(self, kind: str, payload: Json) -> Delivery:
        """Bring it to the app once; Slack never repeats these."""
        delivery = Delivery(kind, self.team, payload)
        self.slack.deliveries.append(delivery)
        if not self.slack.is_installed(self.team):
            self.troubles.append(Trouble(payload.get("type", kind), "app_not_installed"))
            return delivery
        answer = await self.slack.carry(delivery)
        if not answer.ok:
            late = answer.reason in {"http_timeout", "timeout"}
            self.troubles.append(Trouble(payload.get("type", kind), "operation_timeout" if late else "dispatch_failed"))
        return delivery
