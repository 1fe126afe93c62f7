"""What the adapters need of the house: its engine, its words, and a sealed drawer for addresses and tokens."""

from collections.abc import Callable
from typing import Any, Protocol

from aiohttp import web

from bot.errors import NotNow
from bot.ports.platform import Port
from bot.surface import Account, Event, Phrase, Reply

Json = dict[str, Any]


class Engine(Protocol):
    async def handle(self, event: Event) -> Reply:
        """Never raises. `Reply.undone` says that nothing was done and the platform may deliver the event again."""
        ...


class Wording(Protocol):
    def text(self, phrase: Phrase, language: str, timezone: str = "UTC") -> str: ...


Say = Callable[[Phrase], str]


def speaker(wording: Wording, language: str, timezone: str) -> Say:
    """The words of one reader."""
    return lambda phrase: wording.text(phrase, language, timezone)


class Conversations(Protocol):
    """Where the platform wants the messages for an account: an adapter's own string, sealed."""

    async def get(self, account: Account) -> str:
        """ "" where it is not known, and where the database does not answer: an adapter can find it out again."""
        ...

    def remember(self, account: Account, conversation: str) -> None:
        """In memory only, at once; `keep` it when there is time."""
        ...

    async def keep(self, account: Account, conversation: str) -> None:
        """In memory for everybody, in the database for whoever is known there. "" forgets it. Never raises."""
        ...


class OutOfReach(NotNow):
    """The database does not answer; nothing was changed, and a later try may succeed."""


class Installations(Protocol):
    """The tokens of workspaces that installed the app themselves, sealed; JSON of the adapter's own shape.

    Every method raises OutOfReach where the database does not answer.
    """

    async def get(self, team: str) -> Json | None: ...
    async def put(self, team: str, body: Json) -> None: ...
    async def forget(self, team: str) -> bool: ...
    async def lease(self, team: str, seconds: float) -> bool:
        """Whether the caller, and nobody else for that long, may ask the platform for a fresh token."""
        ...

    async def issue_state(self, seconds: float) -> str:
        """A word that is good so long, for the way through the platform's install page. No row is kept of it."""
        ...

    async def is_state(self, state: str) -> bool: ...


class Crowd(Protocol):
    async def of_team(self, team: str) -> list[Account]:
        """Every working account of one workspace or tenant. Raises OutOfReach."""
        ...


class Drawer(Installations, Crowd, Protocol):
    """All that is kept for one platform."""

    conversations: Conversations

    async def put_fact(self, name: str, value: str) -> None:
        """A word for `check` about this platform. Never raises."""
        ...


class Adapter(Protocol):
    """A platform that is served: its routes, its port, and what runs beside them."""

    @property
    def port(self) -> Port: ...
    def mount(self, app: web.Application) -> None: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def missing(self) -> str:
        """What does not work just now, in a few words for the operator; "" if all does."""
        ...
