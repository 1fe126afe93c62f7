"""What a person sees at their Slack client."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tests.doubles.slack.blocks.reading import buttons
from tests.doubles.slack.channels import Channel, Message
from tests.doubles.slack.screen import Trouble, View
from tests.doubles.slack.world import World

Json = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A button as somebody sees it: they can press it later, from what their screen showed then."""

    place: Message | View
    block: Json
    element: Json


class Eyes:
    def __init__(self, world: World, team: str, user: str) -> None:
        self.world = world
        self.team = team
        self.id = user
        self.screen = world.screen(team, user)

    def __repr__(self) -> str:
        return f"<{self.screen.user.name}>"

    # --- seeing

    @property
    def dm(self) -> Channel:
        return self.world.dm(self.team, self.id)

    @property
    def messages(self) -> list[Message]:
        """The conversation with the bot and what only this person sees, oldest first."""
        return sorted([*self.dm.messages, *self.screen.ephemerals], key=lambda message: float(message.ts))

    @property
    def home(self) -> View | None:
        return self.screen.home

    @property
    def modals(self) -> list[View]:
        """The stack; the one in front is last."""
        return self.screen.modals

    @property
    def modal(self) -> View:
        assert self.screen.modal, f"{self} has no modal open"
        return self.screen.modal

    @property
    def errors(self) -> dict[str, str]:
        """What stands in red at the fields, by block_id."""
        return self.screen.errors

    @property
    def troubles(self) -> list[Trouble]:
        return self.screen.troubles

    @property
    def buttons(self) -> list[str]:
        """What can be pressed now, from top to bottom."""
        return [held.element["text"]["text"] for held in self.pressable()]

    def button(self, words: str, *, back: int = 0) -> Held:
        """The newest button with these words, to be kept and pressed later; `back` counts to older ones."""
        found = [held for held in self.pressable() if held.element["text"]["text"] == words]
        assert len(found) > back, f"{self} has no [{words}]; there is {self.buttons}"
        return deepcopy(found[-1 - back])

    def pressable(self) -> list[Held]:
        return [Held(place, block, element) for place in self.places() for block, element in buttons(place.blocks)]

    def places(self) -> list[Message | View]:
        """Where something can be pressed: the modal in front, else App Home and the messages, the newest last."""
        if self.screen.modal:
            return [self.screen.modal]
        return [*([self.screen.home] if self.screen.home else []), *self.messages]
