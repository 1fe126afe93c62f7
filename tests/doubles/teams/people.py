"""People who install the app, type, press buttons by their words, and fill dialogs in."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.doubles.teams import activities
from tests.doubles.teams.accounts import Account
from tests.doubles.teams.cards import client
from tests.doubles.teams.cards.reading import toggle
from tests.doubles.teams.chats import Conversation, Message
from tests.doubles.teams.delivery import Delivery
from tests.doubles.teams.onlooker import Json, Onlooker, Place, card_of, names_of
from tests.doubles.teams.screen import Dialog


class Person(Onlooker):
    """`omits_empty`: this client leaves empty text out of what it sends."""

    omits_empty = False

    # --- coming and going

    async def installs(self, action: str = "add") -> Delivery:
        """Teams tells of it twice, in this order. `action` is add or add-upgrade."""
        self.account.installed = True
        if action == "add":
            await self.sends(activities.members(*self._here(), "membersAdded", [self.teams.world.bot]))
        return await self.sends(activities.installation(*self._here(), action))

    async def uninstalls(self, action: str = "remove") -> Delivery:
        """`action` is remove or remove-upgrade."""
        self.account.installed = action != "remove"
        return await self.sends(activities.installation(*self._here(), action))

    async def sends(self, activity: Json, **how: Any) -> Delivery:
        """A whole activity; `how` is that of `teams.deliver`."""
        delivery = await self.teams.deliver(activity, **how)
        if activity["type"] != "invoke":
            self.teams.answers.to_message(delivery, self.screen)
        return delivery

    # --- doing

    async def types(self, said: str, where: Conversation | None = None) -> Delivery:
        """Write to the bot: in the personal chat, or in a group where it is mentioned."""
        self._begin()
        chat = where or self.chat
        chat.heard.append(said)
        return await self.sends(activities.text(self.teams.world, self.account, chat, said))

    async def reacts(self, message: Message, kind: str = "like") -> Delivery:
        return await self.sends(activities.reaction(*self._here(), message.id, kind))

    async def press(
        self, title: str, *, back: int = 0, as_submit: bool = False, given: Mapping[str, Any] | None = None
    ) -> Delivery | None:
        """Press the newest button with this title or tooltip; `back` counts to older ones. None: nothing was sent.

        `as_submit` is an old client, which shows the fallback of Action.Execute instead.
        """
        found = [(place, action) for place, action in self.pressable() if title in names_of(action)]
        assert len(found) > back, f"{self.account.name} has no [{title}]; there is {self.buttons}"
        place, action = found[-1 - back]
        return await self.press_again((place, action), as_submit=as_submit, given=given)

    def keep(self, title: str) -> tuple[Place, Json]:
        """A button as it is now, to be pressed with `press_again` after it is gone from the screen."""
        return deepcopy(next(found for found in reversed(self.pressable()) if title in names_of(found[1])))

    async def press_again(
        self, kept: tuple[Place, Json], *, as_submit: bool = False, given: Mapping[str, Any] | None = None
    ) -> Delivery | None:
        self._begin()
        place, action = kept
        if as_submit and action["type"] == "Action.Execute":
            fallback = action.get("fallback")
            assert isinstance(fallback, dict), f"an old client does not show [{action['title']}]: it has no fallback"
            action = fallback
        if action["type"] == "Action.ToggleVisibility":
            if isinstance(place, Message):
                place.view = deepcopy(card_of(place))
            toggle(card_of(place), action["targetElements"])
        if action["type"] not in ("Action.Execute", "Action.Submit"):
            return None
        data = self._filled(card_of(place), action, given or {})
        return None if data is None else await self._acts(place, action, data)

    async def submit(self, given: Mapping[str, Any] | None = None, *, button: str = "") -> Delivery | None:
        """Fill in the dialog, or the newest card with fields, and press its button.

        None: the client refused, and `errors` says why.
        """
        ready = [
            action["title"]
            for place, action in self.pressable()
            if client.start(card_of(place))
            and action["type"] in ("Action.Submit", "Action.Execute")
            and action.get("associatedInputs", "auto").lower() != "none"
        ]
        assert button or ready, f"{self.account.name} has no form; there is {self.buttons}"
        return await self.press(button or ready[-1], given=given)

    async def refreshes(self, message: Message) -> Delivery:
        """The client asks on its own for a fresh card, as a card with `refresh` wants it."""
        action = card_of(message)["refresh"]["action"]
        return await self._executes(message, activities.execute_value(action, action.get("data", {}), "automatic"))

    def closes(self) -> None:
        """The cross at the corner of the dialog: the bot hears nothing of it."""
        self.screen.dialog = None
        self.screen.errors = {}

    def blocks(self) -> None:
        """Blocked or uninstalled without a word: the bot hears of it only when it writes."""
        self.account.blocked = True

    # --- inside

    def _begin(self) -> None:
        self._before = len(self.screen.toasts)
        self.screen.errors = {}

    def _here(self) -> tuple[Any, Account, Conversation]:
        return self.teams.world, self.account, self.chat

    def _filled(self, card: Json, action: Json, given: Mapping[str, Any]) -> Json | None:
        """The data that travels, or None if the client refuses the fields."""
        data = deepcopy(action.get("data") or {})
        if action.get("associatedInputs", "auto").lower() == "none":
            return dict(data)
        values = client.filled(card, given)
        self.screen.errors = client.refused(card, values)
        if self.screen.errors:
            return None
        return {**data, **client.sent(card, values, omit_empty=self.omits_empty)}

    async def _acts(self, place: Place, action: Json, data: Json) -> Delivery:
        if isinstance(place, Dialog):
            return await self._asks("task/submit", activities.task_value(data))
        kind = data.get("msteams", {}).get("type")
        if action["type"] == "Action.Submit" and kind == "task/fetch":
            return await self._asks("task/fetch", activities.task_value(data), place.id)
        if action["type"] == "Action.Submit":
            where = self.teams.world.conversations[place.conversation]
            return await self.sends(activities.submit(self.teams.world, self.account, where, data, place.id))
        return await self._executes(place, activities.execute_value(action, data))

    async def _executes(self, message: Message, value: Json) -> Delivery:
        world, where = self.teams.world, self.teams.world.conversations[message.conversation]
        sent = activities.invoke(world, self.account, where, "adaptiveCard/action", value, message.id)
        delivery = await self.teams.deliver(sent)
        self.teams.answers.to_execute(delivery, self.screen, where.message(message.id))
        return delivery

    async def _asks(self, name: str, value: Json, reply_to: str = "") -> Delivery:
        delivery = await self.teams.deliver(activities.invoke(*self._here(), name, value, reply_to))
        self.teams.answers.to_task(delivery, self.screen)
        return delivery
