"""What somebody sees: the bot's messages as they look now, the open dialog, short texts, errors."""

from typing import TYPE_CHECKING, Any

from tests.doubles.teams.accounts import Account
from tests.doubles.teams.cards.reading import buttons
from tests.doubles.teams.chats import Conversation, Message
from tests.doubles.teams.screen import Dialog, Screen, Trouble

if TYPE_CHECKING:
    from tests.doubles.teams.double import Teams

Json = dict[str, Any]
Place = Message | Dialog


class Onlooker:
    def __init__(self, teams: "Teams", account: Account) -> None:
        self.teams = teams
        self.account = account
        self.screen = Screen()
        self._before = 0

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def chat(self) -> Conversation:
        return self.teams.world.personal(self.id)

    @property
    def messages(self) -> list[Message]:
        """What the bot posted, as it looks now, oldest first."""
        every = [each for each in self.teams.world.conversations.values() if each.members == [self.id]]
        return [
            message for each in every if each.kind == "personal" for message in each.messages if not message.deleted
        ]

    @property
    def words(self) -> list[str]:
        return [message.words for message in self.messages]

    @property
    def dialog(self) -> Dialog | None:
        return self.screen.dialog

    @property
    def toasts(self) -> list[str]:
        return self.screen.toasts

    @property
    def toast(self) -> str:
        """The text that the last thing done made appear; "" if none."""
        return "\n".join(self.screen.toasts[self._before :])

    @property
    def troubles(self) -> list[Trouble]:
        return self.screen.troubles

    @property
    def errors(self) -> dict[str, str]:
        """What the client wrote under the fields of the open card: field id to words."""
        return self.screen.errors

    @property
    def buttons(self) -> list[str]:
        """What can be pressed: the dialog's buttons if one is open, else every message's."""
        return [action["title"] for _, action in self.pressable()]

    def sees(self, *wanted: str) -> None:
        where = f"{self.dialog.title}\n{self.dialog.words}" if self.dialog else "\n".join(self.words)
        for each in wanted:
            assert each in where, f"{self.account.name} does not see {each!r} in:\n{where}"

    def reloads(self) -> None:
        """Another device, or the client started again: what was not posted is gone."""
        self.screen.dialog = None
        for message in self.messages:
            message.view = None

    def pressable(self) -> list[tuple[Place, Json]]:
        """Each button with the card on which it stands, oldest first."""
        places: list[Place] = [self.dialog] if self.dialog else [each for each in self.messages if each.card]
        return [(place, action) for place in places for action in buttons(card_of(place))]


def card_of(place: Place) -> Json:
    assert place.card is not None
    return place.card


def names_of(action: Json) -> tuple[str, ...]:
    """What is written on a button, and what a screen reader says of it."""
    return (action["title"], action.get("tooltip", ""))
